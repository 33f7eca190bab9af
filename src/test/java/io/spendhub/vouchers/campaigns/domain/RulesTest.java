package io.spendhub.vouchers.campaigns.domain;

import static io.spendhub.vouchers.campaigns.domain.GivenRules.NOTHING_KNOWN;
import static io.spendhub.vouchers.campaigns.domain.GivenRules.all;
import static io.spendhub.vouchers.campaigns.domain.GivenRules.any;
import static io.spendhub.vouchers.campaigns.domain.GivenRules.atLeast;
import static io.spendhub.vouchers.campaigns.domain.GivenRules.atMost;
import static io.spendhub.vouchers.campaigns.domain.GivenRules.exists;
import static io.spendhub.vouchers.campaigns.domain.GivenRules.item;
import static io.spendhub.vouchers.campaigns.domain.GivenRules.not;
import static io.spendhub.vouchers.campaigns.domain.GivenRules.oneOf;
import static io.spendhub.vouchers.campaigns.domain.GivenRules.ordered;
import static io.spendhub.vouchers.campaigns.domain.GivenRules.saying;
import static io.spendhub.vouchers.campaigns.domain.GivenRules.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.vouchers.Order;
import io.spendhub.vouchers.campaigns.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the conditions of a campaign ask for. */
class RulesTest {
  private static final Facts ALL_KNOWN =
      new Facts(
          Optional.of("ada"),
          Optional.of("shop-1"),
          Optional.of(
              new Order(
                  Optional.of("order-1"),
                  2_000,
                  "GBP",
                  List.of(item("tea", "drinks", 2), item("cup", "kitchen", 1)),
                  Map.of("channel", "web"))),
          Map.of("till", "7"),
          Map.of("tier", "gold"));

  @Test
  void bounds_are_within_what_they_bound() {
    assertThat(holds(atLeast("order.amount", 2_000), ALL_KNOWN)).isTrue();
    assertThat(holds(atLeast("order.amount", 2_001), ALL_KNOWN)).isFalse();
    assertThat(holds(atMost("order.amount", 2_000), ALL_KNOWN)).isTrue();
    assertThat(holds(atMost("order.amount", 1_999), ALL_KNOWN)).isFalse();
  }

  @Test
  void items_are_counted_by_their_quantities() {
    assertThat(holds(atLeast("items.count", 3), ALL_KNOWN)).isTrue();
    assertThat(holds(atLeast("items.count", 4), ALL_KNOWN)).isFalse();
    assertThat(holds(atMost("items.count", 0), ordered(100))).as("an order without items").isTrue();
  }

  @Test
  void more_items_than_can_be_counted_are_the_most_that_can() {
    Facts facts = ordered(1, item("tea", "drinks", Long.MAX_VALUE), item("cup", "kitchen", 5));

    assertThat(holds(atLeast("items.count", Long.MAX_VALUE), facts)).isTrue();
  }

