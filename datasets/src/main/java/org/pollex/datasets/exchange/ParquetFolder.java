package org.pollex.datasets.exchange;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pollex.errors.BadInputException;

/**
 * A database in memory that reads and writes the Parquet files of one folder and can reach nothing
 * else: no other file, no network, no extension; at most {@value #MEMORY} of memory.
 */
final class ParquetFolder implements AutoCloseable {
  private static final String MEMORY = "512MB";

  private final Path folder;
  private final Connection connection;

  private ParquetFolder(Path folder, Connection connection) {
    this.folder = folder;
    this.connection = connection;
  }

  static ParquetFolder open(Path folder) {
    Path whole = folder.toAbsolutePath().normalize();
    Properties options = new Properties();
    options.setProperty("jdbc_stream_results", "true");
    try {
      Connection connection = DriverManager.getConnection("jdbc:duckdb:", options);
      try (Statement statement = connection.createStatement()) {
        for (String setting :
            Stream.of(
                    "threads = 2",
                    "memory_limit = '" + MEMORY + "'",
                    "autoinstall_known_extensions = false",
                    "autoload_known_extensions = false",
                    "preserve_insertion_order = true",
                    "temp_directory = ''",
                    "allowed_directories = [" + text(whole + "/") + "]",
                    "enable_external_access = false",
                    "lock_configuration = true")
                .toList()) {
          statement.execute("SET " + setting);
        }
      }
      return new ParquetFolder(whole, connection);
    } catch (SQLException e) {
      throw refused(folder, e);
    }
  }

  Connection connection() {
    return connection;
  }

  /** The folder, absolute. */
  Path folder() {
    return folder;
  }

  void run(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw refused(folder, e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw refused(folder, e);
    }
  }

  static BadInputException refused(Path folder, SQLException cause) {
    String message = String.valueOf(cause.getMessage());
    String line = message.lines().findFirst().orElse(message);
    return new BadInputException(
        folder + ": " + line, "Check that its Parquet files are whole and as meta/info.json says.");
  }

  /** A name as SQL writes it. */
  static String name(String column) {
    return '"' + column.replace("\"", "\"\"") + '"';
  }

  /** A text as SQL writes it. */
  static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /** A list of texts as SQL writes it. */
  static String texts(Stream<String> values) {
    return values.map(ParquetFolder::text).collect(Collectors.joining(", ", "[", "]"));
  }
}
