package io.spendhub.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  private static final String PROGRAM = "io.spendhub";
  private static final String FIXTURES = "io.spendhub.architecture.fixtures";
  private static final JavaClasses PROGRAM_CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(PROGRAM);

  static Set<String> rules() {
    return Architecture.rules().keySet();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void the_program_keeps(String rule) {
    assertThat(violations(rule, PROGRAM, PROGRAM_CLASSES)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void its_fixture_breaks(String rule) {
    assertThat(violations(rule, fixture(rule), classesOf(rule)))
        .anyMatch(complaint -> complaint.contains("Offender"))
        .allMatch(complaint -> complaint.contains("Offender"));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void sound_code_keeps(String rule) {
    assertThat(violations(rule, fixture("sound"), classesOf("sound"))).isEmpty();
  }

  @Test
  void the_rules_see_every_class_of_the_program() throws IOException {
    try (var sources = Files.walk(Path.of("src/main/java"))) {
      List<String> outermost =
          sources
              .map(Path::toString)
              .filter(source -> source.endsWith(".java") && !source.endsWith("package-info.java"))
              .map(source -> source.substring("src/main/java/".length(), source.length() - 5))
              .map(source -> source.replace('/', '.'))
              .toList();
      assertThat(outermost).isNotEmpty().allMatch(PROGRAM_CLASSES::contain);
    }
  }

  private static List<String> violations(String rule, String root, JavaClasses classes) {
    return Objects.requireNonNull(Architecture.rules().get(rule))
        .apply(new Architecture(root))
        .evaluate(classes)
        .getFailureReport()
        .getDetails();
  }

  private static String fixture(String name) {
    return FIXTURES + "." + name;
  }

  private static JavaClasses classesOf(String fixture) {
    return new ClassFileImporter().importPackages(fixture(fixture));
  }
}
