/**
 * Messages of ROS 1 and ROS 2: their definitions, and their bytes.
 *
 * <p>{@link org.pollex.datasets.message.DefinitionParser} reads {@code .msg} text as bags carry it,
 * with the definitions of nested types behind it. {@link org.pollex.datasets.message.MessageCodec}
 * compiles such a set once into a tree of nodes, one per field, that reads and writes either
 * serialization: CDR (ROS 2) or ROS 1's own. {@link org.pollex.datasets.message.Ros1Md5} and {@link
 * org.pollex.datasets.message.TypeHash} name a type as each of the two does on the wire.
 *
 * <p>Whatever a message declares about itself is checked against the bytes that are there before
 * anything is allocated, and a message has a greatest number of parts.
 */
package org.pollex.datasets.message;
