/**
 * Bags: recorded messages of ROS 1 and ROS 2, in the containers that the field uses.
 *
 * <p>{@link org.pollex.datasets.bag.Bag#open} tells the container by content: MCAP, a ROS 1 bag
 * (2.0), a sqlite3 file of rosbag2, or a rosbag2 folder of either, compressed ones too. All are
 * read in the order of their log times, with one chunk in memory where chunks do not overlap in
 * time. {@link org.pollex.datasets.bag.McapWriter} writes MCAP such that a killed process loses at
 * most the chunk it was filling; {@link org.pollex.datasets.bag.McapRecovery} makes a whole file of
 * a torn one.
 *
 * <p>Sizes that a file declares are checked against it, and against {@link
 * org.pollex.datasets.bag.Limits}, before memory is taken.
 */
package org.pollex.datasets.bag;
