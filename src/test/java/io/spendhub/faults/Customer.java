package io.spendhub.faults;

import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Voucher;
import io.spendhub.testing.api.Wallet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Gives one command after another, each drawn at random. What it goes on with, holds and uses of
 * vouchers, are its own, so that nobody else's command decides whether its next one makes sense.
 */
final class Customer {
  private static final int MOST_AT_ONCE = 40;

  private final Scene scene;
  private final RandomGenerator random;
  private final String name;
  private final Map<String, Reply> purchases = new LinkedHashMap<>();
  private final Map<String, Long> uses = new LinkedHashMap<>();
  private int commands;

  /**
   * @param name is where the keys of its commands begin, and nobody else's
   */
  Customer(Scene scene, RandomGenerator random, String name) {
    this.scene = scene;
    this.random = random;
    this.name = name;
  }

  /** To be asked again when the last one was answered. */
  Command next() {
    commands++;
    return switch (random.nextInt(24)) {
      case 0 -> moneyOf(wallet(), "/top-ups");
      case 1 -> moneyOf(wallet(), "/withdrawals");
      case 2, 3 -> transfer();
      case 4, 5, 6, 7 -> command("/v1/authorizations", purchase());
      case 8 -> command("/v1/authorizations/batch", Map.of("items", purchases(3)));
      case 9 -> command("/v1/authorizations", purchaseOnSale());
      case 10, 11 -> goOn("/clearings", Customer::held).orElseGet(this::topUp);
      case 12 -> goOn("/reversals", Customer::held).orElseGet(this::topUp);
      case 13 -> goOn("/refunds", Customer::refundable).orElseGet(this::topUp);
      case 14 -> command("/v1/vouchers", scene.gifts().issuing());
      case 15 -> command(giftCard().path() + "/top-ups", wallet().money(some()));
      case 16, 17, 18, 19 -> command("/v1/redemptions", giftCard().take(some()));
      case 20 -> rollback().orElseGet(this::topUp);
      case 21 -> command("/v1/redemptions", scene.sale().on(100));
      case 22 -> command("/v1/redemptions", scene.rush().on(100));
      default -> command("/v1/force-posts", card().purchase(some()));
    };
  }

  /** Remembers what can be gone on with. */
  void heard(Command command, Reply reply) {
    if (command.path().equals("/v1/authorizations")) {
      if (reply.approved() && !command.body().containsKey("voucherCode")) {
        purchases.put(reply.id(), reply);
      }
    } else if (command.path().startsWith("/v1/authorizations/") && reply.done()) {
      purchases.put(reply.id(), reply);
    } else if (command.path().equals("/v1/redemptions")) {
      if (reply.done() && reply.text("type").equals("GIFT_CARD")) {
        uses.put(reply.id(), reply.number("amount"));
      }
    } else if (command.path().endsWith("/rollbacks")) {
      uses.merge(reply.text("redemptionId"), -reply.number("amount"), Long::sum);
    }
  }

  private Command command(String path, Map<String, ?> body) {
    return new Command(path, body, name + "-" + commands);
  }

  private Command topUp() {
    return moneyOf(wallet(), "/top-ups");
  }

  private Command moneyOf(Wallet wallet, String movement) {
    return command(wallet.path() + movement, wallet.money(some()));
  }

  private Command transfer() {
    Wallet from = wallet();
    List<Wallet> both = scene.wallets();
    Wallet to = both.getFirst().equals(from) ? both.getLast() : both.getFirst();
    return command("/v1/transfers", from.transfer(to, some()));
  }

  private Map<String, Object> purchase() {
    return card().purchase(some());
  }

  private List<Map<String, Object>> purchases(int count) {
    return Stream.generate(this::purchase).limit(count).toList();
  }

  private Map<String, Object> purchaseOnSale() {
    return Body.with(card().purchase(Scene.DISCOUNT + some()), "voucherCode", scene.sale().code());
  }

  /** An operation on a purchase that has something left for it. */
  private Optional<Command> goOn(String operation, ToLongFunction<Reply> left) {
    List<Reply> open =
        purchases.values().stream().filter(each -> left.applyAsLong(each) > 0).toList();
    if (open.isEmpty()) {
      return Optional.empty();
    }
    Reply purchase = open.get(random.nextInt(open.size()));
    Map<String, Object> body = Map.of("amount", partOf(left.applyAsLong(purchase)));
    boolean last = operation.equals("/clearings") && random.nextInt(3) == 0;
    String path = "/v1/authorizations/" + purchase.id() + operation;
    return Optional.of(command(path, last ? Body.with(body, "final", true) : body));
  }

  private Optional<Command> rollback() {
    List<String> open =
        new ArrayList<>(
            uses.keySet().stream().filter(id -> uses.getOrDefault(id, 0L) > 0).toList());
    if (open.isEmpty()) {
      return Optional.empty();
    }
    String use = open.get(random.nextInt(open.size()));
    Map<String, Object> part = Map.of("amount", partOf(uses.getOrDefault(use, 0L)));
    return Optional.of(command("/v1/redemptions/" + use + "/rollbacks", part));
  }

  private static long held(Reply purchase) {
    return purchase.number("heldAmount");
  }

  private static long refundable(Reply purchase) {
    return purchase.number("clearedAmount") - purchase.number("refundedAmount");
  }

  /** All of it as often as not. */
  private long partOf(long amount) {
    return random.nextBoolean() ? amount : random.nextLong(amount) + 1;
  }

  private long some() {
    return random.nextLong(MOST_AT_ONCE) + 1;
  }

  private Wallet wallet() {
    return oneOf(scene.wallets());
  }

  private Card card() {
    return oneOf(scene.cards());
  }

  private Voucher giftCard() {
    return oneOf(scene.giftCards());
  }

  private <T> T oneOf(List<T> things) {
    return things.get(random.nextInt(things.size()));
  }
}
