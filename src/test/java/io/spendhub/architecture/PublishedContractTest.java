package io.spendhub.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.authorizations.DeclineCode;
import io.spendhub.cards.MccGroup;
import io.spendhub.ledger.Purpose;
import io.spendhub.limits.LimitWindow;
import io.spendhub.vouchers.redemptions.FailureCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/contract.md lists is what the program has, and nothing of it is without a test. */
class PublishedContractTest {
  private static final String CONTRACT = text(Path.of("docs/contract.md"));
  private static final String OPERATIONS = text(Path.of("docs/operations.md"));
  private static final Path PROGRAM = Path.of("src/main/java/io/spendhub");
  private static final Path TESTS = Path.of("src/test/java/io/spendhub");
  private static final Pattern CODE = Pattern.compile("`([a-z_]+)`");

  /** How the program names a code: in a refusal, in the fault of a field, or in a bare fault. */
  private static final List<Pattern> NAMED =
      Stream.of(
              "\\b(?:conflict|unprocessable|tooMany)\\(\\s*\"([a-z_]+)\"",
              "Kind\\.[A-Z_]+,\\s*\"([a-z_]+)\"",
              "invalidField\\(\\s*[^,;]+?,\\s*\"([a-z_]+)\"",
              "new FieldError\\(\\s*[^;]+?,\\s*\"([a-z_]+)\"",
              "\\bfault\\(\\s*[^;]+?,\\s*\"([a-z_]+)\"",
              "\\bof\\(\\s*\\w+,\\s*\"([a-z_]+)\"",
              "new Fault\\(\\s*\"([a-z_]+)\"")
          .map(Pattern::compile)
          .toList();

  private static final Pattern NOT_FOUND = Pattern.compile("notFound\\(\\s*\"([a-z_]+)\"");

  /** Codes that are made of the name of a constraint or of a kind of owner. */
  private static final Set<String> COMPOSED =
      Set.of("empty", "team_inactive", "time_zone_name", "too_many", "unknown_currency");

  /** Codes that no test can make the service answer, and why. */
  private static final Map<String, String> OUT_OF_REACH =
      Map.of("body_incomplete", "whoever sends half a body and goes hears no answer");

  /** What moves between a campaign and what vouchers carry, or what shops are owed. */
  private static final Set<Purpose> OF_CAMPAIGNS =
      EnumSet.of(
          Purpose.VOUCHER_ISSUE,
          Purpose.VOUCHER_RELEASE,
          Purpose.VOUCHER_DRAW,
          Purpose.VOUCHER_RESTORE,
          Purpose.REDEMPTION,
          Purpose.ROLLBACK);

  private static final Pattern EVENT =
      Pattern.compile(
          "\"((?:wallet|card|authorization|limit|campaign|voucher|redemption|webhook)\\.[a-z_]+)\"");

  /** Which events webhooks may choose: all that feeds have. */
  private static final Path CHOICE = Path.of("webhooks/domain/EventPatterns.java");

  /** What it names are actions of the audit trail, which no event tells of. */
  private static final Path ACTIONS = Path.of("webhooks/command/WebhookService.java");

  @Test
  void every_code_that_the_program_answers_is_in_the_contract() {
    assertThat(answered()).isNotEmpty().isSubsetOf(documented());
  }

  @Test
  void every_code_of_the_contract_is_one_that_the_program_answers() {
    Set<String> known = new TreeSet<>(answered());
    known.addAll(COMPOSED);
    Stream.of(FailureCode.values()).map(FailureCode::code).forEach(known::add);

    assertThat(documented()).hasSizeGreaterThan(70).isSubsetOf(known);
  }

  @Test
  void every_code_of_the_contract_is_named_by_a_test_or_has_a_reason() {
    String tests =
        sources(TESTS)
            .filter(file -> !isThis(file))
            .map(PublishedContractTest::text)
            .collect(joining());

    assertThat(documented())
        .filteredOn(code -> !Pattern.compile("\\b" + code + "\\b").matcher(tests).find())
        .containsExactlyInAnyOrderElementsOf(OUT_OF_REACH.keySet());
  }

  @Test
  void the_codes_of_declines_are_those_of_the_program_in_its_order() {
    List<String> rows = rows("### Decisions").map(cells -> cells.get(0)).toList();

    assertThat(rows.stream().flatMap(row -> found(CODE, row)))
        .containsExactlyElementsOf(Stream.of(DeclineCode.values()).map(DeclineCode::code).toList());
  }

