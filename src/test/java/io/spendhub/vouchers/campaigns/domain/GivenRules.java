package io.spendhub.vouchers.campaigns.domain;

import io.spendhub.vouchers.Order;
import io.spendhub.vouchers.Order.Item;
import io.spendhub.vouchers.campaigns.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rules and facts as tests write them. */
public final class GivenRules {
  static final Facts NOTHING_KNOWN =
      new Facts(Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Map.of());

  private static final Rule EMPTY =
      new Rule(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private GivenRules() {}

  static Rule nothing() {
    return EMPTY;
  }

  static Rule all(Rule... parts) {
    return all(List.of(parts));
  }

  static Rule all(List<Rule> parts) {
    return rule(Optional.of(parts), Optional.empty(), Optional.empty(), EMPTY);
  }

  static Rule any(Rule... parts) {
    return any(List.of(parts));
  }

  static Rule any(List<Rule> parts) {
    return rule(Optional.empty(), Optional.of(parts), Optional.empty(), EMPTY);
  }

  static Rule not(Rule part) {
    return rule(Optional.empty(), Optional.empty(), Optional.of(part), EMPTY);
  }

  public static Rule atLeast(String fact, long least) {
    return tests(fact, Optional.of(least), Optional.empty(), Optional.empty(), Optional.empty());
  }

  static Rule atMost(String fact, long most) {
    return tests(fact, Optional.empty(), Optional.of(most), Optional.empty(), Optional.empty());
  }

  static Rule oneOf(String fact, String... texts) {
    return oneOf(fact, List.of(texts));
  }

  static Rule oneOf(String fact, List<String> texts) {
    return tests(fact, Optional.empty(), Optional.empty(), Optional.of(texts), Optional.empty());
  }

  public static Rule exists(String fact, boolean wanted) {
    return tests(fact, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(wanted));
  }

  static Rule tests(
      String fact,
      Optional<Long> atLeast,
      Optional<Long> atMost,
      Optional<List<String>> oneOf,
      Optional<Boolean> exists) {
    return new Rule(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(fact),
        atLeast,
        atMost,
        oneOf,
        exists,
        Optional.empty());
  }

  /** The same rule with tests of another and both their forms. */
  static Rule both(Rule one, Rule other) {
    return new Rule(
        one.all().or(other::all),
        one.any().or(other::any),
        one.not().or(other::not),
        one.fact().or(other::fact),
        one.atLeast().or(other::atLeast),
        one.atMost().or(other::atMost),
        one.oneOf().or(other::oneOf),
        one.exists().or(other::exists),
        one.message().or(other::message));
  }

  public static Rule saying(String message, Rule rule) {
    return new Rule(
        rule.all(),
        rule.any(),
        rule.not(),
        rule.fact(),
        rule.atLeast(),
        rule.atMost(),
        rule.oneOf(),
        rule.exists(),
        Optional.of(message));
  }

  static Facts ordered(long amount, Item... items) {
    return with(new Order(Optional.empty(), amount, "GBP", List.of(items), Map.of()));
  }

  static Facts with(Order order) {
    return new Facts(Optional.empty(), Optional.empty(), Optional.of(order), Map.of(), Map.of());
  }

  static Item item(String sku, String category, long quantity) {
    return new Item(sku, Optional.of(category), quantity, Optional.empty());
  }

  private static Rule rule(
      Optional<List<Rule>> all, Optional<List<Rule>> any, Optional<Rule> not, Rule rest) {
    return new Rule(
        all,
        any,
        not,
        rest.fact(),
        rest.atLeast(),
        rest.atMost(),
        rest.oneOf(),
        rest.exists(),
        rest.message());
  }
}
