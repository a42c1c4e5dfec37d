package org.pollex.datasets.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;

/**
 * Which topics of a bag become which streams, as a YAML file tells it.
 *
 * @param hz steps a second that all streams are resampled to
 * @param task the task's id
 * @param instruction what a person would say to the robot
 * @param maxGap longest time between two messages of a topic, in steps; 0 means 3
 * @param streams by the stream's name, for example {@code obs/joint_pos} and {@code actions}
 */
record BagMap(
    double hz, String task, String instruction, double maxGap, Map<String, Entry> streams) {
  private static final double DEFAULT_GAP = 3;
  static final String EXAMPLE =
      "hz: 20, task: NAME, streams: {obs/joint_pos: {topic: /joint_states, field: position},"
          + " obs/front_image: {topic: /camera/image_raw}, actions: {topic: /command, field: data}}";

  /** How values between two messages are made. */
  enum Resample {
    /** The last message before. */
    HOLD,
    /** Between the two around, in proportion; quaternions are kept of unit length. */
    LINEAR,
    /** The nearest message. */
    NEAREST
  }

  /**
   * One stream.
   *
   * @param topic the topic
   * @param field path within its messages; empty for the whole message (images, poses)
   * @param resample null: hold for actions, nearest for images, linear otherwise
   * @param names joint names in the order wanted, for messages that carry names
   * @param unit physical unit
   * @param frame frame of reference
   */
  record Entry(
      String topic,
      String field,
      Resample resample,
      List<String> names,
      String unit,
      String frame) {
    Entry {
      field = field == null ? "" : field;
      names = names == null ? List.of() : List.copyOf(names);
      unit = unit == null ? "" : unit;
      frame = frame == null ? "" : frame;
    }
  }

  BagMap {
    task = task == null ? "" : task;
    instruction = instruction == null ? task.replace('_', ' ') : instruction;
    maxGap = maxGap > 0 ? maxGap : DEFAULT_GAP;
  }

  private BagMap checked() {
    if (!(hz > 0 && hz <= 10_000)) {
      throw new BadInputException("hz is " + hz, "Allowed: above 0, up to 10000.");
    }
    if (streams == null || streams.isEmpty()) {
      throw new BadInputException("the map has no streams", "For example: " + EXAMPLE);
    }
    streams.forEach(
        (name, entry) -> {
          if (entry == null || entry.topic == null) {
            throw new BadInputException("stream " + name + " has no topic", "Give its topic.");
          }
        });
    return this;
  }

  static BagMap read(Path file) {
    try {
      if (Files.size(file) > Bounds.MOST_TEXT) {
        throw Bounds.refused(file.toString(), "is too large", "maps of a few lines");
      }
      YAMLMapper mapper =
          YAMLMapper.builder()
              .enable(com.fasterxml.jackson.databind.MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
              .propertyNamingStrategy(
                  com.fasterxml.jackson.databind.PropertyNamingStrategies.SNAKE_CASE)
              .build();
      return mapper.readValue(Files.readAllBytes(file), BagMap.class).checked();
    } catch (UnrecognizedPropertyException e) {
      throw BadInputException.unknownName(
          "key in " + file,
          e.getPropertyName(),
          e.getKnownPropertyIds().stream().map(Object::toString).toList());
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          file + " is no map of a bag: " + e.getOriginalMessage(), "For example: " + EXAMPLE, e);
    } catch (IOException e) {
      throw StorageFailure.reading(file, e);
    }
  }
}
