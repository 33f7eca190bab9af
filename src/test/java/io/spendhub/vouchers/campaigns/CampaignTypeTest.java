package io.spendhub.vouchers.campaigns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a type of campaign is named that the compiler does not see: SQL, tables and documents. */
class CampaignTypeTest {
  /** What ArchUnit sees of Java: nobody asks for a type by its name. */
  @Test
  void sql_names_no_type() {
    assertThat(text(Path.of("src/main/java/io/spendhub/vouchers")))
        .doesNotContainPattern("\\btype\\s*(=|<>|in)\\s*\\(?'");
  }

  @ParameterizedTest
  @EnumSource
  void tables_and_contract_know_every_type(CampaignType type) {
    assertThat(text(Path.of("db/migration"))).contains("'" + type + "'");
    assertThat(text(Path.of("docs/contract.md"))).contains("| " + type + " | ");
  }

  private static String text(Path path) {
    try (Stream<Path> files = Files.walk(path)) {
      return files.filter(Files::isRegularFile).map(CampaignTypeTest::lines).collect(joining());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String lines(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