  static Stream<List<String>> texts() {
    return Stream.of(
        List.of("holder", "ada"),
        List.of("shop", "shop-1"),
        List.of("order.currency", "GBP"),
        List.of("items.sku", "cup"),
        List.of("items.category", "drinks"),
        List.of("metadata.till", "7"),
        List.of("order.metadata.channel", "web"),
        List.of("holder.metadata.tier", "gold"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void a_text_is_one_of_those_that_are_named(List<String> fact) {
    String name = fact.get(0);
    String value = fact.get(1);

    assertThat(holds(oneOf(name, "other", value), ALL_KNOWN)).isTrue();
    assertThat(holds(oneOf(name, "other"), ALL_KNOWN)).isFalse();
    assertThat(holds(exists(name, true), ALL_KNOWN)).isTrue();
    assertThat(holds(exists(name, false), ALL_KNOWN)).isFalse();
  }

  @Test
  void texts_are_compared_exactly_in_case() {
    assertThat(holds(oneOf("order.currency", "gbp"), ALL_KNOWN)).isFalse();
    assertThat(holds(oneOf("metadata.TILL", "7"), ALL_KNOWN)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "holder",
        "shop",
        "order.currency",
        "items.sku",
        "items.category",
        "metadata.till",
        "order.metadata.channel",
        "holder.metadata.tier"
      })
  void a_text_that_is_not_known_fails_every_test_but_that_of_its_absence(String fact) {
    assertThat(holds(oneOf(fact, "", "null", "ada"), NOTHING_KNOWN)).isFalse();
    assertThat(holds(exists(fact, true), NOTHING_KNOWN)).isFalse();
    assertThat(holds(exists(fact, false), NOTHING_KNOWN)).isTrue();
    assertThat(holds(not(oneOf(fact, "ada")), NOTHING_KNOWN)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"order.amount", "items.count"})
  void without_an_order_its_numbers_fail_every_test(String fact) {
    assertThat(holds(atLeast(fact, 0), NOTHING_KNOWN)).isFalse();
    assertThat(holds(atMost(fact, Long.MAX_VALUE), NOTHING_KNOWN)).isFalse();
  }

  @Test
  void an_item_without_a_category_has_none() {
    Facts facts =
        with(
            new Order(
                Optional.empty(),
                100,
                "GBP",
                List.of(new Order.Item("tea", Optional.empty(), 1, Optional.empty())),
                Map.of()));

    assertThat(holds(exists("items.category", false), facts)).isTrue();
    assertThat(holds(exists("items.sku", true), facts)).isTrue();
  }

  @Test
  void metadata_of_one_thing_is_not_that_of_another() {
    assertThat(holds(exists("metadata.tier", true), ALL_KNOWN)).isFalse();
    assertThat(holds(exists("order.metadata.till", true), ALL_KNOWN)).isFalse();
    assertThat(holds(exists("holder.metadata.channel", true), ALL_KNOWN)).isFalse();
  }

  @Test
  void a_violation_says_what_the_rule_says() {
    Rule rule = saying("Spend 30.00 or more.", atLeast("order.amount", 3_000));

    assertThat(Rules.violation(rule, ALL_KNOWN)).contains("Spend 30.00 or more.");
    assertThat(Rules.violation(rule, ordered(3_000))).isEmpty();
  }

  @Test
  void a_rule_that_says_nothing_is_violated_in_a_sentence_all_the_same() {
    assertThat(Rules.violation(atLeast("order.amount", 3_000), ALL_KNOWN)).contains(Rules.UNTOLD);
  }

  @Test
  void the_outermost_message_wins() {
    Rule inner = saying("inner", atLeast("order.amount", 3_000));

    assertThat(Rules.violation(saying("outer", all(inner)), ALL_KNOWN)).contains("outer");
    assertThat(Rules.violation(all(any(inner)), ALL_KNOWN)).contains("inner");
  }

  @Test
  void of_several_conditions_the_first_that_is_violated_speaks() {
    Rule held = saying("held", exists("holder", true));
    Rule silent = oneOf("shop", "shop-2");
    Rule first = saying("first", oneOf("shop", "shop-2"));
    Rule second = saying("second", oneOf("shop", "shop-3"));

    assertThat(Rules.violation(all(held, silent, first, second), ALL_KNOWN)).contains("first");
    assertThat(Rules.violation(any(silent, second, first), ALL_KNOWN)).contains("second");
  }

  @Test
  void a_condition_that_must_not_hold_says_nothing_of_its_own() {
    Rule rule = not(saying("Ada may not.", oneOf("holder", "bob", "ada")));

    assertThat(Rules.violation(rule, ALL_KNOWN)).contains(Rules.UNTOLD);
    assertThat(Rules.violation(saying("Not for Ada.", rule), ALL_KNOWN)).contains("Not for Ada.");
  }

  private static boolean holds(Rule rule, Facts facts) {
    return Rules.violation(rule, facts).isEmpty();
  }
}
