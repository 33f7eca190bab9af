package io.spendhub.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spendhub.testing.api.Balance;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Used;
import io.spendhub.testing.api.Voucher;
import io.spendhub.testing.api.Wallet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * The books that a client keeps of its own commands in one organization: of what it asked for and
 * whether it was granted, and not of what the service says that this came to. Amounts are minor
 * units.
 */
final class OwnBooks {
  private final Scene scene;
  private final Map<String, Purchase> purchases = new HashMap<>();
  private final List<String> declined = new ArrayList<>();
  private final Map<String, Use> uses = new HashMap<>();

  /** What the gift cards carry, by their codes. */
  private final Map<String, Long> gifts = new HashMap<>();

  private final Map<String, Account> accounts = new HashMap<>();

  private OwnBooks(Scene scene) {
    this.scene = scene;
    scene.wallets().forEach(wallet -> account(wallet.id()).post(Scene.FUNDS));
    scene.giftCards().forEach(gift -> gifts.put(gift.code(), Scene.GIFT));
  }

  /**
   * @param deeds of this organization, in the order in which they were asked for
   */
  static OwnBooks of(Scene scene, List<Deed> deeds) {
    OwnBooks books = new OwnBooks(scene);
    deeds.forEach(books::enter);
    return books;
  }

  /** A wallet: what is posted, how many lines its statement has, and ids that must be in it. */
  private static final class Account {
    private final List<String> movements = new ArrayList<>();
    private long posted;
    private int entries;

    void post(long amount) {
      posted += amount;
      entries++;
    }

    void move(long amount, String id) {
      post(amount);
      movements.add(id);
    }
  }

  /** A purchase by card that was approved or forced, and the operations on it. */
  private static final class Purchase {
    private final Card card;
    private final long byVoucher;
    private final List<String> operations = new ArrayList<>();
    private long held;
    private long cleared;
    private long refunded;

    Purchase(Card card, long byVoucher) {
      this.card = card;
      this.byVoucher = byVoucher;
    }

    long counts() {
      return held + cleared - refunded;
    }
  }

  /** A use of a voucher, which counts until all of it was given back. */
  private record Use(Voucher voucher, long amount, long rolledBack) {
    Use rollBack(long part) {
      return new Use(voucher, amount, rolledBack + part);
    }

    long left() {
      return amount - rolledBack;
    }
  }

  private void enter(Deed deed) {
    Command command = deed.command();
    String[] path = command.path().substring("/v1/".length()).split("/", -1);
    String id = deed.reply().text("id");
    switch (path[0]) {
      case "wallets" -> {
        long sign = path[2].equals("top-ups") ? 1 : -1;
        account(path[1]).move(sign * command.amount(), id);
      }
      case "transfers" -> {
        account(command.text("fromWalletId")).move(-command.amount(), id);
        account(command.text("toWalletId")).move(command.amount(), id);
      }
      case "authorizations" -> enterPurchase(deed, path);
      case "force-posts" -> enterForced(deed);
      case "vouchers" -> enterVoucher(deed, path);
      case "redemptions" -> enterUse(deed, path);
      default -> throw new AssertionError(command.path());
    }
  }

