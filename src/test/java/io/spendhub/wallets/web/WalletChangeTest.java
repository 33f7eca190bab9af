package io.spendhub.wallets.web;

import static io.spendhub.testing.api.Cash.gbp;
import static io.spendhub.testing.api.Problems.refused;
import static io.spendhub.testing.api.Problems.refusedField;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Limit;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Wallet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be changed of a wallet, and at which version. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class WalletChangeTest {
  private Spending acme;
  private Wallet wallet;

  @BeforeEach
  void openAWallet() {
    acme = Spending.inANewOrganization();
    wallet = acme.walletWith(gbp(100), Limit.daily(50));
  }

  @Test
  void a_name_is_changed_and_the_rest_stays() {
    Map<String, Object> before = acme.get(wallet.path()).jsonPath().getMap("$");

    Response changed = wallet.change(Map.of("name", "Lunch"));

    assertThat(changed.statusCode()).isEqualTo(200);
    Map<String, Object> after = changed.jsonPath().getMap("$");
    assertThat(after).containsEntry("name", "Lunch");
    assertThat(acme.get(wallet.path()).jsonPath().getMap("$")).isEqualTo(after);
    before.remove("name");
    after.remove("name");
    assertThat(after).isEqualTo(before);
  }

  @Test
  void metadata_is_replaced_as_a_whole_and_cleared_by_null() {
    wallet.change(Map.of("metadata", Map.of("a", "1", "b", "2")));

    wallet
        .change(Map.of("metadata", Map.of("b", "3")))
        .then()
        .statusCode(200)
        .body("metadata", equalTo(Map.of("b", "3")));
    String version = acme.get(wallet.path()).header("ETag");
    acme.tenant()
        .call()
        .header("If-Match", version)
        .body("{\"metadata\":null}")
        .patch(wallet.path())
        .then()
        .statusCode(200)
        .body("metadata", anEmptyMap());
  }

  @Test
  void limits_are_replaced_as_a_whole() {
    wallet.limit(Limit.monthly(70), Limit.ofCount("LIFETIME", 9));

    Response shown = acme.get(wallet.path());
    assertThat(shown.<List<String>>path("limits.window")).containsExactly("MONTHLY", "LIFETIME");
    wallet.limit();
    assertThat(acme.get(wallet.path()).<List<Object>>path("limits")).isEmpty();
  }

  @Test
  void a_change_needs_the_version_that_the_caller_saw() {
    Map<String, Object> lunch = Map.of("name", "Lunch");
    Response missing = acme.tenant().call().body(lunch).patch(wallet.path());
    refused(missing, 428, "version_required");
    String seen = acme.get(wallet.path()).header("ETag");
    assertThat(acme.change(wallet.path(), seen, Map.of("name", "Dinner")).statusCode())
        .isEqualTo(200);

    Response stale = acme.change(wallet.path(), seen, lunch);

    assertThat(refused(stale).getInt("status")).isEqualTo(412);
    acme.get(wallet.path()).then().body("name", equalTo("Dinner"));
  }

  @Test
  void the_version_follows_changes_and_neither_money_nor_status() {
    String first = acme.get(wallet.path()).header("ETag");
    wallet.card().authorize(10);
    wallet.freeze();
    assertThat(acme.get(wallet.path()).header("ETag")).isNotBlank().isEqualTo(first);

    Response changed = wallet.change(Map.of("name", "Lunch"));

    assertThat(changed.header("ETag")).isNotBlank().isNotEqualTo(first);
    assertThat(acme.get(wallet.path()).header("ETag")).isEqualTo(changed.header("ETag"));
  }

  static Stream<Arguments> impossible() {
    Map<String, Object> daily = Limit.daily(1).fields();
    return Stream.of(
        Arguments.of(Map.of("currency", "USD"), "/currency"),
        Arguments.of(Map.of("status", "CLOSED"), "/status"),
        Arguments.of(Map.of("name", ""), "/name"),
        Arguments.of(Map.of("name", "4111111111111111"), "/name"),
        Arguments.of(Map.of("limits", List.of(daily, daily)), "/limits/1/window"),
        Arguments.of(Map.of("limits", List.of(Limit.daily(-1).fields())), "/limits/0/amount"),
        Arguments.of(Map.of("limits", List.of(Map.of("window", "DAILY"))), "/limits/0"),
        Arguments.of(
            Map.of("limits", List.of(Limit.daily(1).in("Mars/Olympus").fields())),
            "/limits/0/timezone"),
        Arguments.of(
            Map.of("limits", List.of(Limit.ofCount("PER_AUTHORIZATION", 1).fields())),
            "/limits/0/count"));
  }

  @ParameterizedTest
  @MethodSource("impossible")
  void what_cannot_be_changed_is_refused_by_its_field(Map<String, ?> change, String pointer) {
    Map<String, Object> before = acme.get(wallet.path()).jsonPath().getMap("$");

    Response refused = wallet.change(change);

    assertThat(refused(refused).getInt("status")).isEqualTo(400);
    assertThat(refused.<List<String>>path("errors.pointer")).containsExactly(pointer);
    assertThat(acme.get(wallet.path()).jsonPath().getMap("$")).isEqualTo(before);
  }

  @Test
  void a_name_cannot_be_taken_away() {
    String version = acme.get(wallet.path()).header("ETag");
    Response refused =
        acme.tenant()
            .call()
            .header("If-Match", version)
            .body("{\"name\":null}")
            .patch(wallet.path());

    refusedField(refused, "/name", "required");
  }

  @Test
  void a_closed_wallet_stays_as_it_is() {
    Wallet empty = acme.wallet("GBP");
    empty.close();

    refused(empty.change(Map.of("name", "Lunch")), 409, "wallet_closed");
  }

  @Test
  void an_unknown_or_foreign_wallet_is_not_changed() {
    Wallet foreign = Spending.inANewOrganization().wallet("GBP");
    String version = acme.get(wallet.path()).header("ETag");

    for (String id : List.of(Tenant.nobody(), foreign.id())) {
      String path = "/v1/wallets/" + id;
      refused(acme.change(path, version, Map.of("name", "Mine")), 404, "wallet_not_found");
    }
    foreign.spending().get(foreign.path()).then().body("name", equalTo("Travel"));
  }
}