  @Test
  void the_codes_of_failed_redemptions_are_those_of_the_program_in_its_order() {
    assertThat(rows("### Redemptions").flatMap(cells -> found(CODE, cells.getFirst())))
        .containsExactlyElementsOf(Stream.of(FailureCode.values()).map(FailureCode::code).toList());
  }

  @Test
  void the_checks_of_the_verification_are_those_of_the_program() {
    Pattern inSql = Pattern.compile("(?:new SqlCheck|EventCheck\\.of)\\(\\s*\"([a-z_]+)\"");
    Pattern inJava = Pattern.compile("String name\\(\\) \\{\\s*return \"([a-z_]+)\"");
    Stream<String> checks =
        sources(PROGRAM)
            .map(PublishedContractTest::text)
            .flatMap(
                source ->
                    found(
                        source.contains("implements VerificationCheck") ? inJava : inSql, source));

    assertThat(rows("## Ledger").map(List::getFirst).filter(cell -> cell.startsWith("`")))
        .hasSizeGreaterThan(10)
        .containsExactlyInAnyOrderElementsOf(
            checks.map(name -> "`" + name + "`").collect(toCollection(TreeSet::new)));
  }

  @Test
  void the_windows_of_limits_are_those_of_the_program_in_its_order() {
    String windows = Stream.of(LimitWindow.values()).map(LimitWindow::name).collect(joining("|"));

    assertThat(section("## Limits")).contains("{window: " + windows + ",");
  }

  @Test
  void the_groups_of_merchant_categories_are_those_of_the_program_code_by_code() {
    List<List<String>> groups = rows("### Merchant category groups").toList();

    assertThat(groups)
        .extracting(List::getFirst)
        .containsExactlyElementsOf(
            Stream.of(MccGroup.values()).map(each -> "`" + each + "`").toList());
    IntStream.rangeClosed(0, 9999)
        .mapToObj("%04d"::formatted)
        .forEach(
            mcc -> {
              Optional<List<String>> group =
                  groups.stream().filter(cells -> holds(cells.get(1), mcc)).findFirst();
              assertThat(MccGroup.of(mcc).map(each -> "`" + each + "`"))
                  .as(mcc)
                  .isEqualTo(group.map(List::getFirst));
              assertThat(MccGroup.holdTime(Optional.of(mcc)))
                  .as(mcc)
                  .isEqualTo(group.map(cells -> days(cells.get(2))).orElse(Duration.ofDays(7)));
            });
  }

  @Test
  void every_event_of_the_program_is_in_the_contract_and_in_a_test() {
    Set<String> raised =
        sources(PROGRAM)
            .filter(file -> !file.endsWith(CHOICE) && !file.endsWith(ACTIONS))
            .flatMap(file -> found(EVENT, text(file)))
            .collect(toCollection(TreeSet::new));
    String tests =
        sources(TESTS)
            .filter(file -> !isThis(file))
            .map(PublishedContractTest::text)
            .collect(joining());

    assertThat(raised).hasSizeGreaterThan(20).isEqualTo(documentedEvents());
    assertThat(raised).filteredOn(type -> !tests.contains(type)).isEmpty();
    Set<String> inFeeds = new TreeSet<>(raised);
    inFeeds.remove("webhook.test");
    assertThat(found(EVENT, text(PROGRAM.resolve(CHOICE))))
        .as("what webhooks can choose")
        .containsExactlyInAnyOrderElementsOf(inFeeds);
  }

  @Test
  void the_kinds_of_statement_entries_are_the_purposes_that_touch_a_wallet() {
    String kinds = "`kind` is one of ";
    String list = CONTRACT.substring(CONTRACT.indexOf(kinds) + kinds.length());

    assertThat(list.substring(0, list.indexOf('.')).split(",\\s+", -1))
        .containsExactlyInAnyOrder(
            Stream.of(Purpose.values())
                .filter(purpose -> !OF_CAMPAIGNS.contains(purpose))
                .map(Purpose::name)
                .flatMap(
                    name ->
                        name.equals("TRANSFER")
                            ? Stream.of("TRANSFER_IN", "TRANSFER_OUT")
                            : Stream.of(name))
                .toArray(String[]::new));
  }

