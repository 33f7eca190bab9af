package io.spendhub.cards.web;

import static io.spendhub.testing.api.Problems.refused;
import static io.spendhub.testing.api.Problems.refusedField;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Logged;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Wallet;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Card numbers are checked and forgotten: only the BIN, the last four and a fingerprint stay. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class CardNumberTest {
  private static final String NUMBER = "4242424242424242";
  private static final String OTHER = "5555555555554444";

  private Spending acme;
  private Wallet wallet;

  @BeforeEach
  void openAWallet() {
    acme = Spending.inANewOrganization();
    wallet = acme.wallet("GBP");
  }

  @ParameterizedTest
  @CsvSource({
    "4222222222222, 422222, 2222",
    "378282246310005, 378282, 0005",
    "4242424242424242, 424242, 4242",
    "6304000000000000000, 630400, 0000",
  })
  void a_number_leaves_its_first_six_and_last_four_digits(String number, String bin, String last) {
    Response issued = issue(withNumber(number));

    issued.then().statusCode(201).body("bin", equalTo(bin)).body("last4", equalTo(last));
    assertThat(issued.asString()).doesNotContain(number);
    acme.get("/v1/cards/" + issued.path("id"))
        .then()
        .body("bin", equalTo(bin))
        .body("last4", equalTo(last))
        .body("expMonth", equalTo(12))
        .body("expYear", equalTo(2099));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "4242424242424241",
        "424242424242",
        "42424242424242424242",
        "4242 4242 4242 4242",
        "4242-4242-4242-4242",
        "٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢"
      })
  void a_number_that_is_none_is_refused_and_not_repeated(String number) {
    Response refused = issue(withNumber(number));

    refusedField(refused, "/number", "invalid_card_number");
    if (!number.isEmpty()) {
      assertThat(refused.asString()).doesNotContain(number);
    }
  }

  @Test
  void a_number_is_told_once_among_the_open_cards_of_an_organization() {
    Response first = issue(withNumber(NUMBER));
    refused(issue(withNumber(NUMBER)), 409, "card_number_taken");
    assertThat(issue(withNumber(OTHER)).statusCode()).isEqualTo(201);
    Wallet elsewhere = Spending.inANewOrganization().wallet("GBP");
    elsewhere.card(number(elsewhere.issue(), NUMBER));

    new Card(wallet, first.path("id")).close();

    assertThat(issue(withNumber(NUMBER)).statusCode()).isEqualTo(201);
  }

  @Test
  void a_card_is_replaced_under_its_own_number_with_a_later_expiry() {
    Card old = wallet.card(withNumber(NUMBER));

    Card renewed =
        old.replace(Map.of("reason", "EXPIRED", "number", NUMBER, "expMonth", 1, "expYear", 2098));

    acme.get(renewed.path()).then().body("last4", equalTo("4242")).body("expYear", equalTo(2098));
    acme.get(old.path()).then().body("status", equalTo("CLOSED"));
    refused(issue(withNumber(NUMBER)), 409, "card_number_taken");
  }

  @Test
  void a_security_code_is_never_accepted() {
    for (String field : List.of("cvv", "cvc", "securityCode")) {
      String code = "code " + UUID.randomUUID();
      Response refused = issue(Body.with(withNumber(NUMBER), field, code));
      assertThat(refused(refused).getList("errors.code")).containsExactly("unknown_field");
      assertThat(refused.asString()).doesNotContain(code).doesNotContain(NUMBER);
      assertThat(Stored.everywhere(code)).isEmpty();
    }
    assertThat(acme.all("/v1/cards", 10)).isEmpty();
  }

  @Test
  void a_number_is_stored_in_no_table() {
    String number = "4000056655665556";
    Card card = wallet.card(number(wallet.issue(), number));
    refused(issue(withNumber(number)), 409, "card_number_taken");
    acme.tenant()
        .call()
        .header("Idempotency-Key", "number-once")
        .body(number(wallet.issue(), "4000002760003184"))
        .post("/v1/cards")
        .then()
        .statusCode(201);
    card.replace(Map.of("reason", "STOLEN", "number", "4000002500003155"));

    assertThat(Stored.everywhere(card.id())).contains("cards.cards");
    for (String told : List.of(number, "4000002760003184", "4000002500003155")) {
      assertThat(Stored.everywhere(told)).isEmpty();
    }
  }

  @Test
  void a_number_is_written_to_no_log() {
    String number = "4000056655665556";
    String mistyped = "4000056655665557";
    String log =
        Logged.during(
            () -> {
              Card card = wallet.card(withNumber(number));
              refused(issue(withNumber(number)), 409, "card_number_taken");
              refused(issue(withNumber(mistyped)), 400, "validation_failed");
              refused(issue(Body.with(withNumber(number), "cvv", "1")), 400, "validation_failed");
              card.replace(Map.of("reason", "LOST", "number", number));
            });

    assertThat(log).contains(Logged.ITS_OWN_LINE).doesNotContain(number, mistyped);
  }

  @Test
  void a_key_tells_one_number_from_another() {
    Map<String, Object> body = withNumber(NUMBER);
    Response first = acme.move("/v1/cards", body, "issue-once");

    Response again = acme.move("/v1/cards", body, "issue-once");

    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    refused(
        acme.move("/v1/cards", Body.with(body, "number", OTHER), "issue-once"),
        422,
        "idempotency_key_reused");
  }

  @Test
  void an_expiry_is_in_the_future_or_this_month() {
    // The month lasts until it has ended everywhere on earth.
    YearMonth now = YearMonth.now(ZoneOffset.ofHours(-12));
    YearMonth last = now.minusMonths(1);

    refusedField(issue(expiring(last)), "/expYear", "not_in_future");
    assertThat(issue(expiring(now.plusMonths(1))).statusCode()).isEqualTo(201);
  }

  @Test
  void an_expiry_has_a_month_and_a_year() {
    Map<String, Object> body = wallet.issue();

    refusedField(issue(Body.with(body, "expMonth", 1)), "/expYear", "required");
    refusedField(issue(Body.with(body, "expYear", 2099)), "/expMonth", "required");
    for (int month : new int[] {0, 13}) {
      Map<String, Object> impossible =
          Body.with(Body.with(body, "expYear", 2099), "expMonth", month);
      assertThat(refused(issue(impossible)).getList("errors.pointer")).containsExactly("/expMonth");
    }
  }

  @Test
  void a_number_tells_its_last_digits_itself() {
    refusedField(issue(Body.with(withNumber(NUMBER), "last4", "4242")), "/last4", "not_allowed");
  }

  private Response issue(Map<String, ?> body) {
    return acme.post("/v1/cards", body);
  }

  private Map<String, Object> withNumber(String number) {
    return number(wallet.issue(), number);
  }

  private static Map<String, Object> number(Map<String, ?> issue, String number) {
    return Body.with(
        Body.with(Body.with(issue, "number", number), "expMonth", 12), "expYear", 2099);
  }

  private Map<String, Object> expiring(YearMonth expiry) {
    return Body.with(
        Body.with(wallet.issue(), "expMonth", expiry.getMonthValue()), "expYear", expiry.getYear());
  }
}
