package io.spendhub.replay.purchases;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.spendhub.replay.client.ReplayFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads purchase files, plain or compressed by gzip, and checks them whole. */
public final class PurchaseFiles {
  private PurchaseFiles() {}

  /**
   * Reads the file at this path.
   *
   * @param now rows after it are refused
   * @throws ReplayFailure if it cannot be read, or is malformed
   */
  public static PurchaseFile read(Path path, Instant now) {
    try {
      byte[] bytes = Files.readAllBytes(path);
      List<Purchase> rows = rows(text(unpacked(bytes)), now);
      return new PurchaseFile(String.valueOf(path.getFileName()), Hashes.sha256(bytes), rows);
    } catch (NoSuchFileException missing) {
      throw new ReplayFailure("There is no file " + path + ".", missing);
    } catch (JsonProcessingException malformed) {
      int line = malformed.getLocation() == null ? 1 : malformed.getLocation().getLineNr();
      throw MalformedFile.at(line, malformed.getOriginalMessage());
    } catch (IOException unreadable) {
      throw new ReplayFailure(path + " cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  private static byte[] unpacked(byte[] bytes) throws IOException {
    boolean gzip = bytes.length > 2 && bytes[0] == (byte) 0x1f && bytes[1] == (byte) 0x8b;
    if (!gzip) {
      return bytes;
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    }
  }

  private static String text(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = UTF_8.newDecoder().decode(in, out, true);
    if (result.isError()) {
      String before = new String(bytes, 0, in.position(), UTF_8);
      throw MalformedFile.at(1 + (int) before.chars().filter(c -> c == '\n').count(), "not UTF-8");
    }
    String text = out.flip().toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static List<Purchase> rows(String text, Instant now) throws IOException {
    try (CsvParser parser = new CsvFactory().createParser(text)) {
      if (parser.nextToken() == null) {
        throw new MalformedFile("The file is empty.");
      }
      List<String> cells = cells(parser);
      RowReader reader = new RowReader(Columns.of(cells), now);
      List<Purchase> rows = new ArrayList<>();
      // Counted here, because the parser's own line lags behind at the start of a row.
      int line = 1 + lines(cells);
      while (parser.nextToken() != null) {
        cells = cells(parser);
        rows.add(reader.read(rows.size() + 1, line, cells));
        line += lines(cells);
      }
      if (rows.isEmpty()) {
        throw new MalformedFile("The file has a header and no rows.");
      }
      return List.copyOf(rows);
    }
  }

  /** The cells of the line that the parser has just begun. */
  private static List<String> cells(CsvParser parser) throws IOException {
    List<String> cells = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      cells.add(parser.getText());
    }
    return cells;
  }

  /** How many lines these cells take: one, and one more for each line end within quotes. */
  private static int lines(List<String> cells) {
    return 1 + (int) cells.stream().flatMapToInt(String::chars).filter(c -> c == '\n').count();
  }
}
