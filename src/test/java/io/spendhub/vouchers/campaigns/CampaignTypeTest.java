package io.spendhub.vouchers.campaigns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a type of campaign is named that the compiler does not see: SQL, tables and documents. */
class CampaignTypeTest {
  private static final Pattern NAMED_IN_SQL =
      Pattern.compile("\\btype (?:=|<>|in) *\\(?('\\w+'.*)");

  /** SQL says DISCOUNT for what carries nothing, and WALLET_CREDIT for what is used once. */
  @Test
  void what_sql_says_of_a_type_it_says_of_all_that_are_alike() {
    assertThat(all(Predicate.not(CampaignType::carriesBalance)))
        .containsExactly(CampaignType.DISCOUNT);
    assertThat(all(CampaignType::isUsedOnce)).containsExactly(CampaignType.WALLET_CREDIT);

    assertThat(NAMED_IN_SQL.matcher(text(Path.of("src/main/java/io/spendhub/vouchers"))).results())
        .extracting(MatchResult::group)
        .allMatch(
            sql ->
                sql.startsWith("type = 'DISCOUNT' then 0")
                    || sql.startsWith("type = 'DISCOUNT' or v.balance > 0")
                    || sql.startsWith("type = 'WALLET_CREDIT' then 1"))
        .hasSize(5);
  }

  @ParameterizedTest
  @EnumSource
  void tables_and_contract_know_every_type(CampaignType type) {
    assertThat(text(Path.of("db/migration"))).contains("'" + type + "'");
    assertThat(text(Path.of("docs/contract.md"))).contains("| " + type + " | ");
  }

  private static CampaignType[] all(Predicate<CampaignType> alike) {
    return Arrays.stream(CampaignType.values()).filter(alike).toArray(CampaignType[]::new);
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
