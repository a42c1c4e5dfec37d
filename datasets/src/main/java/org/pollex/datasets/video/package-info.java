/**
 * MP4 files of pictures, through FFmpeg's libraries (JavaCPP presets, LGPL build). {@link
 * VideoFile} reads a file's index; a {@link VideoDecoder}, one per thread, decodes any frame of any
 * file from its nearest key frame on; {@link VideoEncoder} writes AV1 as LeRobot does.
 *
 * <p>Decoding is native code. What a file declares about itself is compared with what is expected
 * of it before anything is decoded: container and codec are from a short list, the size of the
 * pictures is told by the caller, single allocations of the libraries are bounded, and packets are
 * read by this package, not by the container's parser. That does not make a video of an unknown
 * source as safe as a picture that Java decodes: a fault in a codec is a fault of the process.
 */
package org.pollex.datasets.video;
