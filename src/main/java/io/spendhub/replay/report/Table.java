package io.spendhub.replay.report;

import java.util.ArrayList;
import java.util.List;

/** Text in columns: the first ones flush left, those with figures flush right. */
final class Table {
  private final int wordColumns;
  private final List<List<String>> rows = new ArrayList<>();

  Table(int wordColumns, String... header) {
    this.wordColumns = wordColumns;
    rows.add(List.of(header));
  }

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  List<String> lines() {
    return rows.stream().map(this::line).toList();
  }

  private String line(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      String padding = " ".repeat(width(column) - cell.length());
      line.append(column == 0 ? "  " : "   ");
      line.append(column < wordColumns ? cell + padding : padding + cell);
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
