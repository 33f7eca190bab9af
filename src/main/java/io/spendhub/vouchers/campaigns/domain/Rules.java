package io.spendhub.vouchers.campaigns.domain;

import io.spendhub.shared.Refusal.FieldError;
import io.spendhub.vouchers.campaigns.Rule;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Whether the rules of a campaign hold. A fact that has no value fails every test but {@code
 * exists: false}; {@code not} is plain negation, and so turns such a failure into success.
 */
public final class Rules {
  static final String UNTOLD = "The conditions of this voucher are not met.";

  private Rules() {}

  /**
   * Why a rule does not hold, in a sentence for the holder; empty if it holds. The outermost
   * message that is given wins, and of those that stand side by side the first that was violated.
   */
  public static Optional<String> violation(Rule rule, Facts facts) {
    return holds(rule, facts) ? Optional.empty() : Optional.of(told(rule, facts).orElse(UNTOLD));
  }

  /**
   * Checks a rule before it is accepted: exactly one form, at most 8 deep and 100 in all, facts
   * that exist, tests that fit them, and messages that can be shown.
   *
   * @param pointer where it stands in the body, such as {@code /rules}
   * @param errors takes every fault
   */
  public static void check(Rule rule, String pointer, List<FieldError> errors) {
    new RuleCheck(pointer, errors).check(rule);
  }

  private static boolean holds(Rule rule, Facts facts) {
    if (rule.all().isPresent()) {
      return rule.all().get().stream().allMatch(part -> holds(part, facts));
    }
    if (rule.any().isPresent()) {
      return rule.any().get().stream().anyMatch(part -> holds(part, facts));
    }
    if (rule.not().isPresent()) {
      return !holds(rule.not().get(), facts);
    }
    return rule.fact().filter(name -> passes(rule, name, facts)).isPresent();
  }

  private static boolean passes(Rule rule, String name, Facts facts) {
    return FactNames.isNumber(name)
        ? isWithin(rule, FactNames.number(name, facts))
        : isAmong(rule, FactNames.texts(name, facts));
  }

  private static boolean isWithin(Rule rule, OptionalLong value) {
    return value.isPresent()
        && value.getAsLong() >= rule.atLeast().orElse(Long.MIN_VALUE)
        && value.getAsLong() <= rule.atMost().orElse(Long.MAX_VALUE);
  }

  private static boolean isAmong(Rule rule, List<String> values) {
    return rule.exists().map(wanted -> wanted != values.isEmpty()).orElse(true)
        && rule.oneOf().map(texts -> values.stream().anyMatch(texts::contains)).orElse(true);
  }

  /** What a rule that does not hold says; what {@code not} forbids has nothing to say of it. */
  private static Optional<String> told(Rule rule, Facts facts) {
    return rule.message()
        .or(
            () ->
                Stream.concat(rule.all().stream(), rule.any().stream())
                    .flatMap(List::stream)
                    .filter(part -> !holds(part, facts))
                    .flatMap(part -> told(part, facts).stream())
                    .findFirst());
  }
}