  @Test
  void the_kinds_of_transfers_of_vouchers_are_in_the_table_of_their_money() {
    Set<Purpose> ofVouchers = EnumSet.copyOf(OF_CAMPAIGNS);
    ofVouchers.addAll(
        Set.of(Purpose.WALLET_CREDIT, Purpose.WALLET_CREDIT_ROLLBACK, Purpose.REFUND_SHARE));

    assertThat(rows("### Money of vouchers").map(cells -> cells.get(1)))
        .containsExactlyInAnyOrderElementsOf(ofVouchers.stream().map(Purpose::name).toList());
  }

  @Test
  void every_purpose_of_a_transfer_is_a_kind_that_operators_know() {
    assertThat(Purpose.values())
        .allSatisfy(purpose -> assertThat(OPERATIONS).contains("`" + purpose + "`"));
  }

  @Test
  void every_setting_that_the_program_reads_is_in_the_sample() {
    Pattern setting = Pattern.compile("\"(SPENDHUB_[A-Z_]+)\"");
    Set<String> read =
        sources(PROGRAM)
            .flatMap(file -> found(setting, text(file)))
            .collect(toCollection(TreeSet::new));

    assertThat(read).isNotEmpty();
    assertThat(found(Pattern.compile("(?m)^#(SPENDHUB_[A-Z_]+)="), text(Path.of(".env.sample"))))
        .containsAll(read)
        .contains(
            "SPENDHUB_HTTP_PORT",
            "SPENDHUB_ADMIN_KEY",
            "SPENDHUB_DB_URL",
            "SPENDHUB_DB_USER",
            "SPENDHUB_DB_PASSWORD",
            "SPENDHUB_DB_READ_URL",
            "SPENDHUB_DATA_DIR",
            "SPENDHUB_CARD_KEY",
            "SPENDHUB_URL");
    assertThat(read).allSatisfy(name -> assertThat(OPERATIONS).contains("`" + name + "`"));
  }

  private static Set<String> documented() {
    return found(CODE, section("## Codes")).collect(toCollection(TreeSet::new));
  }

  private static Set<String> answered() {
    Set<String> codes = new TreeSet<>();
    sources(PROGRAM)
        .filter(file -> !file.startsWith(PROGRAM.resolve("replay")))
        .map(PublishedContractTest::text)
        .forEach(
            source -> {
              NAMED.forEach(pattern -> found(pattern, source).forEach(codes::add));
              found(NOT_FOUND, source).forEach(thing -> codes.add(thing + "_not_found"));
            });
    return codes;
  }

  /** {@code `wallet.created`, `.updated`} are two events of a wallet. */
  private static Set<String> documentedEvents() {
    Set<String> events = new TreeSet<>();
    section("## Events")
        .lines()
        .dropWhile(line -> !line.startsWith("- "))
        .takeWhile(line -> !line.isBlank())
        .collect(joining(" "))
        .transform(list -> Stream.of(list.split("- ", -1)))
        .filter(item -> !item.isBlank())
        .forEach(
            item -> {
              List<String> names = found(Pattern.compile("`([a-z_.]+)`"), item).toList();
              String subject = names.getFirst().substring(0, names.getFirst().indexOf('.'));
              names.forEach(name -> events.add(subject + name.substring(name.indexOf('.'))));
            });
    return events;
  }

  private static boolean holds(String ranges, String mcc) {
    return Stream.of(ranges.split(", ", -1))
        .map(range -> range.split("-", -1))
        .anyMatch(
            range -> range[0].compareTo(mcc) <= 0 && mcc.compareTo(range[range.length - 1]) <= 0);
  }

  private static Duration days(String cell) {
    return Duration.ofDays(Long.parseLong(cell.substring(0, cell.indexOf(' '))));
  }

  /** The rows of a section's table, without its head. */
  private static Stream<List<String>> rows(String heading) {
    return section(heading)
        .lines()
        .filter(line -> line.startsWith("|"))
        .skip(2)
        .map(line -> Stream.of(line.split("\\|", -1)).map(String::strip).skip(1).toList());
  }

  private static String section(String heading) {
    int start = CONTRACT.indexOf("\n" + heading + "\n") + heading.length() + 2;
    String rest = CONTRACT.substring(start);
    int end = rest.indexOf("\n##");
    return end < 0 ? rest : rest.substring(0, end);
  }

  private static Stream<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult match) -> match.group(1));
  }

  private static boolean isThis(Path file) {
    return file.endsWith("PublishedContractTest.java");
  }

  private static Stream<Path> sources(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
