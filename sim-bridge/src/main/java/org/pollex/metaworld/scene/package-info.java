/**
 * One Meta-World scene as its tasks see it: named points to read, fixtures to put somewhere, joints
 * to set. All of it looks straight into MuJoCo's memory; nothing here allocates after construction.
 */
package org.pollex.metaworld.scene;
