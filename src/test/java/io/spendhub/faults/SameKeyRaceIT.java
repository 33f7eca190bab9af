package io.spendhub.faults;

import static io.spendhub.testing.api.Cash.gbp;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Wallet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same request sent to two services at once, by a caller who does not wait for answers. */
@ExtendWith(TwoServices.class)
class SameKeyRaceIT {
  private static final int TIMES = 4;
  private static final int EFFECTS = Load.times(48);

  private final Services services;
  private Spending acme;
  private Wallet wallet;
  private Card card;

  SameKeyRaceIT(Services services) {
    this.services = services;
  }

  @BeforeEach
  void openAWallet() {
    acme = Spending.inANewOrganization();
    wallet = acme.walletWith(gbp(1_000_000));
    card = wallet.card();
  }

  @Test
  void a_key_has_one_effect_and_every_caller_hears_of_it() {
    Wallet other = acme.wallet("GBP");

    List<List<Reply>> replies =
        eachSeveralTimes(
            effect ->
                switch (effect % 3) {
                  case 0 -> new Command("/v1/authorizations", card.purchase(10), "key-" + effect);
                  case 1 ->
                      new Command(wallet.path() + "/top-ups", wallet.money(7), "key-" + effect);
                  default ->
                      new Command("/v1/transfers", wallet.transfer(other, 3), "key-" + effect);
                });

    assertThat(replies).allSatisfy(SameKeyRaceIT::assertOneEffect);
    int each = EFFECTS / 3;
    assertThat(other.balance().posted()).isEqualTo(3L * each);
    assertThat(wallet.balance().posted()).isEqualTo(1_000_000 + 4L * each);
    assertThat(wallet.balance().held()).isEqualTo(10L * each);
    services.proveLedger(acme);
  }

  @Test
  void a_network_reference_has_one_effect_under_whatever_keys() {
    List<List<Reply>> replies =
        eachSeveralTimes(
            effect ->
                new Command(
                    "/v1/authorizations",
                    Body.with(card.purchase(10), "networkReference", "reference-" + effect)));

    assertThat(replies).allSatisfy(SameKeyRaceIT::assertOneEffect);
    assertThat(wallet.balance().held()).isEqualTo(10L * EFFECTS);
    services.proveLedger(acme);
  }

  /** Each is about a wallet of its own, so no lock but that of the key makes one wait. */
  @Test
  void of_two_requests_with_one_key_one_has_its_effect_and_the_other_is_told() {
    Wallet other = acme.wallet("GBP");

    List<Reply> replies =
        Load.spread(
            Load.times(1),
            number -> {
              Wallet towards = number % 2 == 0 ? wallet : other;
              String path = towards.path() + "/top-ups";
              Command command = new Command(path, towards.money(1), "shared-" + number / 2);
              return services.send(number, acme, command);
            });

    assertThat(replies).extracting(Reply::status).containsOnly(201, 422);
    long done = replies.stream().filter(Reply::done).count();
    assertThat(done).isEqualTo(replies.size() / 2);
    assertThat(wallet.balance().posted() + other.balance().posted()).isEqualTo(1_000_000 + done);
    services.proveLedger(acme);
  }

  @Test
  void what_a_key_creates_is_created_once() {
    Map<String, Object> issue = wallet.issue();

    List<List<Reply>> replies =
        eachSeveralTimes(effect -> new Command("/v1/cards", issue, "card-" + effect));

    assertThat(replies).allSatisfy(SameKeyRaceIT::assertOneEffect);
    long cards =
        Stored.number(
            "select count(*) from cards.cards where wallet_id = ?", UUID.fromString(wallet.id()));
    assertThat(cards).isEqualTo(1 + EFFECTS);
  }

  private static void assertOneEffect(List<Reply> replies) {
    assertThat(replies).hasSize(TIMES).allMatch(Reply::done);
    assertThat(replies).extracting(Reply::body).containsOnly(replies.getFirst().body());
    assertThat(replies).filteredOn(reply -> !reply.replayed()).hasSize(1);
  }

  /** Sends every command to both services at once, and to both again. */
  private List<List<Reply>> eachSeveralTimes(IntFunction<Command> command) {
    List<Command> commands = IntStream.range(0, EFFECTS).mapToObj(command).toList();
    List<Sent> sent =
        Load.spread(
            EFFECTS * TIMES / Load.THREADS,
            number -> {
              int effect = number / TIMES;
              return new Sent(effect, services.send(number, acme, commands.get(effect)));
            });
    return List.copyOf(
        sent.stream().collect(groupingBy(Sent::effect, mapping(Sent::reply, toList()))).values());
  }

  private record Sent(int effect, Reply reply) {}
}
