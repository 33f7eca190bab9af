package io.spendhub.ledger.query;

import static io.spendhub.testing.api.Problems.refusedField;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A head of the chain that was noted elsewhere is what shows that a chain is still the same one.
 */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class ChainHeadTest {
  private static final String CHECK = "chain_contains_head";

  @Test
  void a_head_that_was_noted_earlier_is_still_a_part_of_the_chain() throws InterruptedException {
    VariedLife life = VariedLife.lived().sealed();
    String noted = head(life.spending().verification());
    life.wallet().topUp(10);
    life.sealed();

    JsonPath proof = verification(life.spending(), noted);

    assertThat(proof.getBoolean("ok")).isTrue();
    assertThat(proof.<String>getList("checks.name")).contains(CHECK);
    assertThat(proof.getInt("checks.find { it.name == '" + CHECK + "' }.figure")).isEqualTo(1);
  }

  /** Nothing within the database tells of it: what is left is whole. */
  @Test
  void an_end_that_was_cut_off_is_seen_by_a_head_that_was_noted_earlier()
      throws InterruptedException {
    VariedLife life = VariedLife.lived().sealed();
    UUID declined = UUID.fromString(life.held().card().authorize(60_000).id());
    life.sealed();
    String noted = head(life.spending().verification());

    cutOff(life, declined);

    life.spending().proveLedger();
    JsonPath proof = verification(life.spending(), noted);
    assertThat(proof.<String>getList("checks.findAll { !it.ok }.name")).containsExactly(CHECK);
    assertThat(proof.getString("checks.find { !it.ok }.difference"))
        .matches("the chain ends before commit number \\d+, which was noted as its head");
  }

  @Test
  void a_chain_that_was_made_anew_is_not_the_one_that_was_noted() throws InterruptedException {
    VariedLife life = VariedLife.lived().sealed();

    JsonPath proof = verification(life.spending(), "2:" + "0".repeat(64));

    assertThat(proof.<String>getList("checks.findAll { !it.ok }.name")).containsExactly(CHECK);
    assertThat(proof.getString("checks.find { !it.ok }.difference"))
        .isEqualTo("commit number 2 has another hash than was noted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"12", "0:", "-1:ab", "1:XYZ", "99999999999999999999:00"})
  void what_is_no_head_is_refused(String head) {
    Spending acme = Spending.inANewOrganization();

    refusedField(acme.get("/v1/ledger/verification?head=" + head), "head", "wrong_format");
  }

  private static JsonPath verification(Spending spending, String head) {
    return spending.get("/v1/ledger/verification?head=" + head).jsonPath();
  }

  private static String head(JsonPath proof) {
    return proof.getLong("chainHead.number") + ":" + proof.getString("chainHead.hash");
  }

  private static void cutOff(VariedLife life, UUID declined) {
    UUID commit =
        UUID.fromString(
            Stored.texts("select commit_id from platform.events where subject = ?", declined)
                .getFirst());
    Stored.change("delete from platform.idempotency_keys where commit_id = ?", commit);
    Stored.change("delete from platform.events where commit_id = ?", commit);
    Stored.change(
        "delete from ledger.commits where organization_id = ? and id = ?",
        life.organizationId(),
        commit);
    Stored.change("delete from authorizations.authorizations where id = ?", declined);
  }
}
