package io.spendhub.wallets.web;

import static io.spendhub.testing.api.Cash.gbp;
import static io.spendhub.testing.api.Problems.refused;
import static io.spendhub.testing.api.Problems.refusedField;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Wallet;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the lists of wallets and of their entries have in common with every list, and their own. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class WalletListTest {
  private Spending acme;

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 200})
  void a_list_shows_every_wallet_once_newest_first_in_pages_of_any_size(int size) {
    List<String> opened = open(7);
    Collections.reverse(opened);

    assertThat(ids("/v1/wallets", size)).isEqualTo(opened);
  }

  @Test
  void a_list_shows_fifty_at_once_unless_told() {
    open(51);

    assertThat(acme.get("/v1/wallets").jsonPath().getList("data")).hasSize(50);
  }

  @Test
  void a_wallet_that_is_opened_meanwhile_disturbs_no_page() {
    List<String> opened = open(4);
    String cursor = acme.get("/v1/wallets?limit=2").path("nextCursor");

    acme.wallet("GBP");

    List<String> rest = acme.get("/v1/wallets?limit=2&cursor=" + cursor).path("data.id");
    assertThat(rest).containsExactly(opened.get(1), opened.get(0));
  }

  @Test
  void wallets_are_listed_with_their_balances_by_owner() {
    Wallet travel = acme.walletWith(gbp(5));
    Wallet fuel = acme.walletWith(gbp(7));
    String user = acme.newUser();
    String own = openFor(user);
    String team = acme.get(travel.path()).path("owner.id");

    assertThat(ids("/v1/wallets?teamId=" + team, 1)).containsExactly(travel.id());
    assertThat(ids("/v1/wallets?userId=" + user, 1)).containsExactly(own);
    assertThat(ids("/v1/wallets?teamId=" + user, 1)).isEmpty();
    List<Integer> posted = acme.get("/v1/wallets").path("data.balance.posted");
    assertThat(posted).containsExactly(0, 7, 5);
    assertThat(fuel.balance().posted()).isEqualTo(7);
  }

  @Test
  void wallets_are_listed_by_status() {
    List<String> opened = open(2);
    new Wallet(acme, opened.get(0), "GBP").freeze();

    assertThat(ids("/v1/wallets?status=FROZEN", 5)).containsExactly(opened.get(0));
    assertThat(ids("/v1/wallets?status=ACTIVE", 5)).containsExactly(opened.get(1));
    assertThat(ids("/v1/wallets?status=CLOSED", 5)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status=OPEN",
        "status=active",
        "teamId=x",
        "userId=1",
        "limit=0",
        "limit=201",
        "limit=-1",
        "limit=1.5",
        "limit=many",
        "limit=",
        "limit=1&limit=2",
        "sort=name",
        "cursor=",
      })
  void a_query_that_makes_no_sense_is_refused(String query) {
    assertThat(refused(acme.get("/v1/wallets?" + query)).getInt("status")).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "%00",
        "!!!!",
        "bm9uc2Vuc2U",
        "MDAwMDAwMDAtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDAwMDAg",
        "4pi6",
        "%C3%A9",
      })
  void a_cursor_that_was_not_given_out_is_refused(String cursor) {
    Wallet wallet = acme.wallet("GBP");

    refused(acme.get("/v1/wallets?cursor=" + cursor));
    refused(acme.get(wallet.path() + "/entries?cursor=" + cursor));
    assertThat(acme.get("/v1/wallets?cursor=" + cursor).statusCode()).isEqualTo(400);
    assertThat(acme.get(wallet.path() + "/entries?cursor=" + cursor).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "2026-01-01T00:00:00Z",
        "2026-01-01T00:00:00Z x",
        "2026-13-01T00:00:00Z 1",
        "1 2026-01-01T00:00:00Z",
        "2026-01-01T00:00:00Z 99999999999999999999",
        "+999999999-12-31T23:59:59Z 1",
        "-999999999-01-01T00:00:00Z 1",
        "0000-01-01T00:00:00Z 1",
      })
  void a_made_up_cursor_of_a_statement_never_breaks_it(String position) {
    Wallet wallet = acme.walletWith(gbp(1));
    String cursor =
        Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(UTF_8));

    assertThat(acme.get(wallet.path() + "/entries?cursor=" + cursor).statusCode())
        .as(position)
        .isIn(200, 400);
  }

  @Test
  void a_cursor_of_another_list_is_refused() {
    Wallet wallet = acme.walletWith(gbp(1));
    wallet.topUp(1);
    acme.wallet("GBP");
    String ofWallets = acme.get("/v1/wallets?limit=1").path("nextCursor");
    String ofEntries = acme.get(wallet.path() + "/entries?limit=1").path("nextCursor");

    refusedField(
        acme.get(wallet.path() + "/entries?cursor=" + ofWallets), "cursor", "invalid_cursor");
    refusedField(acme.get("/v1/wallets?cursor=" + ofEntries), "cursor", "invalid_cursor");
  }

  private List<String> open(int wallets) {
    Map<String, Object> body = acme.walletIn("GBP");
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < wallets; i++) {
      ids.add(acme.post("/v1/wallets", body).then().statusCode(201).extract().path("id"));
    }
    return ids;
  }

  private String openFor(String user) {
    Map<String, Object> owner = Map.of("type", "USER", "id", user);
    return acme.post("/v1/wallets", Map.of("owner", owner, "name", "Own", "currency", "GBP"))
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private List<Object> ids(String path, int pageSize) {
    return acme.all(path, pageSize).stream().map(wallet -> wallet.get("id")).toList();
  }
}
