package io.spendhub.cards.web;

import static io.spendhub.testing.api.Cash.gbp;
import static io.spendhub.testing.api.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Wallet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Where and when a card may be used. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class CardControlsTest {
  private static final String APPROVED = "APPROVED";

  private Spending acme;
  private Wallet wallet;

  @BeforeEach
  void openAWallet() {
    acme = Spending.inANewOrganization();
    wallet = acme.walletWith(gbp(1_000));
  }

  static Stream<Arguments> controls() {
    return Stream.of(
        Arguments.of("mcc", "mcc", "5411", "5812", "mcc_blocked"),
        Arguments.of("merchantId", "id", "shop-1", "shop-2", "merchant_blocked"),
        Arguments.of("country", "country", "GBR", "FRA", "country_blocked"));
  }

  @ParameterizedTest
  @MethodSource("controls")
  void an_allow_list_lets_through_what_it_names(
      String control, String attribute, String named, String other, String code) {
    Card card = wallet.controlled(Map.of(control, Map.of("allow", List.of(named))));

    assertThat(answer(card, Map.of(attribute, named))).isEqualTo(APPROVED);
    assertThat(answer(card, Map.of(attribute, other))).isEqualTo(code);
    assertThat(answer(card, Map.of())).isEqualTo(code);
  }

  @ParameterizedTest
  @MethodSource("controls")
  void a_deny_list_stops_what_it_names(
      String control, String attribute, String named, String other, String code) {
    Card card = wallet.controlled(Map.of(control, Map.of("deny", List.of(named))));

    assertThat(answer(card, Map.of(attribute, named))).isEqualTo(code);
    assertThat(answer(card, Map.of(attribute, other))).isEqualTo(APPROVED);
    assertThat(answer(card, Map.of())).isEqualTo(APPROVED);
  }

  @ParameterizedTest
  @MethodSource("controls")
  void deny_beats_allow(String control, String attribute, String named, String other, String code) {
    Card card =
        wallet.controlled(
            Map.of(control, Map.of("allow", List.of(named, other), "deny", List.of(named))));

    assertThat(answer(card, Map.of(attribute, named))).isEqualTo(code);
    assertThat(answer(card, Map.of(attribute, other))).isEqualTo(APPROVED);
  }

  @Test
  void a_group_stands_for_its_categories() {
    Card diner = wallet.controlled(Map.of("mccGroup", Map.of("allow", List.of("RESTAURANTS"))));
    Card sober = wallet.controlled(Map.of("mccGroup", Map.of("deny", List.of("GAMBLING"))));

    assertThat(answer(diner, Map.of("mcc", "5812"))).isEqualTo(APPROVED);
    assertThat(answer(diner, Map.of("mcc", "5411"))).isEqualTo("mcc_blocked");
    assertThat(answer(diner, Map.of())).isEqualTo("mcc_blocked");
    assertThat(answer(sober, Map.of("mcc", "7995"))).isEqualTo("mcc_blocked");
    assertThat(answer(sober, Map.of("mcc", "5411"))).isEqualTo(APPROVED);
  }

  @Test
  void every_control_must_agree() {
    Card card =
        wallet.controlled(
            Map.of(
                "mcc", Map.of("allow", List.of("5411")),
                "country", Map.of("allow", List.of("GB")),
                "merchantId", Map.of("deny", List.of("bad"))));
    Map<String, Object> good = Map.of("mcc", "5411", "country", "GB", "id", "good");

    assertThat(answer(card, good)).isEqualTo(APPROVED);
    assertThat(answer(card, Body.with(good, "country", "FR"))).isEqualTo("country_blocked");
    Map<String, Object> nothingIsRight = Map.of("mcc", "5812", "country", "FR", "id", "bad");
    assertThat(answer(card, nothingIsRight)).isEqualTo("merchant_blocked");
  }

  @Test
  void countries_are_told_by_two_or_three_letters_and_stored_by_two() {
    Card card = wallet.controlled(Map.of("country", Map.of("allow", List.of("GBR", "FR", "DEU"))));

    List<String> stored = acme.get(card.path()).path("controls.country.allow");

    assertThat(stored).containsExactlyInAnyOrder("GB", "FR", "DE");
    for (String country : List.of("GB", "GBR", "FRA", "DE")) {
      assertThat(answer(card, Map.of("country", country))).isEqualTo(APPROVED);
    }
    assertThat(answer(card, Map.of("country", "USA"))).isEqualTo("country_blocked");
  }

  static Stream<Arguments> impossible() {
    Map<String, Object> hours =
        Map.of("weekdays", List.of("MONDAY"), "from", "09:00", "to", "17:00");
    return Stream.of(
        Arguments.of(Map.of("mcc", Map.of("allow", List.of()))),
        Arguments.of(Map.of("mccGroup", Map.of("allow", List.of()))),
        Arguments.of(Map.of("merchantId", Map.of("allow", List.of()))),
        Arguments.of(Map.of("country", Map.of("allow", List.of()))),
        Arguments.of(Map.of("mcc", Map.of())),
        Arguments.of(Map.of("mcc", Map.of("allow", List.of("54")))),
        Arguments.of(Map.of("mccGroup", Map.of("deny", List.of("CANDY")))),
        Arguments.of(Map.of("country", Map.of("deny", List.of("XX")))),
        Arguments.of(Map.of("country", Map.of("only", List.of("GB")))),
        Arguments.of(Map.of("merchantId", Map.of("deny", List.of("4111111111111111")))),
        Arguments.of(Map.of("schedule", Body.with(hours, "weekdays", List.of()))),
        Arguments.of(Map.of("schedule", Body.with(hours, "weekdays", List.of("FUNDAY")))),
        Arguments.of(Map.of("schedule", Body.with(hours, "from", "9:00"))),
        Arguments.of(Map.of("schedule", Body.with(hours, "to", "24:00"))),
        Arguments.of(Map.of("schedule", Body.with(hours, "timezone", "Mars/Olympus"))),
        Arguments.of(Map.of("schedule", Body.without(hours, "to"))));
  }

  @ParameterizedTest
  @MethodSource("impossible")
  void a_control_that_makes_no_sense_is_refused(Map<String, ?> controls) {
    Response issue = acme.post("/v1/cards", Body.with(wallet.issue(), "controls", controls));
    assertThat(refused(issue).getInt("status")).isEqualTo(400);
    List<String> pointers = issue.path("errors.pointer");
    assertThat(pointers).isNotEmpty().allMatch(pointer -> pointer.startsWith("/controls/"));

    Response change = wallet.card().change(Map.of("controls", controls));
    assertThat(refused(change).getInt("status")).isEqualTo(400);
  }

  /** 2026-01-05 is a Monday; London is at UTC then. */
  @ParameterizedTest
  @CsvSource({
    "09:00, 17:00, 2026-01-05T09:00:00Z, true",
    "09:00, 17:00, 2026-01-05T08:59:59Z, false",
    "09:00, 17:00, 2026-01-05T16:59:59Z, true",
    "09:00, 17:00, 2026-01-05T17:00:00Z, false",
    "09:00, 17:00, 2026-01-06T12:00:00Z, false",
    "22:00, 06:00, 2026-01-05T22:00:00Z, true",
    "22:00, 06:00, 2026-01-05T21:59:59Z, false",
    "22:00, 06:00, 2026-01-06T05:59:59Z, true",
    "22:00, 06:00, 2026-01-06T06:00:00Z, false",
    "22:00, 06:00, 2026-01-05T05:00:00Z, false",
    "22:00, 06:00, 2026-01-06T22:00:00Z, false",
  })
  void a_schedule_of_mondays_runs_past_midnight_where_it_ends_before_it_begins(
      String from, String to, String at, boolean inside) {
    Card card = wallet.controlled(schedule(Map.of("from", from, "to", to)));

    Authorization answer = card.authorize(Body.with(card.purchase(1), "occurredAt", at));

    if (inside) {
      assertThat(answer.approved()).isTrue();
    } else {
      assertThat(answer.declineCode()).isEqualTo("outside_schedule");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Asia/Tokyo, 2026-01-05T00:00:00Z, true",
    "Asia/Tokyo, 2026-01-05T09:00:00Z, false",
    "America/New_York, 2026-01-05T14:00:00Z, true",
    "America/New_York, 2026-07-06T13:00:00Z, true",
    "America/New_York, 2026-01-05T13:59:59Z, false",
  })
  void a_schedule_is_by_the_clocks_of_its_zone(String zone, String at, boolean inside) {
    Card card =
        wallet.controlled(schedule(Map.of("from", "09:00", "to", "17:00", "timezone", zone)));

    Map<String, Object> purchase = Body.with(card.purchase(1), "occurredAt", at);

    assertThat(card.authorize(purchase).approved()).isEqualTo(inside);
  }

  @Test
  void a_schedule_without_a_zone_is_by_the_clocks_of_the_organization() {
    Card card = wallet.controlled(schedule(Map.of("from", "09:00", "to", "17:00")));

    assertThat(acme.get(card.path()).<String>path("controls.schedule.timezone"))
        .isEqualTo("Europe/London");
    Map<String, Object> summer = Body.with(card.purchase(1), "occurredAt", "2026-07-06T08:00:00Z");
    assertThat(card.authorize(summer).approved()).isTrue();
  }

  @Test
  void controls_bind_increments_and_neither_clearings_nor_force_posts() {
    Card card = wallet.card();
    Authorization held = card.authorize(10);
    card.change(Map.of("controls", Map.of("mcc", Map.of("deny", List.of("5411")))));

    assertThat(held.increment(1).answer().getString("operation.declineCode"))
        .isEqualTo("mcc_blocked");
    assertThat(held.clear(10).status()).isEqualTo("CLEARED");
    assertThat(card.forcePost(5).status()).isEqualTo("CLEARED");
  }

  @Test
  void controls_read_back_as_a_body_that_can_be_sent_again() {
    Map<String, Object> controls =
        Body.with(
            schedule(Map.of("from", "22:00", "to", "06:00")),
            "mccGroup",
            Map.of("deny", List.of("GAMBLING", "CASH")));
    Card card = wallet.controlled(controls);
    Map<String, Object> shown = acme.get(card.path()).jsonPath().getMap("controls");

    Response again = card.change(Map.of("controls", shown));

    assertThat(again.statusCode()).as(again.asString()).isEqualTo(200);
    assertThat(again.jsonPath().getMap("controls")).isEqualTo(shown);
  }

  private static Map<String, Object> schedule(Map<String, Object> hours) {
    return Map.of("schedule", Body.with(hours, "weekdays", List.of("MONDAY")));
  }

  private static String answer(Card card, Map<String, Object> attributes) {
    Map<String, Object> merchant = Body.with(attributes, "name", "Shop");
    Authorization answer = card.authorize(card.purchaseAt(merchant, 1));
    return answer.approved() ? APPROVED : answer.declineCode();
  }
}
