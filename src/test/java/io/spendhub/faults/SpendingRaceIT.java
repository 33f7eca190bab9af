package io.spendhub.faults;

import static io.spendhub.testing.api.Cash.gbp;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.testing.api.Balance;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Limit;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Used;
import io.spendhub.testing.api.Wallet;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ten cards of one wallet, spent by 64 threads through two services at once. */
@ExtendWith(TwoServices.class)
class SpendingRaceIT {
  private static final int CARDS = 10;
  private static final int CALLS_EACH = Load.times(12);
  private static final int CALLS = Load.THREADS * CALLS_EACH;
  private static final long SMALLEST = 100;
  private static final int PAGE = 200;

  private final Services services;
  private Spending acme;

  SpendingRaceIT(Services services) {
    this.services = services;
  }

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
  }

  @Test
  void a_daily_limit_of_the_wallet_is_spent_to_the_penny() {
    long limit = SMALLEST * (CALLS * 6L / 10);
    Wallet wallet =
        acme.walletWith(gbp(CALLS * 1_000L), Limit.daily(limit).in(zoneWhereItIsNoon()));

    List<Reply> made = spendAtOnce(cards(wallet), SpendingRaceIT::variedAmount);

    assertThat(spent(made)).isEqualTo(limit);
    assertThat(declineCodes(made)).containsExactly("limit_amount_exceeded");
    assertThat(wallet.used("DAILY")).isEqualTo(new Used(limit, approved(made).size()));
    assertThat(wallet.balance().held()).isEqualTo(limit);
    assertEachIsThereOnce(wallet, made);
  }

  @Test
  void a_card_is_used_as_often_as_its_count_allows() {
    int each = CALLS / CARDS / 3;
    Wallet wallet = acme.walletWith(gbp(CALLS * 1_000L));
    List<Card> cards = cards(wallet, Limit.ofCount("LIFETIME", each));

    List<Reply> made = spendAtOnce(cards, SpendingRaceIT::variedAmount);

    assertThat(approved(made)).hasSize(each * CARDS);
    assertThat(declineCodes(made)).containsExactly("limit_count_exceeded");
    assertThat(cards).allSatisfy(card -> assertThat(card.used("LIFETIME").count()).isEqualTo(each));
    assertThat(wallet.balance().held()).isEqualTo(spent(made));
    assertEachIsThereOnce(wallet, made);
  }

  @Test
  void a_wallet_is_spent_to_exactly_nothing_and_never_beyond() {
    long all = SMALLEST * (CALLS * 7L / 10);
    Wallet wallet = acme.walletWith(gbp(all));

    List<Reply> made = spendAtOnce(cards(wallet), SpendingRaceIT::variedAmount);

    assertThat(spent(made)).isEqualTo(all);
    assertThat(declineCodes(made)).containsExactly("insufficient_funds");
    assertThat(wallet.balance()).isEqualTo(new Balance(all, all, 0));
    assertEachIsThereOnce(wallet, made);
    clearAll(wallet, approved(made));
    assertThat(wallet.balance()).isEqualTo(new Balance(0, 0, 0));
    assertThat(wallet.entries()).allSatisfy(SpendingRaceIT::assertNothingWasOverdrawn);
    services.proveLedger(acme);
  }

  /**
   * Of three sizes, and whoever asks for the smallest hears whether any is left, so a limit that is
   * a multiple of it is spent whole.
   */
  private static long variedAmount(int number) {
    return SMALLEST * (1 + number / CARDS % 3);
  }

  private interface AmountOf {
    long call(int number);
  }

  private List<Reply> spendAtOnce(List<Card> cards, AmountOf amount) {
    return Load.spread(
        CALLS_EACH,
        number -> {
          Card card = cards.get(number / 2 % CARDS);
          Map<String, Object> purchase = card.purchase(amount.call(number));
          return services.send(number, acme, new Command("/v1/authorizations", purchase));
        });
  }

  private void clearAll(Wallet wallet, List<Reply> approved) {
    List<Reply> cleared =
        Load.spread(
            approved.size() / Load.THREADS + 1,
            number -> {
              Reply made = approved.get(number % approved.size());
              String path = "/v1/authorizations/" + made.id() + "/clearings";
              Map<String, Object> all = Map.of("amount", made.number("approvedAmount"));
              return services.send(number, acme, new Command(path, all, "clear-" + made.id()));
            });
    assertThat(cleared).allMatch(Reply::done);
    assertThat(wallet.entries()).filteredOn("kind", "CLEARING").hasSize(approved.size());
  }

  /** What was answered is what there is: none is missing, and none is there twice. */
  private void assertEachIsThereOnce(Wallet wallet, List<Reply> made) {
    assertThat(made).hasSize(CALLS).allMatch(Reply::done);
    List<Object> stored =
        acme.all("/v1/authorizations?walletId=" + wallet.id(), PAGE).stream()
            .map(authorization -> authorization.get("id"))
            .toList();
    assertThat(stored)
        .doesNotHaveDuplicates()
        .hasSize(CALLS)
        .containsAll(made.stream().map(Reply::id).toList());
    services.proveLedger(acme);
  }

  private static void assertNothingWasOverdrawn(Map<String, Object> entry) {
    long available = number(entry, "balanceAfter") - number(entry, "heldAfter");
    assertThat(available).as(entry.toString()).isNotNegative();
  }

  private static long number(Map<String, Object> entry, String field) {
    return ((Number) Objects.requireNonNull(entry.get(field), field)).longValue();
  }

  private static List<Card> cards(Wallet wallet, Limit... limits) {
    return IntStream.range(0, CARDS).mapToObj(number -> wallet.card(limits)).toList();
  }

  private static List<Reply> approved(List<Reply> made) {
    return made.stream().filter(Reply::approved).toList();
  }

  private static long spent(List<Reply> made) {
    return approved(made).stream().mapToLong(reply -> reply.number("approvedAmount")).sum();
  }

  private static List<String> declineCodes(List<Reply> made) {
    return made.stream()
        .filter(reply -> !reply.approved())
        .map(reply -> reply.text("declineCode"))
        .distinct()
        .toList();
  }

  /** A day that ends while the test runs would begin another window. */
  private static String zoneWhereItIsNoon() {
    int hour = OffsetDateTime.now(Clock.systemUTC()).getHour();
    return "Etc/GMT%+d".formatted(hour - 12);
  }
}
