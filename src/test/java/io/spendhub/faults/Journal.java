package io.spendhub.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a client sent and what it heard, a line each, in a file that outlives every process: a
 * command is written before it is sent, an answer as soon as it is heard. What has to be there in
 * the end is read from here and from nowhere else.
 */
final class Journal implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final FileChannel channel;

  private Journal(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static Journal begunIn(Path file) throws IOException {
    return new Journal(file, FileChannel.open(file, CREATE_NEW, APPEND));
  }

  void sent(int scene, Command command) {
    write(
        Map.of(
            "key", command.key(), "scene", scene, "path", command.path(), "body", command.body()));
  }

  void heard(Command command, Reply reply) {
    write(Map.of("key", command.key(), "reply", reply));
  }

  private void write(Map<String, ?> line) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap((JSON.writeValueAsString(line) + "\n").getBytes(UTF_8));
      synchronized (channel) {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * All commands, in the order in which they were first sent.
   *
   * @throws AssertionError if one was never answered
   */
  List<Deed> deeds() {
    Map<String, Reply> replies = new HashMap<>();
    List<JsonNode> commands = new ArrayList<>();
    for (JsonNode line : lines()) {
      String key = line.path("key").asText();
      if (line.has("reply")) {
        Reply reply = JSON.convertValue(line.path("reply"), Reply.class);
        assertThat(replies.put(key, reply)).as("another answer to %s", key).isNull();
      } else {
        commands.add(line);
      }
    }
    return commands.stream().map(line -> deed(line, replies)).toList();
  }

  private List<JsonNode> lines() {
    List<JsonNode> lines = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file)) {
        lines.add(JSON.readTree(line));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return lines;
  }

  private static Deed deed(JsonNode line, Map<String, Reply> replies) {
    String key = line.path("key").asText();
    Reply reply = replies.get(key);
    if (reply == null) {
      throw new AssertionError("never answered: " + line);
    }
    Map<String, Object> body = JSON.convertValue(line.path("body"), new TypeReference<>() {});
    Command command = new Command(line.path("path").asText(), body, key);
    return new Deed(line.path("scene").asInt(), command, reply);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
