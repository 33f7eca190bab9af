package io.spendhub.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceSizesTest {
  @TempDir Path directory;

  @Test
  void every_file_and_method_of_the_project_can_be_read_at_once() throws IOException {
    assertThat(SourceSizes.tooLong(List.of(Path.of("src/main/java"), Path.of("src/test/java"))))
        .isEmpty();
  }

  @Test
  void every_folder_of_the_program_can_be_chosen_from_at_once() throws IOException {
    assertThat(SourceSizes.tooFull(Path.of("src/main/java"))).isEmpty();
  }

  @Test
  void a_folder_of_21_files_is_found_and_one_of_20_and_its_package_info_is_not()
      throws IOException {
    Path full = folder("full", 21);
    Files.createFile(folder("fits", 20).resolve("package-info.java"));
    assertThat(SourceSizes.tooFull(directory)).containsExactly(full + " has 21 files");
  }

  @Test
  void a_file_of_401_lines_is_found_and_one_of_400_is_not() throws IOException {
    Files.writeString(directory.resolve("Long.java"), "class Long {\n" + "\n".repeat(399) + "}\n");
    Files.writeString(directory.resolve("Fits.java"), "class Fits {\n" + "\n".repeat(398) + "}\n");
    assertThat(SourceSizes.tooLong(List.of(directory)))
        .containsExactly(directory.resolve("Long.java") + " has 401 lines");
  }

  @Test
  void a_method_of_71_lines_is_found_and_one_of_70_is_not() throws IOException {
    Files.writeString(
        directory.resolve("Methods.java"),
        "class Methods {\n%s%s}\n".formatted(method("grown", 71), method("fits", 70)));
    assertThat(SourceSizes.tooLong(List.of(directory)))
        .containsExactly(directory.resolve("Methods.java") + ": method grown has 71 lines");
  }

  private Path folder(String name, int files) throws IOException {
    Path folder = Files.createDirectory(directory.resolve(name));
    for (int i = 0; i < files; i++) {
      Files.createFile(folder.resolve("Class" + i + ".java"));
    }
    return folder;
  }

  private static String method(String name, int lines) {
    return "void " + name + "() {" + "\n".repeat(lines - 1) + "}\n";
  }
}