  private void enterPurchase(Deed deed, String[] path) {
    if (path.length == 1) {
      authorize(deed.command().body(), deed.reply().json());
    } else if (path[1].equals("batch")) {
      JsonNode answers = deed.reply().json().path("items");
      List<?> items = (List<?>) deed.command().body().get("items");
      assertThat(answers).as(deed.reply().body()).hasSize(Objects.requireNonNull(items).size());
      for (int i = 0; i < items.size(); i++) {
        assertThat(answers.path(i).path("status").asInt()).isEqualTo(201);
        authorize(asBody(items.get(i)), answers.path(i).path("authorization"));
      }
    } else {
      Purchase purchase = Objects.requireNonNull(purchases.get(path[1]), path[1]);
      purchase.operations.add(deed.reply().text("operation.id"));
      operate(purchase, path[2], deed.command());
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, ?> asBody(Object item) {
    return (Map<String, ?>) item;
  }

  private void authorize(Map<String, ?> asked, JsonNode answer) {
    String id = answer.path("id").asText();
    if (!answer.path("decision").asText().equals("APPROVED")) {
      declined.add(id);
      return;
    }
    boolean onSale = asked.containsKey("voucherCode");
    Purchase purchase = new Purchase(card(asked), onSale ? Scene.DISCOUNT : 0);
    purchase.held = Command.amountIn(asked);
    once(purchases, id, purchase);
    account(purchase).entries++;
    if (onSale) {
      String use = answer.path("voucher").path("redemptionId").asText();
      once(uses, use, new Use(scene.sale(), Scene.DISCOUNT, 0));
    }
  }

  private void enterForced(Deed deed) {
    Purchase purchase = new Purchase(card(deed.command().body()), 0);
    purchase.cleared = deed.command().amount();
    once(purchases, deed.reply().id(), purchase);
    account(purchase).post(-purchase.cleared);
  }

  private void operate(Purchase purchase, String operation, Command command) {
    long amount = command.amount();
    switch (operation) {
      case "clearings" -> {
        purchase.held -= amount;
        purchase.cleared += amount;
        account(purchase).post(-amount);
        if (command.body().containsKey("final") && purchase.held > 0) {
          purchase.held = 0;
          account(purchase).entries++;
        }
      }
      case "reversals" -> {
        purchase.held -= amount;
        account(purchase).entries++;
      }
      case "refunds" -> {
        purchase.refunded += amount;
        account(purchase).post(amount);
      }
      default -> throw new AssertionError(operation);
    }
  }

  private void enterVoucher(Deed deed, String[] path) {
    if (path.length == 1) {
      once(gifts, deed.reply().text("code"), Scene.GIFT);
    } else {
      gifts.merge(path[1], deed.command().amount(), Long::sum);
    }
  }

  private void enterUse(Deed deed, String[] path) {
    if (!deed.reply().done()) {
      return;
    }
    if (path.length == 1) {
      Voucher voucher = scene.voucher(deed.command().text("code"));
      boolean gift = scene.giftCards().contains(voucher);
      long amount = gift ? deed.command().amount() : Scene.DISCOUNT;
      once(uses, deed.reply().id(), new Use(voucher, amount, 0));
      if (gift) {
        gifts.merge(voucher.code(), -amount, Long::sum);
      }
    } else {
      Use use = Objects.requireNonNull(uses.get(path[1]), path[1]);
      uses.put(path[1], use.rollBack(deed.command().amount()));
      gifts.merge(use.voucher().code(), deed.command().amount(), Long::sum);
    }
  }

  /** Two commands are never answered with one thing. */
  private static <T> void once(Map<String, T> things, String id, T thing) {
    assertThat(things.put(id, thing)).as("what was made before with id %s", id).isNull();
  }

  private Card card(Map<String, ?> purchase) {
    return scene.card(Command.textIn(purchase, "cardId"));
  }

  private Account account(Purchase purchase) {
    return account(purchase.card.wallet().id());
  }

  private Account account(String walletId) {
    return accounts.computeIfAbsent(walletId, opened -> new Account());
  }

  /**
   * Asserts that the service tells of the same things, each of them once and none besides, and that
   * they come to the same sums.
   */
  void assertAgree() {
    scene.wallets().forEach(this::assertWallet);
    scene
        .cards()
        .forEach(card -> assertThat(card.used("LIFETIME")).as("%s", card).isEqualTo(usedOf(card)));
    assertPurchases();
    assertUses();
    assertGifts();
    Stream.of(scene.gifts(), scene.sale().campaign(), scene.rush().campaign())
        .forEach(this::assertCampaign);
  }

  private void assertWallet(Wallet wallet) {
    Account account = account(wallet.id());
    long held = sum(ofWallet(wallet), purchase -> Math.max(0, purchase.held - purchase.byVoucher));
    assertThat(wallet.balance())
        .as("%s", wallet)
        .isEqualTo(new Balance(account.posted, held, account.posted - held));
    assertThat(wallet.used("LIFETIME")).as("%s", wallet).isEqualTo(used(ofWallet(wallet)));
    List<String> entries = ids(wallet.entries());
    assertThat(entries).as("%s", wallet).hasSize(account.entries).doesNotHaveDuplicates();
    assertThat(entries).as("%s", wallet).containsAll(account.movements);
  }

  private static Predicate<Purchase> ofWallet(Wallet wallet) {
    return purchase -> purchase.card.wallet().equals(wallet);
  }

  private Used usedOf(Card card) {
    return used(purchase -> purchase.card.equals(card));
  }

  private Used used(Predicate<Purchase> which) {
    return new Used(sum(which, Purchase::counts), sum(which, purchase -> 1));
  }

  private long sum(Predicate<Purchase> which, ToLongFunction<Purchase> amount) {
    return purchases.values().stream().filter(which).mapToLong(amount).sum();
  }

  private void assertPurchases() {
    List<Map<String, Object>> shown = scene.spending().all("/v1/authorizations", 200);
    assertThat(ids(shown))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(purchases.keySet().stream(), declined.stream()).toList());
    for (Map<String, Object> each : shown) {
      Purchase purchase = purchases.get(Command.textIn(each, "id"));
      if (purchase != null) {
        assertThat(each)
            .containsEntry("heldAmount", Math.toIntExact(purchase.held))
            .containsEntry("clearedAmount", Math.toIntExact(purchase.cleared))
            .containsEntry("refundedAmount", Math.toIntExact(purchase.refunded));
        List<?> operations = (List<?>) Objects.requireNonNull(each.get("operations"));
        assertThat(operations.stream().map(made -> Command.textIn(asBody(made), "id")).toList())
            .as("%s", each)
            .doesNotHaveDuplicates()
            .containsAll(purchase.operations);
      }
    }
  }

  private void assertUses() {
    List<Map<String, Object>> shown = scene.spending().all("/v1/redemptions", 200);
    assertThat(ids(shown)).containsExactlyInAnyOrderElementsOf(uses.keySet());
    for (Map<String, Object> each : shown) {
      Use use = Objects.requireNonNull(uses.get(Command.textIn(each, "id")));
      assertThat(each)
          .containsEntry("voucherId", use.voucher().id())
          .containsEntry("rolledBackAmount", Math.toIntExact(use.rolledBack()));
    }
  }

  private void assertGifts() {
    Map<String, Long> shown = new HashMap<>();
    String ofThem = "/v1/vouchers?campaignId=" + scene.gifts().id();
    for (Map<String, Object> each : scene.spending().all(ofThem, 200)) {
      once(shown, Command.textIn(each, "code"), Long.parseLong(Command.textIn(each, "balance")));
    }
    assertThat(shown).isEqualTo(gifts);
  }

  private void assertCampaign(Campaign campaign) {
    List<Use> ofIt =
        uses.values().stream().filter(use -> use.voucher().campaign().equals(campaign)).toList();
    boolean carries = campaign.equals(scene.gifts());
    Map<String, Number> usage = campaign.now().getMap("usage");
    Map<String, Long> shown = new HashMap<>();
    usage.forEach((name, number) -> shown.put(name, number.longValue()));
    assertThat(shown)
        .as("%s", campaign)
        .containsEntry("vouchers", carries ? gifts.size() : 1L)
        .containsEntry("redemptions", ofIt.stream().filter(use -> use.left() > 0).count())
        .containsEntry("reserved", 0L)
        .containsEntry("spentAmount", ofIt.stream().mapToLong(Use::left).sum())
        .containsEntry("openAmount", carries ? sumOfGifts() : 0L);
  }

  private long sumOfGifts() {
    return gifts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static List<String> ids(List<Map<String, Object>> shown) {
    return shown.stream().map(each -> Command.textIn(each, "id")).toList();
  }
}
