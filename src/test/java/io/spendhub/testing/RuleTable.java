package io.spendhub.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table of rules as it is read: one state a row, one event a column, and what comes of it in the
 * cell. Its first line names the columns.
 */
public record RuleTable(List<String> columns, List<String> rows, List<Cell> cells) {
  /** What becomes of a row's state by a column's event. */
  public record Cell(String row, String column, String value) {
    @Override
    public String toString() {
      return row + ", " + column + ": " + value;
    }
  }

  /** Reads a table whose cells are separated by bars. */
  public static RuleTable of(String text) {
    List<List<String>> lines = text.lines().map(RuleTable::split).toList();
    List<String> columns = lines.getFirst().subList(1, lines.getFirst().size());
    List<String> rows = new ArrayList<>();
    List<Cell> cells = new ArrayList<>();
    for (List<String> line : lines.subList(1, lines.size())) {
      if (line.size() != columns.size() + 1) {
        throw new IllegalArgumentException("a row needs a cell for each column: " + line);
      }
      rows.add(line.getFirst());
      for (int i = 0; i < columns.size(); i++) {
        cells.add(new Cell(line.getFirst(), columns.get(i), line.get(i + 1)));
      }
    }
    return new RuleTable(columns, List.copyOf(rows), List.copyOf(cells));
  }

  /** The names of all values of an enum, to hold against the rows or columns. */
  public static <E extends Enum<E>> List<String> names(Class<E> type) {
    return Stream.of(type.getEnumConstants()).map(Enum::name).toList();
  }

  private static List<String> split(String line) {
    return Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
  }
}
