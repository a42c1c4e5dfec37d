/** Named tensors on disk: safetensors, bounded when read, whole when written. */
package org.pollex.learning.weights;
