package io.spendhub.wallets.web;

import static io.spendhub.testing.api.Cash.gbp;
import static io.spendhub.testing.api.Cash.jpy;
import static io.spendhub.testing.api.Cash.usd;
import static io.spendhub.testing.api.Problems.refused;
import static io.spendhub.testing.api.Problems.refusedField;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Balance;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Wallet;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class WalletMoneyTest {
  private Spending acme;

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
  }

  @Test
  void a_top_up_brings_money_in() {
    Wallet wallet = acme.wallet("GBP");
    Map<String, Object> body = Body.with(wallet.money(25_00), "reference", "March");

    acme.move(wallet.path() + "/top-ups", body)
        .then()
        .statusCode(201)
        .body("id", notNullValue())
        .body("walletId", equalTo(wallet.id()))
        .body("amount", equalTo(25_00))
        .body("currency", equalTo("GBP"))
        .body("reference", equalTo("March"))
        .body("balance", equalTo(Map.of("posted", 25_00, "held", 0, "available", 25_00)))
        .body("createdAt", notNullValue());
    assertThat(wallet.balance()).isEqualTo(new Balance(25_00, 0, 25_00));
  }

  @Test
  void a_withdrawal_takes_out_all_that_is_available_and_no_more() {
    Wallet wallet = acme.walletWith(gbp(100));
    wallet.card().authorize(40);

    refused(wallet.withdraw(61), 422, "insufficient_funds");
    assertThat(wallet.withdraw(60).statusCode()).isEqualTo(201);
    assertThat(wallet.balance()).isEqualTo(new Balance(40, 40, 0));
    refused(wallet.withdraw(1), 422, "insufficient_funds");
  }

  @Test
  void a_transfer_moves_money_between_two_wallets() {
    Wallet travel = acme.walletWith(jpy(1_000));
    Wallet fuel = acme.wallet("JPY");

    travel
        .transferTo(fuel, 300)
        .then()
        .statusCode(201)
        .body("fromWalletId", equalTo(travel.id()))
        .body("toWalletId", equalTo(fuel.id()))
        .body("amount", equalTo(300))
        .body("currency", equalTo("JPY"));

    assertThat(travel.balance().posted()).isEqualTo(700);
    assertThat(fuel.balance().posted()).isEqualTo(300);
  }

  @Test
  void transfers_in_opposite_directions_add_up() {
    Wallet travel = acme.walletWith(gbp(100));
    Wallet fuel = acme.walletWith(gbp(100));

    assertThat(travel.transferTo(fuel, 100).statusCode()).isEqualTo(201);
    refused(travel.transferTo(fuel, 1), 422, "insufficient_funds");
    assertThat(fuel.transferTo(travel, 150).statusCode()).isEqualTo(201);

    assertThat(travel.balance().available()).isEqualTo(150);
    assertThat(fuel.balance().available()).isEqualTo(50);
    acme.proveLedger();
  }

  @Test
  void a_transfer_to_the_same_wallet_is_refused() {
    Wallet wallet = acme.walletWith(gbp(100));

    refusedField(wallet.transferTo(wallet, 1), "/toWalletId", "same_wallet");
    assertThat(wallet.entries()).hasSize(1);
  }

  @Test
  void money_of_another_currency_does_not_fit_into_a_wallet() {
    Wallet pounds = acme.walletWith(gbp(100));
    Wallet dollars = acme.walletWith(usd(100));

    refused(acme.move(pounds.path() + "/top-ups", dollars.money(1)), 422, "currency_mismatch");
    refused(acme.move(pounds.path() + "/withdrawals", dollars.money(1)), 422, "currency_mismatch");
    refused(pounds.transferTo(dollars, 1), 422, "currency_mismatch");
    refused(dollars.transferTo(pounds, 1), 422, "currency_mismatch");
    assertThat(pounds.balance().posted()).isEqualTo(100);
    assertThat(dollars.balance().posted()).isEqualTo(100);
  }

  @Test
  void a_transfer_needs_two_wallets_that_exist() {
    Wallet wallet = acme.walletWith(gbp(100));
    Wallet foreign = Spending.inANewOrganization().walletWith(gbp(100));
    Wallet unknown = new Wallet(acme, UUID.randomUUID().toString(), "GBP");

    for (Wallet other : List.of(foreign, unknown)) {
      refused(wallet.transferTo(other, 1), 404, "wallet_not_found");
      refused(acme.move("/v1/transfers", other.transfer(wallet, 1)), 404, "wallet_not_found");
    }
    assertThat(foreign.balance().posted()).isEqualTo(100);
  }

  static Stream<Arguments> amounts() {
    BigInteger beyond = BigInteger.ONE.shiftLeft(63);
    return Stream.of(
        Arguments.of(0, "out_of_range"),
        Arguments.of(-1, "out_of_range"),
        Arguments.of(Long.MIN_VALUE, "out_of_range"),
        Arguments.of(beyond, "out_of_range"),
        Arguments.of(BigInteger.TEN.pow(60), "out_of_range"),
        Arguments.of(new BigDecimal("1.5"), "wrong_type"),
        Arguments.of(new BigDecimal("1.0"), "wrong_type"),
        Arguments.of("1", "wrong_type"),
        Arguments.of(true, "wrong_type"),
        Arguments.of(List.of(1), "wrong_type"),
        Arguments.of(Map.of(), "wrong_type"));
  }

  @ParameterizedTest
  @MethodSource("amounts")
  void an_amount_is_a_whole_number_of_at_least_one(Object amount, String code) {
    Wallet wallet = acme.walletWith(gbp(100));
    Wallet other = acme.wallet("GBP");
    Map<String, Object> money = Body.with(wallet.money(1), "amount", amount);
    Map<String, Object> transfer = Body.with(wallet.transfer(other, 1), "amount", amount);

    refusedField(acme.move(wallet.path() + "/top-ups", money), "/amount", code);
    refusedField(acme.move(wallet.path() + "/withdrawals", money), "/amount", code);
    refusedField(acme.move("/v1/transfers", transfer), "/amount", code);
    assertThat(wallet.entries()).hasSize(1);
  }

  @Test
  void more_than_an_account_can_count_is_refused() {
    Wallet rich = acme.walletWith(gbp(Long.MAX_VALUE));
    Wallet poor = acme.walletWith(gbp(1));

    refused(rich.topUp(Long.MAX_VALUE), 422, "amount_out_of_range");
    refused(rich.topUp(1), 422, "amount_out_of_range");
    refused(rich.transferTo(poor, Long.MAX_VALUE), 422, "amount_out_of_range");
    refused(poor.transferTo(rich, 1), 422, "amount_out_of_range");

    assertThat(rich.balance().available()).isEqualTo(Long.MAX_VALUE);
    assertThat(poor.balance().available()).isEqualTo(1);
    assertThat(rich.withdraw(Long.MAX_VALUE).statusCode()).isEqualTo(201);
    acme.proveLedger();
  }

  @ParameterizedTest
  @CsvSource({
    "ACTIVE, 201, 201",
    "FROZEN, 201, 409",
    "CLOSED, 409, 409",
  })
  void a_wallet_takes_and_gives_as_its_status_allows(String status, int incoming, int outgoing) {
    Wallet wallet = acme.walletWith(gbp(100));
    Wallet other = acme.walletWith(gbp(100));
    setStatus(wallet, status);

    assertThat(wallet.topUp(10).statusCode()).isEqualTo(incoming);
    assertThat(other.transferTo(wallet, 10).statusCode()).isEqualTo(incoming);
    assertThat(wallet.transferTo(other, 10).statusCode()).isEqualTo(outgoing);
    assertThat(status.equals("CLOSED") ? wallet.withdraw(101) : wallet.withdraw(10))
        .extracting(Response::statusCode)
        .isEqualTo(outgoing);
  }

  @Test
  void a_closed_wallet_moves_money_towards_zero_only() {
    Wallet above = acme.walletWith(gbp(100));
    Wallet below = acme.walletWith(gbp(1));
    below.card().forcePost(51);
    setStatus(above, "CLOSED");
    setStatus(below, "CLOSED");

    refused(above.topUp(1), 409, "wallet_closed");
    assertThat(above.withdraw(100).statusCode()).isEqualTo(201);
    refused(below.topUp(51), 409, "wallet_closed");
    refused(acme.walletWith(gbp(50)).transferTo(below, 50), 409, "wallet_closed");
    assertThat(below.topUp(50).statusCode()).isEqualTo(201);
    refused(below.topUp(1), 409, "wallet_closed");
    assertThat(above.balance().posted()).isZero();
    assertThat(below.balance().posted()).isZero();
  }

  private void setStatus(Wallet wallet, String status) {
    Stored.change(
        "update wallets.wallets set status = ? where organization_id = ? and id = ?",
        status,
        acme.organizationId(),
        UUID.fromString(wallet.id()));
  }
}
