package io.spendhub.vouchers.campaigns.domain;

import static io.spendhub.vouchers.campaigns.domain.GivenRules.all;
import static io.spendhub.vouchers.campaigns.domain.GivenRules.any;
import static io.spendhub.vouchers.campaigns.domain.GivenRules.atLeast;
import static io.spendhub.vouchers.campaigns.domain.GivenRules.atMost;
import static io.spendhub.vouchers.campaigns.domain.GivenRules.exists;
import static io.spendhub.vouchers.campaigns.domain.GivenRules.not;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.shared.Refusal.FieldError;
import io.spendhub.testing.Property;
import io.spendhub.vouchers.Order;
import io.spendhub.vouchers.Order.Item;
import io.spendhub.vouchers.campaigns.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Any rule holds exactly where somebody with the facts on a sheet of paper says so. */
class RulesPropertyTest {
  private static final List<String> TEXTS =
      List.of(
          "holder",
          "shop",
          "order.currency",
          "items.sku",
          "items.category",
          "metadata.a",
          "order.metadata.a",
          "holder.metadata.a");
  private static final List<String> NUMBERS = List.of("order.amount", "items.count");
  private static final List<String> VALUES = List.of("a", "b", "c");

  @Test
  void a_rule_holds_exactly_if_its_facts_on_paper_say_so() {
    Property.holdsForAny(
        random -> {
          Facts facts = anyFacts(random);
          Rule rule = anyRule(random, 4);

          assertThat(holds(rule, facts)).isEqualTo(saysPaper(rule, onPaper(facts)));
        });
  }

  @Test
  void not_all_is_any_not_and_not_any_is_all_not() {
    Property.holdsForAny(
        random -> {
          Facts facts = anyFacts(random);
          List<Rule> parts = anyRules(random, 3);
          List<Rule> negated = parts.stream().map(GivenRules::not).toList();

          assertThat(holds(not(all(parts)), facts)).isEqualTo(holds(any(negated), facts));
          assertThat(holds(not(any(parts)), facts)).isEqualTo(holds(all(negated), facts));
        });
  }

  @Test
  void not_not_changes_nothing_and_not_always_does() {
    Property.holdsForAny(
        random -> {
          Facts facts = anyFacts(random);
          Rule rule = anyRule(random, 3);

          assertThat(holds(not(not(rule)), facts)).isEqualTo(holds(rule, facts));
          assertThat(holds(not(rule), facts)).isNotEqualTo(holds(rule, facts));
        });
  }

  @Test
  void every_rule_that_is_made_here_is_accepted() {
    Property.holdsForAny(
        random -> {
          List<FieldError> errors = new ArrayList<>();
          Rules.check(anyRule(random, 3), "/rules", errors);

          assertThat(errors).isEmpty();
        });
  }

  private static boolean holds(Rule rule, Facts facts) {
    return Rules.violation(rule, facts).isEmpty();
  }

  /** Each fact's name and values, numbers written out; no line for a fact that is not known. */
  private static Map<String, List<String>> onPaper(Facts facts) {
    Map<String, List<String>> paper = new HashMap<>();
    facts.holder().ifPresent(it -> paper.put("holder", List.of(it)));
    facts.shop().ifPresent(it -> paper.put("shop", List.of(it)));
    facts.metadata().forEach((name, value) -> paper.put("metadata." + name, List.of(value)));
    facts
        .holderMetadata()
        .forEach((name, value) -> paper.put("holder.metadata." + name, List.of(value)));
    if (facts.order().isPresent()) {
      Order order = facts.order().get();
      paper.put("order.amount", List.of("" + order.amount()));
      paper.put("order.currency", List.of(order.currency()));
      order
          .metadata()
          .forEach((name, value) -> paper.put("order.metadata." + name, List.of(value)));
      long count = 0;
      List<String> categories = new ArrayList<>();
      for (Item item : order.items()) {
        count += item.quantity();
        item.category().ifPresent(categories::add);
      }
      paper.put("items.count", List.of("" + count));
      paper.put("items.sku", order.items().stream().map(Item::sku).toList());
      paper.put("items.category", categories);
    }
    return paper;
  }

  private static boolean saysPaper(Rule rule, Map<String, List<String>> paper) {
    if (rule.fact().isPresent()) {
      List<String> values = paper.getOrDefault(rule.fact().get(), List.of());
      if (rule.exists().isPresent()) {
        return rule.exists().get() == (values.size() > 0);
      }
      boolean passes = false;
      for (String value : values) {
        passes |=
            rule.oneOf().isPresent()
                ? rule.oneOf().get().contains(value)
                : Long.parseLong(value) >= rule.atLeast().orElse(0L)
                    && Long.parseLong(value) <= rule.atMost().orElse(1_000L);
      }
      return passes;
    }
    if (rule.not().isPresent()) {
      return !saysPaper(rule.not().get(), paper);
    }
    List<Rule> parts = rule.all().or(rule::any).orElseThrow();
    int holding = 0;
    for (Rule part : parts) {
      holding += saysPaper(part, paper) ? 1 : 0;
    }
    return rule.all().isPresent() ? holding == parts.size() : holding > 0;
  }

  private static Rule anyRule(RandomGenerator random, int depth) {
    return switch (depth == 0 ? 3 : random.nextInt(5)) {
      case 0 -> all(anyRules(random, depth - 1));
      case 1 -> any(anyRules(random, depth - 1));
      case 2 -> not(anyRule(random, depth - 1));
      default -> anyTest(random);
    };
  }

  private static List<Rule> anyRules(RandomGenerator random, int depth) {
    return Stream.generate(() -> anyRule(random, depth)).limit(random.nextInt(1, 4)).toList();
  }

  private static Rule anyTest(RandomGenerator random) {
    return switch (random.nextInt(4)) {
      case 0 -> atLeast(pick(random, NUMBERS), random.nextLong(0, 8));
      case 1 -> atMost(pick(random, NUMBERS), random.nextLong(0, 8));
      case 2 -> exists(pick(random, TEXTS), random.nextBoolean());
      default -> GivenRules.oneOf(pick(random, TEXTS), pick(random, VALUES), pick(random, VALUES));
    };
  }

  private static Facts anyFacts(RandomGenerator random) {
    return new Facts(
        anyText(random),
        anyText(random),
        anyOrder(random),
        anyMetadata(random),
        anyMetadata(random));
  }

  private static Optional<Order> anyOrder(RandomGenerator random) {
    List<Item> items = Stream.generate(() -> anyItem(random)).limit(random.nextInt(0, 3)).toList();
    Order order =
        new Order(
            Optional.empty(),
            random.nextLong(1, 8),
            pick(random, VALUES),
            items,
            anyMetadata(random));
    return Optional.of(order).filter(it -> random.nextInt(4) > 0);
  }

  private static Item anyItem(RandomGenerator random) {
    return new Item(pick(random, VALUES), anyText(random), random.nextLong(1, 4), Optional.empty());
  }

  private static Map<String, String> anyMetadata(RandomGenerator random) {
    return anyText(random).map(value -> Map.of("a", value)).orElse(Map.of());
  }

  private static Optional<String> anyText(RandomGenerator random) {
    return Optional.of(pick(random, VALUES)).filter(it -> random.nextBoolean());
  }

  private static <T> T pick(RandomGenerator random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
