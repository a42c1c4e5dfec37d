/** Meta-World v3 on the JVM: MuJoCo's own library for the physics, Java for everything else. */
package org.pollex.metaworld;
