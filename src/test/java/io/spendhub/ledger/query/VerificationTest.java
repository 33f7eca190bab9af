package io.spendhub.ledger.query;

import static io.spendhub.testing.api.Cash.gbp;
import static io.spendhub.testing.api.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Limit;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Wallet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is damaged in the ledger, the one check that is there for it says so, and no other. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class VerificationTest {
  private static final String UNSEALED_TAIL = "unsealed_tail";
  private static final String LIMIT_COUNTERS = "limit_counters_equal_authorizations";

  @Test
  void the_ledger_of_a_varied_life_proves_itself() throws InterruptedException {
    VariedLife life = VariedLife.lived().sealed();

    JsonPath proof = life.spending().verification();

    assertThat(proof.getBoolean("ok")).isTrue();
    assertThat(proof.getList("checks.ok")).isNotEmpty().containsOnly(true);
    assertThat(proof.getList("checks.difference")).containsOnlyNulls();
    assertThat(Instant.parse(proof.getString("asOf"))).isBefore(Instant.now().plusSeconds(60));
    assertThat(proof.getLong("chainHead.number")).isEqualTo(commits(life));
    assertThat(proof.getString("chainHead.hash")).matches("[0-9a-f]{64}");
  }

  @Test
  void figures_tell_how_much_was_compared() throws InterruptedException {
    VariedLife life = VariedLife.lived().sealed();

    JsonPath proof = life.spending().verification();

    assertThat(figure(proof, "chain_unbroken")).isEqualTo(commits(life));
    assertThat(figure(proof, "digests_match_rows")).isEqualTo(commits(life));
    assertThat(figure(proof, "debits_equal_credits")).isEqualTo(count("ledger.transfers", life));
    assertThat(figure(proof, "balances_equal_transfers")).isEqualTo(5);
    assertThat(figure(proof, "voucher_liabilities_equal_balances"))
        .isEqualTo(count("vouchers.vouchers", life));
    assertThat(figure(proof, "vouchers_within_limits")).isEqualTo(3);
    assertThat(figure(proof, "voucher_parts_equal_transfers")).isEqualTo(1);
    assertThat(figure(proof, "authorizations_equal_transfers"))
        .isEqualTo(count("authorizations.authorizations", life));
    assertThat(figure(proof, LIMIT_COUNTERS)).isEqualTo(1);
    assertThat(figure(proof, UNSEALED_TAIL)).isZero();
    assertThat(figure(proof, "audit_matches_digests"))
        .isEqualTo(count("platform.audit_lines", life));
  }

  @Test
  void a_ledger_in_which_nothing_happened_proves_itself() {
    Spending.inANewOrganization().proveLedger();
  }

  @Test
  void a_proof_needs_the_scope_to_read_the_ledger() {
    Spending acme = Spending.inANewOrganization();

    refused(acme.withScopes("wallets:read").get("/v1/ledger/verification"), 403, "forbidden");
    assertThat(acme.withScopes("ledger:read").get("/v1/ledger/verification").statusCode())
        .isEqualTo(200);
  }

  @Test
  void damage_in_one_organization_is_none_in_another() throws InterruptedException {
    VariedLife damaged = VariedLife.lived().sealed();
    VariedLife sound = VariedLife.lived().sealed();
    Corruption corruption =
        Objects.requireNonNull(corruptions(damaged).get("balances_equal_transfers"));
    corruption.damage().run();

    sound.spending().proveLedger();
    corruption.repair().run();
  }

  static Set<String> checks() {
    return CHECKS;
  }

  private static final Set<String> CHECKS =
      Set.of(
          "debits_equal_credits",
          "balances_equal_transfers",
          "running_balances",
          "entries_without_gap",
          "holds_equal_held",
          "authorizations_equal_transfers",
          "settlement_equals_cleared_less_refunds",
          LIMIT_COUNTERS,
          "voucher_liabilities_equal_balances",
          "voucher_counters_equal_redemptions",
          "campaigns_equal_vouchers",
          "voucher_balances_equal_uses",
          "redemptions_equal_transfers",
          "vouchers_within_limits",
          "voucher_parts_equal_transfers",
          "authorizations_match_events",
          "operations_match_events",
          "unlinked_refunds_match_events",
          "wallets_match_events",
          "cards_match_events",
          "card_wallets_equal_authorizations",
          "answers_match_digests",
          "audit_matches_digests",
          "chain_unbroken",
          "digests_match_rows",
          UNSEALED_TAIL);

  @Test
  void every_check_has_its_corruption() {
    VariedLife life = VariedLife.lived();

    assertThat(life.spending().verification().<String>getList("checks.name"))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(CHECKS);
    assertThat(corruptions(life).keySet()).isEqualTo(CHECKS);
  }

  @ParameterizedTest
  @MethodSource("checks")
  void a_corruption_fails_its_check_alone(String check) throws Exception {
    VariedLife life = VariedLife.lived().sealed();
    Corruption corruption = Objects.requireNonNull(corruptions(life).get(check));

    if (check.equals(UNSEALED_TAIL)) {
      try (SealerHeldBack held = new SealerHeldBack()) {
        assertFailsAlone(life, check, corruption);
      }
    } else {
      assertFailsAlone(life, check, corruption);
    }

    life.sealed().spending().proveLedger();
  }

  @Test
  void what_vouchers_keep_and_what_was_rolled_back_are_compared_too() throws InterruptedException {
    VariedLife life = VariedLife.lived().sealed();

    VoucherCorruptions.further(life)
        .forEach((check, corruption) -> assertFailsAlone(life, check, corruption));
  }

  @Test
  void whatever_is_rewritten_is_held_against_what_events_and_answers_said()
      throws InterruptedException {
    VariedLife life = VariedLife.lived().sealed();

    RecordCorruptions.tampering(life)
        .forEach((done, seen) -> assertFailsAlone(life, seen.getKey(), seen.getValue()));
    life.spending().proveLedger();
  }

  @Test
  void the_counters_of_every_owner_of_a_limit_are_compared() {
    Spending acme = Spending.inANewOrganization();
    for (int i = 0; i < 3; i++) {
      Wallet wallet =
          acme.walletWith(gbp(1_000), Limit.of("DAILY", 500), Limit.of("LIFETIME", 900));
      assertThat(wallet.card(Limit.of("MONTHLY", 400)).authorize(10).approved()).isTrue();
    }
    assertThat(acme.wallet("GBP", Limit.of("DAILY", 5)).id()).isNotEmpty();
    assertThat(figure(acme.verification(), LIMIT_COUNTERS)).isEqualTo(9);
    acme.proveLedger();

    Stored.change(
        """
        insert into limits.counters
        select organization_id, id, now(), 1, 1 from limits.spending_limits
        where organization_id = ? and amount = 5
        """,
        acme.organizationId());
    JsonPath proof = acme.verification();
    Stored.change(
        "delete from limits.counters where organization_id = ? and used_amount = 1",
        acme.organizationId());

    assertThat(proof.<String>getList("checks.findAll { !it.ok }.name"))
        .containsExactly(LIMIT_COUNTERS);
    assertThat(figure(proof, LIMIT_COUNTERS)).isEqualTo(10);
  }

  /** Puts the row right again whatever was found, for whoever verifies the whole database. */
  private static void assertFailsAlone(VariedLife life, String check, Corruption corruption) {
    corruption.damage().run();
    try {
      JsonPath proof = life.spending().verification();
      assertThat(proof.getBoolean("ok")).isFalse();
      Set<String> seenBy = new TreeSet<>(corruption.also());
      seenBy.add(check);
      assertThat(proof.<String>getList("checks.findAll { !it.ok }.name"))
          .containsExactlyInAnyOrderElementsOf(seenBy);
      String difference = proof.getString("checks.find { it.name == '" + check + "' }.difference");
      assertThat(difference).matches(corruption.difference());
    } finally {
      corruption.repair().run();
    }
  }

  private static Map<String, Corruption> corruptions(VariedLife life) {
    Map<String, Corruption> corruptions = new TreeMap<>(ofAccounts(life));
    corruptions.putAll(ofTransfersAndCommits(life));
    corruptions.putAll(ofAuthorizations(life));
    corruptions.putAll(VoucherCorruptions.of(life));
    corruptions.putAll(RecordCorruptions.of(life));
    return corruptions;
  }

  private static Map<String, Corruption> ofAccounts(VariedLife life) {
    UUID wallet = UUID.fromString(life.wallet().id());
    return Map.of(
        "debits_equal_credits",
        Corruption.of(
            "update ledger.accounts set currency = 'USD'" + FUNDING,
            "update ledger.accounts set currency = 'GBP'" + FUNDING,
            "GBP: debits are \\d+, credits are \\d+",
            life.organizationId()),
        "balances_equal_transfers",
        Corruption.of(
            "update ledger.accounts set credits_posted = credits_posted + 1 where id = ?",
            "update ledger.accounts set credits_posted = credits_posted - 1 where id = ?",
            "account " + wallet + ": counters are [\\d/]+, the transfers say [\\d/]+",
            wallet),
        "entries_without_gap",
        Corruption.of(
            "update ledger.accounts set last_sequence = last_sequence + 1 where id = ?",
            "update ledger.accounts set last_sequence = last_sequence - 1 where id = ?",
            "account " + wallet + ": the entry numbered \\d+ is number \\d+",
            wallet));
  }

  private static final String FUNDING = " where organization_id = ? and kind = 'FUNDING'";

  private static Map<String, Corruption> ofTransfersAndCommits(VariedLife life) {
    UUID wallet = UUID.fromString(life.wallet().id());
    UUID organization = life.organizationId();
    String secondEntry = " where debit_account_id = ? and debit_sequence = 2";
    String flipHash =
        """
        update ledger.commits set hash = set_byte(hash, 0, get_byte(hash, 0) # 1)
        where organization_id = ? and number = 2
        """;
    return Map.of(
        "running_balances",
        Corruption.of(
            "update ledger.transfers set debit_posted_after = debit_posted_after + 1" + secondEntry,
            "update ledger.transfers set debit_posted_after = debit_posted_after - 1" + secondEntry,
            "account " + wallet + ", entry 2: it says 10001 posted and 300 held.* 10000 and 300",
            wallet),
        "chain_unbroken",
        Corruption.of(
            flipHash, flipHash, "the hash of commit number 2 does not follow", organization),
        "digests_match_rows",
        Corruption.of(
            "update ledger.transfers set reference = 'April' where organization_id = ?"
                + " and reference = 'March'",
            "update ledger.transfers set reference = 'March' where organization_id = ?"
                + " and reference = 'April'",
            "the rows of commit [0-9a-f-]{36} have changed",
            organization),
        UNSEALED_TAIL,
        Corruption.of(
            """
            update ledger.commits set number = null, hash = null, at = at - interval '1 hour'
            where organization_id = ? and number = (select max(number) from ledger.commits c
              where c.organization_id = commits.organization_id)
            """,
            """
            update ledger.commits set at = at + interval '1 hour'
            where organization_id = ? and number is null
            """,
            "commit [0-9a-f-]{36} of .* is not sealed yet",
            organization));
  }

  private static Map<String, Corruption> ofAuthorizations(VariedLife life) {
    UUID wallet = UUID.fromString(life.wallet().id());
    UUID other = UUID.fromString(life.other().id());
    UUID held = UUID.fromString(life.held().id());
    String move = "update authorizations.authorizations set wallet_id = ? where id = ?";
    String add =
        """
        update authorizations.authorizations
        set approved_amount = approved_amount + %1$d, released_amount = released_amount + %1$d
        where id = ?
        """;
    String refunds =
        "update authorizations.unlinked_refunds set amount = amount + %d where organization_id = ?";
    String counters =
        "update limits.counters set used_amount = used_amount + %d where organization_id = ?";
    return Map.of(
        "holds_equal_held",
        new Corruption(
                () -> Stored.change(move, other, held),
                () -> Stored.change(move, wallet, held),
                "account ("
                    + wallet
                    + "|"
                    + other
                    + "): it holds \\d+, its authorizations hold \\d+")
            .alsoSeenBy("authorizations_match_events", "card_wallets_equal_authorizations"),
        "authorizations_equal_transfers",
        Corruption.of(
                add.formatted(1),
                add.formatted(-1),
                "authorization " + held + ": it has 301 approved, .* the transfers make 300, .*",
                held)
            .alsoSeenBy("authorizations_match_events"),
        "settlement_equals_cleared_less_refunds",
        Corruption.of(
                refunds.formatted(1),
                refunds.formatted(-1),
                "GBP: the settlement account stands at \\d+, cleared less refunded is \\d+",
                life.organizationId())
            .alsoSeenBy("unlinked_refunds_match_events"),
        LIMIT_COUNTERS,
        Corruption.of(
            counters.formatted(1),
            counters.formatted(-1),
            "limit [0-9a-f-]{36}, window of .*: the counter says .*, the authorizations say .*",
            life.organizationId()));
  }

  private static long commits(VariedLife life) {
    return count("ledger.commits", life);
  }

  private static long count(String table, VariedLife life) {
    return Stored.number(
        "select count(*) from " + table + " where organization_id = ?", life.organizationId());
  }

  private static long figure(JsonPath proof, String check) {
    List<Integer> figures = proof.getList("checks.findAll { it.name == '" + check + "' }.figure");
    assertThat(figures).as(check).hasSize(1);
    return figures.getFirst();
  }
}
