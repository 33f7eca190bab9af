package io.spendhub.faults;

import static io.spendhub.testing.api.Campaign.giftCard;
import static io.spendhub.testing.api.Campaign.limited;
import static io.spendhub.testing.api.Campaign.off;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Books;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Voucher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Vouchers that 64 threads use through two services at once. */
@ExtendWith(TwoServices.class)
class RedemptionRaceIT {
  private static final Logger LOG = Logger.getLogger(RedemptionRaceIT.class);

  /** With SPENDHUB_TEST_ROUNDS=20 a code of 10,000 uses, as quality is measured by. */
  private static final int USES = Load.times(500);

  private static final int CALLS_EACH = USES * 11 / 10 / Load.THREADS + 1;
  private static final int ORDERS = 48;
  private static final int TURNS = Load.times(12);

  private final Services services;
  private Spending acme;

  RedemptionRaceIT(Services services) {
    this.services = services;
  }

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
  }

  @Test
  void exactly_as_many_use_one_code_as_it_allows() {
    Campaign campaign = Campaign.active(acme, limited(off(30), "redemptions", USES));
    Voucher voucher = campaign.voucher("SPRING");
    List<Command> commands = commands(CALLS_EACH * Load.THREADS, number -> voucher.on(100));

    long begin = System.nanoTime();
    List<Reply> replies =
        Load.spread(CALLS_EACH, number -> services.send(number, acme, commands.get(number)));
    Duration took = Duration.ofNanos(System.nanoTime() - begin);

    LOG.infof(
        "%d redemptions of one code were asked for, %d succeeded, in %d ms: %d/s",
        replies.size(), USES, took.toMillis(), replies.size() * 1_000L / took.toMillis());
    assertThat(replies).extracting(Reply::status).containsOnly(201, 422);
    assertThat(replies)
        .filteredOn(reply -> !reply.done())
        .allSatisfy(reply -> assertThat(reply.text("code")).isEqualTo("campaign_limit_exceeded"));
    Set<String> made =
        replies.stream().filter(Reply::done).map(Reply::id).collect(Collectors.toSet());
    assertThat(made).hasSize(USES);
    assertEachIsThereOnce(campaign, made);
    assertThat(campaign.usage("redemptions")).isEqualTo(USES);
    assertThat(Books.of(acme).shops()).isEqualTo(USES * 30L);
    assertAnsweredAgain(commands, replies);
    services.proveLedger(acme);
  }

  /** What was answered is what there is: none is missing, and none is there besides. */
  private static void assertEachIsThereOnce(Campaign campaign, Set<String> made) {
    assertThat(
            Stored.texts(
                "select id::text from vouchers.redemptions where campaign_id = ?", campaign.uuid()))
        .containsExactlyInAnyOrderElementsOf(made);
  }

  private void assertAnsweredAgain(List<Command> commands, List<Reply> replies) {
    Map<String, String> byKey = new HashMap<>();
    List<Reply> again =
        Load.spread(2, number -> services.send(number + 1, acme, commands.get(number)));
    again.forEach(reply -> byKey.put(reply.body(), reply.replayed() ? "replayed" : "made"));
    assertThat(byKey.values()).containsOnly("replayed");
    assertThat(replies.stream().map(Reply::body).collect(Collectors.toSet()))
        .containsAll(byKey.keySet());
  }

  @Test
  void a_gift_card_is_spent_to_the_penny_and_never_below() {
    Voucher voucher = Campaign.active(acme, giftCard(USES * 7L + 3)).voucher();
    List<Command> commands = commands(CALLS_EACH * Load.THREADS, number -> voucher.take(7));

    List<Reply> replies =
        Load.spread(CALLS_EACH, number -> services.send(number, acme, commands.get(number)));

    assertThat(replies).filteredOn(Reply::done).hasSize(USES);
    assertThat(replies)
        .filteredOn(reply -> !reply.done())
        .allSatisfy(reply -> assertThat(reply.text("code")).isEqualTo("balance_insufficient"));
    assertThat(voucher.balance()).isEqualTo(3);
    services.proveLedger(acme);
  }

  /** Half of the callers add the vouchers of two campaigns in one order, half in the other. */
  @Test
  void orders_that_take_vouchers_of_two_campaigns_do_not_wait_for_each_other_for_ever() {
    Map<String, Object> stackable = Map.of("stackable", true, "maxPerOrder", 2);
    List<Voucher> vouchers =
        List.of(
            Campaign.active(acme, Body.with(giftCard(1_000_000), "stacking", stackable)).voucher(),
            Campaign.active(acme, Body.with(giftCard(1_000_000), "stacking", stackable)).voucher());

    List<Reply> replies =
        Load.spread(
            TURNS,
            number -> {
              Voucher voucher = vouchers.get(number % 2);
              String order = "order-" + number / 2 % ORDERS;
              Map<String, Object> use = Body.with(voucher.on(order, 100), "amount", 60);
              return services.send(number / 2, acme, new Command("/v1/redemptions", use));
            });

    assertThat(replies).extracting(Reply::status).isSubsetOf(201, 422);
    assertThat(replies).filteredOn(Reply::done).hasSize(ORDERS);
    assertThat(vouchers.stream().mapToLong(Voucher::balance).sum())
        .isEqualTo(2_000_000 - 60L * ORDERS);
    services.proveLedger(acme);
  }

  private interface BodyOf {
    Map<String, Object> call(int number);
  }

  private static List<Command> commands(int count, BodyOf body) {
    List<Command> commands = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      commands.add(new Command("/v1/redemptions", body.call(number)));
    }
    return commands;
  }
}
