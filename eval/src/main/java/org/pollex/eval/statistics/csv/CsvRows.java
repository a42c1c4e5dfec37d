package org.pollex.eval.statistics.csv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pollex.errors.BadInputException;

/**
 * The rows of a CSV file, each with the line it stands on.
 *
 * @param file where they come from, for messages
 * @param rows at least one; blank lines and a byte-order mark are left out, cells are trimmed
 */
record CsvRows(Path file, List<Row> rows) {

  /** Files beyond this size are refused before they are read. */
  private static final long MOST_BYTES = 256L << 20;

  /** One line of cells. */
  record Row(int line, List<String> cells) {

    /** A cell, or an empty string where the line has none. */
    String cell(int column) {
      return column >= 0 && column < cells.size() ? cells.get(column) : "";
    }
  }

  static CsvRows read(Path file) {
    String text;
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new BadInputException(
            "%s has %,d bytes".formatted(file, Files.size(file)),
            "Allowed: CSV files up to 256 MiB. Split the file.");
      }
      text = Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new BadInputException(
          "cannot read %s: %s".formatted(file, e), "Give the path of a CSV file in UTF-8.", e);
    }
    List<Row> rows = parse(file, text.startsWith("\uFEFF") ? text.substring(1) : text);
    if (rows.isEmpty()) {
      throw new BadInputException(
          "%s is empty".formatted(file), "Give a CSV file with at least one row of data.");
    }
    return new CsvRows(file, rows);
  }

  private static List<Row> parse(Path file, String text) {
    List<Row> rows = new ArrayList<>();
    try (MappingIterator<String[]> lines =
        new CsvMapper()
            .readerFor(String[].class)
            .with(CsvParser.Feature.WRAP_AS_ARRAY)
            .with(CsvParser.Feature.TRIM_SPACES)
            .readValues(text)) {
      while (lines.hasNextValue()) {
        int line = lines.getCurrentLocation().getLineNr();
        List<String> cells = Arrays.stream(lines.nextValue()).map(CsvRows::trim).toList();
        if (cells.stream().anyMatch(cell -> !cell.isEmpty())) {
          rows.add(new Row(line, cells));
        }
      }
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          "%s is not CSV: %s".formatted(file, e.getOriginalMessage()),
          "Separate cells by commas; quote cells that hold a comma or a quote.",
          e);
    } catch (IOException e) {
      throw new BadInputException("cannot read %s: %s".formatted(file, e), "", e);
    }
    return rows;
  }

  private static String trim(String cell) {
    return cell == null ? "" : cell.trim();
  }

  /** A cell that must be 0 or 1. */
  boolean bit(Row row, String name, String cell) {
    return switch (cell) {
      case "0" -> false;
      case "1" -> true;
      default -> throw error(row, "%s '%s'".formatted(name, cell), "Allowed: 0 or 1.");
    };
  }

  /** An error about one line. */
  BadInputException error(Row row, String problem, String remedy) {
    return new BadInputException("%s line %d: %s".formatted(file, row.line(), problem), remedy);
  }
}
