package io.spendhub.bench;

import static io.spendhub.testing.api.Campaign.limited;
import static io.spendhub.testing.api.Campaign.off;
import static io.spendhub.testing.api.Cash.gbp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Limit;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Voucher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The function that {@code make bench} measures the service against leaves the rows that the
 * service leaves, column by column but for ids and times, and the ledger proves itself over both.
 */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class FunctionBesideServiceTest {
  private static final Path FUNCTION = Path.of("bench", "function.sql");

  /** A name that JSON has to escape, and one letter that it need not. */
  private static final String MERCHANT = "Caf\u00e9 \"Corner\"\\Shop";

  private static final String MCC = "5411";
  private static final long ALLOWED = 1_000;

  private static final String COMMITS =
      " in (select commit_id from ledger.transfers where '%1$s' in"
          + " (debit_account_id::text, credit_account_id::text)) ";

  /** All that a purchase or a redemption leaves of a wallet or a campaign, in the order of time. */
  private static final List<String> ROWS =
      List.of(
          "ledger.accounts t where t.id = '%1$s' order by id",
          "ledger.transfers t where t.commit_id" + COMMITS + "order by at, id",
          "platform.events t where t.commit_id" + COMMITS + "order by at, ordinal",
          "ledger.commits t where t.id" + COMMITS + "order by at",
          "platform.idempotency_keys t where t.commit_id" + COMMITS + "order by created_at",
          "authorizations.authorizations t where t.wallet_id = '%1$s' order by created_at",
          "(select c.* from limits.counters c join limits.spending_limits l on l.id = c.limit_id"
              + " where l.owner_id::text in ('%1$s', '%2$s') order by l.id, c.window_start) t",
          "vouchers.campaign_usage t where t.campaign_id = '%1$s'",
          "vouchers.vouchers t where t.campaign_id = '%1$s'",
          "vouchers.redemptions t where t.campaign_id = '%1$s' order by created_at");

  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern TIME =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(\\.[0-9]+)?(Z|\\+00:00)");
  private static final Pattern BYTES = Pattern.compile("\\\\\\\\x[0-9a-f]+");

  @BeforeEach
  void makeTheFunction() throws IOException, SQLException {
    execute(Files.readString(FUNCTION));
  }

  @AfterEach
  void dropTheFunction() throws SQLException {
    execute("drop schema bench cascade");
  }

  @Test
  void a_purchase_leaves_the_same_rows() {
    Spending acme = Spending.inANewOrganization();
    Card served = card(acme);
    Card called = card(acme);

    Set<String> touchedByService =
        touched(
            acme,
            () -> {
              assertThat(served.authorize(purchase(served, 250)).approved()).isTrue();
              assertThat(served.authorize(purchase(served, 70)).approved()).isTrue();
            });
    Set<String> touchedByFunction =
        touched(
            acme,
            () -> {
              authorize(called, 250);
              authorize(called, 70);
            });

    assertThat(touchedByFunction).isEqualTo(touchedByService).contains("limits.counters");
    assertThat(rows(called.wallet().id(), called.id()))
        .isEqualTo(rows(served.wallet().id(), served.id()));
    acme.proveLedger();
  }

  @Test
  void the_limits_of_card_and_wallet_and_the_balance_are_decided_on() {
    Spending acme = Spending.inANewOrganization();
    Card byCard = acme.walletWith(gbp(5_000)).card(Limit.daily(ALLOWED));
    Card byWallet = acme.walletWith(gbp(5_000), Limit.monthly(ALLOWED)).card();
    Card byBalance = acme.walletWith(gbp(ALLOWED)).card();
    Card byCount = acme.walletWith(gbp(5_000)).card(Limit.ofCount("DAILY", 1));

    for (Card card : List.of(byCard, byWallet, byBalance, byCount)) {
      authorize(card, ALLOWED);
      assertThatThrownBy(() -> authorize(card, 1)).rootCause().hasMessageContaining("declined");
      assertThat(card.wallet().balance().held()).isEqualTo(ALLOWED);
    }
    acme.proveLedger();
  }

  @Test
  void a_key_is_answered_again() {
    Spending acme = Spending.inANewOrganization();
    Card card = card(acme);
    String key = UUID.randomUUID().toString();

    List<String> first = authorize(card, 10, key);

    assertThat(authorize(card, 10, key)).isEqualTo(first);
    assertThat(card.wallet().balance().held()).isEqualTo(10);
  }

  @Test
  void a_redemption_leaves_the_same_rows() {
    Spending acme = Spending.inANewOrganization();
    Voucher served = voucher(acme, "SERVED");
    Voucher called = voucher(acme, "CALLED");

    Set<String> touchedByService =
        touched(
            acme,
            () -> {
              served.redeem(served.on(1_000));
              served.redeem(served.on(20));
            });
    Set<String> touchedByFunction =
        touched(
            acme,
            () -> {
              redeem(called, 1_000);
              redeem(called, 20);
            });

    assertThat(touchedByFunction).isEqualTo(touchedByService).contains("vouchers.redemptions");
    assertThat(rowsOf(called)).isEqualTo(rowsOf(served));
    assertThatThrownBy(() -> redeem(called, 1_000)).rootCause().hasMessageContaining("refused");
    acme.proveLedger();
  }

  private static Card card(Spending acme) {
    return acme.walletWith(gbp(ALLOWED), Limit.monthly(ALLOWED)).card(Limit.daily(ALLOWED));
  }

  private static Map<String, Object> purchase(Card card, long amount) {
    return card.purchaseAt(Map.of("name", MERCHANT, "mcc", MCC), amount);
  }

  private static List<String> authorize(Card card, long amount) {
    return authorize(card, amount, UUID.randomUUID().toString());
  }

  private static List<String> authorize(Card card, long amount, String key) {
    return Stored.texts(
        "select bench.authorize(?, ?, ?, ?, 'GBP', ?, ?, ?, ?)",
        card.spending().organizationId(),
        UUID.fromString(card.wallet().id()),
        UUID.fromString(card.id()),
        amount,
        MERCHANT,
        MCC,
        key,
        UUID.randomUUID().toString());
  }

  /** A code of two uses, of a pound each. */
  private static Voucher voucher(Spending acme, String code) {
    return Campaign.active(acme, limited(off(100), "perVoucher", 2)).voucher(code);
  }

  private static void redeem(Voucher voucher, long orderAmount) {
    Stored.texts(
        "select bench.redeem(?, ?, ?, 'GBP', ?, ?)",
        voucher.spending().organizationId(),
        voucher.code(),
        orderAmount,
        UUID.randomUUID().toString(),
        UUID.randomUUID().toString());
  }

  /** The tables in which something has changed. */
  private static Set<String> touched(Spending acme, Runnable work) {
    Map<String, String> before = Stored.everythingOf(acme.organizationId());
    work.run();
    Map<String, String> after = Stored.everythingOf(acme.organizationId());
    Set<String> touched = new TreeSet<>(after.keySet());
    touched.removeIf(table -> Objects.equals(after.get(table), before.get(table)));
    return touched;
  }

  private static String rowsOf(Voucher voucher) {
    String campaign = voucher.campaign().id();
    return rows(campaign, campaign).replace(voucher.code(), "CODE");
  }

  /** Ids by the order in which they first come, so that rows which name each other still do. */
  private static String rows(String account, String card) {
    StringBuilder all = new StringBuilder();
    for (String rows : ROWS) {
      String from = rows.formatted(account, card);
      for (String row :
          Stored.texts("select (to_jsonb(t) - 'number' - 'hash')::text from " + from)) {
        all.append(rows, 0, rows.indexOf(' ')).append(' ').append(row).append('\n');
      }
    }
    Map<String, String> ids = new HashMap<>();
    String named =
        ID.matcher(all)
            .replaceAll(id -> ids.computeIfAbsent(id.group(), unknown -> "id-" + ids.size()));
    String timeless = TIME.matcher(named).replaceAll("TIME");
    return BYTES.matcher(timeless).replaceAll(bytes -> "BYTES-" + bytes.group().length());
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = PostgresResource.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
