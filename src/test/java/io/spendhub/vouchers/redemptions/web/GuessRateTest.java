package io.spendhub.vouchers.redemptions.web;

import static io.spendhub.testing.api.Campaign.giftCard;
import static io.spendhub.testing.api.Cash.gbp;
import static io.spendhub.testing.api.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spendhub.testing.FewGuesses;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Together;
import io.spendhub.testing.api.Voucher;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Codes that do not exist are tried only so often, whichever call they are tried with. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(FewGuesses.class)
class GuessRateTest {
  private static final int MORE_THAN_ALLOWED = 40;
  private static final int SECONDS_OF_A_GUESS = 60 / FewGuesses.AT_ONCE;

  @Test
  void who_tries_many_codes_that_do_not_exist_is_told_to_wait() {
    Spending acme = Spending.inANewOrganization();
    Voucher voucher = Campaign.active(acme, giftCard(1_000)).voucher();
    Card card = acme.walletWith(gbp(100)).card();
    Map<String, Object> wrong = Map.of("code", "NOSUCHCODE");
    assertThat(acme.move("/v1/redemptions", wrong).statusCode()).isEqualTo(422);
    for (int hit = 0; hit < MORE_THAN_ALLOWED; hit++) {
      voucher.redeem(voucher.take(1));
    }

    int misses = 0;
    while (acme.get("/v1/vouchers/NOSUCHCODE").statusCode() == 404 && misses < MORE_THAN_ALLOWED) {
      misses++;
    }

    assertThat(misses).isBetween(1, MORE_THAN_ALLOWED - 1);
    Spending neighbour = Spending.inANewOrganization();
    List<Supplier<Response>> attempts =
        List.of(
            () -> acme.move("/v1/redemptions", wrong),
            () -> acme.post("/v1/reservations", wrong),
            () -> acme.post("/v1/vouchers/NOSUCHCODE/validations", Map.of()),
            () -> acme.post("/v1/vouchers/extract", Map.of("text", "NOSUCHCODE")),
            () -> acme.get("/v1/vouchers/NOSUCHCODE"),
            () -> acme.act("/v1/vouchers/NOSUCHCODE/disable"),
            () -> acme.tenant().call().accept("image/png").get("/v1/vouchers/NOSUCHCODE/qr"),
            () ->
                acme.move(
                    "/v1/authorizations", Body.with(card.purchase(1), "voucherCode", "NOSUCHCODE")),
            () -> acme.withScopes("vouchers:read").get("/v1/vouchers/NOSUCHCODE"));
    for (Supplier<Response> attempt : attempts) {
      assertToldToWait(attempt, acme);
    }
    assertThat(card.authorize(1).approved()).isTrue();
    refused(neighbour.get("/v1/vouchers/NOSUCHCODE"), 404, "voucher_not_found");
  }

  @Test
  void many_codes_that_are_tried_at_once_are_no_way_around_the_limit() {
    Spending acme = Spending.inANewOrganization();
    Voucher voucher = Campaign.active(acme, giftCard(1_000)).voucher();
    Instant begin = Instant.now();

    List<Integer> statuses =
        Together.run(
            MORE_THAN_ALLOWED, guess -> acme.get("/v1/vouchers/NOSUCHCODE" + guess).statusCode());

    long returned = 1 + Duration.between(begin, Instant.now()).toSeconds() / SECONDS_OF_A_GUESS;
    assertThat(statuses).containsOnly(404, 429);
    assertThat(statuses.stream().filter(status -> status == 404))
        .hasSizeBetween(FewGuesses.AT_ONCE, (int) (FewGuesses.AT_ONCE + returned));
    Response existing = acme.get(voucher.path());
    if (existing.statusCode() == 429) {
      assertThat(Integer.parseInt(existing.header("Retry-After"))).isBetween(1, SECONDS_OF_A_GUESS);
    } else {
      assertThat(existing.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void a_code_that_a_batch_names_often_is_one_guess_and_too_many_are_the_fault_of_their_items() {
    Spending acme = Spending.inANewOrganization();
    Card card = acme.walletWith(gbp(100)).card();

    List<Integer> ofOneCode = statuses(acme, card, item -> "NOSUCHCODE");
    List<Integer> ofMany = statuses(acme, card, item -> "NOSUCHCODE" + item);

    assertThat(ofOneCode).containsOnly(201);
    assertThat(ofMany).contains(201, 429);
  }

  private static List<Integer> statuses(Spending acme, Card card, IntFunction<String> code) {
    List<Map<String, Object>> items =
        IntStream.range(0, MORE_THAN_ALLOWED)
            .mapToObj(item -> Body.with(card.purchase(1), "voucherCode", code.apply(item)))
            .toList();
    Response batch = acme.move("/v1/authorizations/batch", Map.of("items", items));
    assertThat(batch.statusCode()).as(batch.asString()).isEqualTo(200);
    return batch.path("items.status");
  }

  /** A guess comes back every six seconds; whoever finds one is told the next time. */
  private static void assertToldToWait(Supplier<Response> attempt, Spending acme) {
    Response answer = attempt.get();
    for (int tries = 0; answer.statusCode() != 429 && tries < MORE_THAN_ALLOWED; tries++) {
      acme.get("/v1/vouchers/NOSUCHCODE");
      answer = attempt.get();
    }
    refused(answer, 429, "too_many_guesses");
    assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, SECONDS_OF_A_GUESS);
  }
}
