package io.spendhub.vouchers.campaigns.domain;

import static io.spendhub.vouchers.campaigns.domain.GivenRules.all;
import static io.spendhub.vouchers.campaigns.domain.GivenRules.any;
import static io.spendhub.vouchers.campaigns.domain.GivenRules.atLeast;
import static io.spendhub.vouchers.campaigns.domain.GivenRules.atMost;
import static io.spendhub.vouchers.campaigns.domain.GivenRules.both;
import static io.spendhub.vouchers.campaigns.domain.GivenRules.exists;
import static io.spendhub.vouchers.campaigns.domain.GivenRules.not;
import static io.spendhub.vouchers.campaigns.domain.GivenRules.nothing;
import static io.spendhub.vouchers.campaigns.domain.GivenRules.oneOf;
import static io.spendhub.vouchers.campaigns.domain.GivenRules.saying;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.shared.Refusal.FieldError;
import io.spendhub.vouchers.campaigns.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rules are accepted, and where each fault of the others is. */
class RuleCheckTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "holder",
        "shop",
        "order.currency",
        "items.sku",
        "items.category",
        "metadata.x",
        "order.metadata.x",
        "holder.metadata.x"
      })
  void texts_may_be_asked_for_values_and_existence(String fact) {
    assertThat(faults(oneOf(fact, "a"))).isEmpty();
    assertThat(faults(exists(fact, true))).isEmpty();
    assertThat(faults(atLeast(fact, 1)))
        .containsExactly("/rules/atLeast not_allowed", "/rules required");
    assertThat(faults(atMost(fact, 1)))
        .containsExactly("/rules/atMost not_allowed", "/rules required");
  }

  @ParameterizedTest
  @ValueSource(strings = {"order.amount", "items.count"})
  void numbers_may_be_bounded(String fact) {
    assertThat(faults(atLeast(fact, 0))).isEmpty();
    assertThat(faults(both(atLeast(fact, 5), atMost(fact, 5)))).isEmpty();
    assertThat(faults(oneOf(fact, "5")))
        .containsExactly("/rules/oneOf not_allowed", "/rules required");
    assertThat(faults(exists(fact, true)))
        .containsExactly("/rules/exists not_allowed", "/rules required");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Holder", "order", "items", "metadata", "metadata.", "card"})
  void other_facts_are_not_known(String fact) {
    assertThat(faults(oneOf(fact, "a"))).containsExactly("/rules/fact unknown_value");
  }

  @Test
  void names_of_metadata_have_at_most_40_characters() {
    assertThat(faults(exists("holder.metadata." + "x".repeat(40), true))).isEmpty();
    assertThat(faults(exists("holder.metadata." + "x".repeat(41), true)))
        .containsExactly("/rules/fact unknown_value");
  }

  @Test
  void bounds_leave_something_between_them() {
    assertThat(faults(atLeast("order.amount", -1))).containsExactly("/rules/atLeast out_of_range");
    assertThat(faults(atMost("order.amount", -1))).containsExactly("/rules/atMost out_of_range");
    assertThat(faults(both(atLeast("order.amount", 6), atMost("order.amount", 5))))
        .containsExactly("/rules/atMost out_of_range");
  }

  @Test
  void a_condition_has_exactly_one_form() {
    Rule known = exists("holder", true);

    assertThat(faults(nothing())).containsExactly("/rules required");
    assertThat(faults(both(not(known), all(known)))).containsExactly("/rules not_allowed");
    assertThat(faults(both(any(known), known))).containsExactly("/rules not_allowed");
  }

  @Test
  void only_facts_are_tested() {
    Rule part = exists("holder", true);
    Rule tested = both(both(atLeast("x", 1), atMost("x", 1)), both(oneOf("x", "a"), part));

    assertThat(faults(both(all(part), without(tested))))
        .containsExactly(
            "/rules/atLeast not_allowed",
            "/rules/atMost not_allowed",
            "/rules/oneOf not_allowed",
            "/rules/exists not_allowed");
  }

  @Test
  void a_text_has_one_test() {
    assertThat(faults(both(oneOf("shop", "a"), exists("shop", false))))
        .containsExactly("/rules not_allowed");
  }

  @Test
  void lists_are_not_empty() {
    assertThat(faults(all())).containsExactly("/rules/all empty");
    assertThat(faults(any())).containsExactly("/rules/any empty");
    assertThat(faults(oneOf("shop"))).containsExactly("/rules/oneOf wrong_size");
  }

  @Test
  void a_rule_has_at_most_20_000_characters_in_all() {
    Rule most = oneOf("shop", Collections.nCopies(39, "a".repeat(500)));

    assertThat(faults(most)).isEmpty();
    assertThat(faults(all(most, oneOf("holder", "a".repeat(500)))))
        .containsExactly("/rules too_long");
  }

  @Test
  void a_list_of_texts_has_at_most_500() {
    assertThat(faults(oneOf("shop", Collections.nCopies(500, "a")))).isEmpty();
    assertThat(faults(oneOf("shop", Collections.nCopies(501, "a"))))
        .containsExactly("/rules/oneOf wrong_size");
  }

  @Test
  @SuppressWarnings("NullAway") // a caller's JSON may hold a null in a list
  void nulls_in_lists_are_named() {
    assertThat(faults(all(Arrays.asList(exists("holder", true), null))))
        .containsExactly("/rules/all/1 required");
    assertThat(faults(oneOf("shop", Arrays.asList("a", null))))
        .containsExactly("/rules/oneOf/1 blank");
  }

  @Test
  void texts_can_be_read() {
    assertThat(faults(oneOf("shop", " "))).containsExactly("/rules/oneOf/0 blank");
    assertThat(faults(oneOf("shop", "a".repeat(501)))).containsExactly("/rules/oneOf/0 too_long");
    assertThat(faults(oneOf("shop", "\uD83D\uDE00".repeat(500)))).isEmpty();
  }

  @Test
  void messages_can_be_shown() {
    Rule part = exists("holder", true);

    assertThat(faults(saying("a".repeat(255), part))).isEmpty();
    assertThat(faults(saying("a".repeat(256), part))).containsExactly("/rules/message too_long");
    assertThat(faults(all(saying("", part)))).containsExactly("/rules/all/0/message blank");
    assertThat(faults(saying("Not with 4242424242424242.", part)))
        .containsExactly("/rules/message card_number");
  }

  @Test
  void conditions_are_nested_at_most_8_deep() {
    assertThat(faults(nested(8))).isEmpty();
    assertThat(faults(nested(9))).containsExactly("/rules" + "/not".repeat(8) + " too_deep");
    assertThat(faults(nested(1_000))).containsExactly("/rules" + "/not".repeat(8) + " too_deep");
  }

  @Test
  void there_are_at_most_100_of_them() {
    Rule part = exists("holder", true);

    assertThat(faults(all(Collections.nCopies(99, part)))).isEmpty();
    assertThat(faults(all(Collections.nCopies(100, part)))).containsExactly("/rules too_many");
    assertThat(faults(all(Collections.nCopies(20, all(Collections.nCopies(5_000, part))))))
        .containsExactly("/rules too_many");
  }

  @Test
  void every_fault_is_named_at_once_and_says_so_in_a_sentence() {
    List<FieldError> errors = errors(any(oneOf("x", "a"), not(atLeast("order.amount", -1))));

    assertThat(errors)
        .extracting(FieldError::pointer)
        .containsExactly("/rules/any/0/fact", "/rules/any/1/not/atLeast");
    assertThat(errors).extracting(FieldError::detail).allMatch(it -> it.endsWith("."));
  }

  private static Rule nested(int depth) {
    Rule rule = exists("holder", true);
    for (int i = 1; i < depth; i++) {
      rule = not(rule);
    }
    return rule;
  }

  /** Its tests, without what they test. */
  private static Rule without(Rule tested) {
    return new Rule(
        tested.all(),
        tested.any(),
        tested.not(),
        nothing().fact(),
        tested.atLeast(),
        tested.atMost(),
        tested.oneOf(),
        tested.exists(),
        tested.message());
  }

  private static List<String> faults(Rule rule) {
    return errors(rule).stream().map(it -> it.pointer() + " " + it.code()).toList();
  }

  private static List<FieldError> errors(Rule rule) {
    List<FieldError> errors = new ArrayList<>();
    Rules.check(rule, "/rules", errors);
    return errors;
  }
}
