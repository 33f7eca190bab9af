package io.spendhub.vouchers.campaigns.domain;

import io.spendhub.vouchers.Order;
import io.spendhub.vouchers.Order.Item;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The names by which rules call the facts, as {@link io.spendhub.vouchers.campaigns.Rule} lists
 * them.
 */
final class FactNames {
  private static final int LONGEST_METADATA_NAME = 40;

  private static final Map<String, Function<Facts, OptionalLong>> NUMBERS =
      Map.of(
          "order.amount",
          facts -> facts.order().stream().mapToLong(Order::amount).findFirst(),
          "items.count",
          facts -> facts.order().stream().mapToLong(FactNames::quantity).findFirst());

  private static final Map<String, Function<Facts, Stream<String>>> TEXTS =
      Map.of(
          "holder", facts -> facts.holder().stream(),
          "shop", facts -> facts.shop().stream(),
          "order.currency", facts -> facts.order().map(Order::currency).stream(),
          "items.sku", facts -> items(facts).map(Item::sku),
          "items.category", facts -> items(facts).map(Item::category).flatMap(Optional::stream));

  private static final Map<String, Function<Facts, Map<String, String>>> METADATA =
      Map.of(
          "metadata.", Facts::metadata,
          "order.metadata.", facts -> facts.order().map(Order::metadata).orElse(Map.of()),
          "holder.metadata.", Facts::holderMetadata);

  private FactNames() {}

  static boolean isNumber(String name) {
    return NUMBERS.containsKey(name);
  }

  static boolean isText(String name) {
    return TEXTS.containsKey(name) || prefix(name).isPresent();
  }

  /** The value of a number; empty for a text. */
  static OptionalLong number(String name, Facts facts) {
    return NUMBERS.getOrDefault(name, unknown -> OptionalLong.empty()).apply(facts);
  }

  /** The values of a text, none or one, or several of the items; none of a number. */
  static List<String> texts(String name, Facts facts) {
    return prefix(name)
        .map(prefix -> metadata(prefix, name, facts))
        .orElseGet(() -> TEXTS.getOrDefault(name, unknown -> Stream.empty()).apply(facts))
        .toList();
  }

  private static Stream<String> metadata(String prefix, String name, Facts facts) {
    Map<String, String> pairs = METADATA.getOrDefault(prefix, unknown -> Map.of()).apply(facts);
    return Stream.ofNullable(pairs.get(name.substring(prefix.length())));
  }

  private static Optional<String> prefix(String name) {
    return METADATA.keySet().stream()
        .filter(prefix -> name.startsWith(prefix) && name.length() > prefix.length())
        .filter(prefix -> name.length() <= prefix.length() + LONGEST_METADATA_NAME)
        .findFirst();
  }

  private static Stream<Item> items(Facts facts) {
    return facts.order().stream().map(Order::items).flatMap(List::stream);
  }

  /** More than a long can count is as good as the most. */
  private static long quantity(Order order) {
    long sum = 0;
    for (Item item : order.items()) {
      sum = item.quantity() > Long.MAX_VALUE - sum ? Long.MAX_VALUE : sum + item.quantity();
    }
    return sum;
  }
}
