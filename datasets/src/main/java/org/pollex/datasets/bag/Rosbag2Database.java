package org.pollex.datasets.bag;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pollex.errors.BadInputException;
import org.sqlite.SQLiteConfig;

/**
 * A sqlite3 file of rosbag2, any schema: topics, messages and, in newer ones, message definitions.
 * It is opened for reading; views and virtual tables in place of tables are refused.
 */
public final class Rosbag2Database implements Bag {
  static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  private final Path file;
  private final java.sql.Connection database;
  private final boolean packed;
  private final Map<Integer, Connection> connections = new LinkedHashMap<>();

  private Rosbag2Database(Path file, java.sql.Connection database, boolean packed) {
    this.file = file;
    this.database = database;
    this.packed = packed;
  }

  /** Opens a file whose messages are stored as they are. */
  public static Rosbag2Database open(Path file) {
    return open(file, false);
  }

  /** Opens a file; {@code packed}: each message is compressed with zstd by itself. */
  static Rosbag2Database open(Path file, boolean packed) {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setPragma(SQLiteConfig.Pragma.LIMIT_LENGTH, Integer.toString(Limits.CHUNK));
    java.sql.Connection database = null;
    try {
      database =
          DriverManager.getConnection(
              "jdbc:sqlite:" + file.toAbsolutePath(), config.toProperties());
      Rosbag2Database bag = new Rosbag2Database(file, database, packed);
      bag.describe();
      return bag;
    } catch (SQLException | RuntimeException e) {
      close(database);
      throw e instanceof RuntimeException known ? known : damaged(file, (SQLException) e);
    }
  }

  private static BadInputException damaged(Path file, SQLException e) {
    return new BadInputException(
        file + " cannot be read as a bag: " + e.getMessage(), "Check the file.", e);
  }

  private void describe() throws SQLException {
    Map<String, String> tables = tables();
    for (String needed : List.of("topics", "messages")) {
      String sql = tables.getOrDefault(needed, "").toUpperCase(Locale.ROOT);
      if (!sql.startsWith("CREATE TABLE") || sql.contains(" AS ") || sql.contains(" AS(")) {
        throw new BadInputException(
            file + " has no plain table '" + needed + "'", "Allowed: sqlite3 files of rosbag2.");
      }
    }
    Map<String, String> definitions = new HashMap<>();
    String known = tables.getOrDefault("message_definitions", "").toUpperCase(Locale.ROOT);
    if (known.startsWith("CREATE TABLE")) {
      each(
          "SELECT topic_type, encoded_message_definition FROM message_definitions"
              + " WHERE encoding = 'ros2msg'",
          row -> definitions.put(row.getString(1), row.getString(2)));
    }
    boolean hashes = tables.get("topics").contains("type_description_hash");
    each(
        "SELECT id, name, type, serialization_format"
            + (hashes ? ", type_description_hash" : "")
            + " FROM topics",
        row -> {
          int id = row.getInt(1);
          String type = row.getString(3);
          connections.put(
              id,
              new Connection(
                  id,
                  row.getString(2),
                  type,
                  row.getString(4),
                  definitions.getOrDefault(type, ""),
                  hashes ? Optional.ofNullable(row.getString(5)).orElse("") : "",
                  Map.of()));
        });
  }

  private Map<String, String> tables() throws SQLException {
    Map<String, String> tables = new HashMap<>();
    each(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql IS NOT NULL",
        row -> tables.put(row.getString(1), row.getString(2)));
    return tables;
  }

  /** Called with each row. */
  private interface Row {
    void accept(ResultSet row) throws SQLException;
  }

  private void each(String sql, Row action) throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      int n = 0;
      while (rows.next()) {
        if (n++ > Limits.CONNECTIONS) {
          throw new BadInputException(file + " has too many topics", "Split it.");
        }
        action.accept(rows);
      }
    }
  }

  @Override
  public String format() {
    return "sqlite3";
  }

  @Override
  public List<Connection> connections() {
    return List.copyOf(connections.values());
  }

  @Override
  public Optional<String> damage() {
    return Optional.empty();
  }

  @Override
  public Iterator<BagMessage> messages(Set<String> topics) {
    String wanted =
        connections.values().stream()
            .filter(c -> topics.isEmpty() || topics.contains(c.topic()))
            .map(c -> Integer.toString(c.id()))
            .collect(Collectors.joining(","));
    String where = topics.isEmpty() ? "" : " WHERE topic_id IN (" + wanted + ")";
    try {
      PreparedStatement statement =
          database.prepareStatement(
              "SELECT topic_id, timestamp, data FROM messages" + where + " ORDER BY timestamp, id");
      return new Rows(statement, statement.executeQuery());
    } catch (SQLException e) {
      throw damaged(file, e);
    }
  }

  private final class Rows implements Iterator<BagMessage> {
    private final PreparedStatement statement;
    private final ResultSet rows;
    private BagMessage next;

    Rows(PreparedStatement statement, ResultSet rows) throws SQLException {
      this.statement = statement;
      this.rows = rows;
      advance();
    }

    private void advance() throws SQLException {
      if (!rows.next()) {
        next = null;
        statement.close();
        return;
      }
      Connection connection = connections.get(rows.getInt(1));
      byte[] data = rows.getBytes(3);
      if (connection == null || data == null) {
        throw new BadInputException(
            file + " has a message without topic or content", "The bag is damaged.");
      }
      long time = rows.getLong(2);
      byte[] plain = packed ? Compression.zstdMessage(data) : data;
      next = new BagMessage(connection, time, time, plain, 0, plain.length);
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public BagMessage next() {
      if (next == null) {
        throw new NoSuchElementException();
      }
      BagMessage message = next;
      try {
        advance();
      } catch (SQLException e) {
        throw damaged(file, e);
      }
      return message;
    }
  }

  private static void close(java.sql.Connection database) {
    try {
      if (database != null) {
        database.close();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    close(database);
  }
}
