package io.spendhub.architecture;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Finds files, methods and folders that have grown beyond what can be read at once. */
final class SourceSizes {
  private static final int MAXIMUM_FILE_LINES = 400;
  private static final int MAXIMUM_METHOD_LINES = 70;
  private static final int MAXIMUM_FOLDER_FILES = 20;

  private SourceSizes() {}

  /** Describes every file and method below the directories that is too long. */
  static List<String> tooLong(List<Path> directories) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Path directory : directories) {
      try (var files = Files.walk(directory)) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    return tooLongAmong(sources);
  }

  /** Describes every folder below the directory that holds too many classes to choose from. */
  static List<String> tooFull(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      Map<Path, Long> classes =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.endsWith("package-info.java"))
              .collect(groupingBy(Path::getParent, TreeMap::new, counting()));
      return classes.entrySet().stream()
          .filter(folder -> folder.getValue() > MAXIMUM_FOLDER_FILES)
          .map(folder -> "%s has %d files".formatted(folder.getKey(), folder.getValue()))
          .toList();
    }
  }

  private static List<String> tooLongAmong(List<Path> sources) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path source : sources) {
      long lines = Files.readAllLines(source).size();
      if (lines > MAXIMUM_FILE_LINES) {
        found.add("%s has %d lines".formatted(source, lines));
      }
    }
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
      for (CompilationUnitTree unit : task.parse()) {
        new MethodScanner(unit, Trees.instance(task).getSourcePositions(), found).scan(unit, null);
      }
    }
    return found;
  }

  private static final class MethodScanner extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<String> found;

    MethodScanner(CompilationUnitTree unit, SourcePositions positions, List<String> found) {
      this.unit = unit;
      this.positions = positions;
      this.found = found;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
      LineMap lines = unit.getLineMap();
      long first = lines.getLineNumber(positions.getStartPosition(unit, method));
      long last = lines.getLineNumber(positions.getEndPosition(unit, method));
      if (last - first + 1 > MAXIMUM_METHOD_LINES) {
        found.add(
            "%s: method %s has %d lines"
                .formatted(unit.getSourceFile().getName(), method.getName(), last - first + 1));
      }
      return super.visitMethod(method, null);
    }
  }
}
