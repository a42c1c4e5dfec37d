package org.pollex.retrieval.index;

import org.pollex.retrieval.cloud.PointCloud;
import org.pollex.retrieval.language.InstructionMatcher;
import org.pollex.retrieval.shape.ShapeDescriptor;

/**
 * One demonstration as the index knows it.
 *
 * @param id unique within the index, for example {@code demos.hdf5#3}
 * @param file file name within the index's {@code demonstrations} folder
 * @param episode number of the episode within the file, from 0
 * @param task the task's id in its world
 * @param language its instruction, key and embedding
 * @param shape descriptor of the object at the first observation
 * @param cloud the object at the first observation, world frame, with the camera's position if the
 *     recording tells it
 */
public record IndexedDemonstration(
    String id,
    String file,
    int episode,
    String task,
    InstructionMatcher.Known language,
    ShapeDescriptor shape,
    PointCloud cloud) {}
