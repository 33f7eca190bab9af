package io.spendhub.authorizations.command;

import io.spendhub.authorizations.command.Step.Buy;
import io.spendhub.authorizations.command.Step.ChangeCard;
import io.spendhub.authorizations.command.Step.ChangeHolder;
import io.spendhub.authorizations.command.Step.ChangeWallet;
import io.spendhub.authorizations.command.Step.Clear;
import io.spendhub.authorizations.command.Step.Control;
import io.spendhub.authorizations.command.Step.Credit;
import io.spendhub.authorizations.command.Step.Expire;
import io.spendhub.authorizations.command.Step.ForcePost;
import io.spendhub.authorizations.command.Step.Increase;
import io.spendhub.authorizations.command.Step.Life;
import io.spendhub.authorizations.command.Step.Limit;
import io.spendhub.authorizations.command.Step.OfNetwork;
import io.spendhub.authorizations.command.Step.Refund;
import io.spendhub.authorizations.command.Step.Replace;
import io.spendhub.authorizations.command.Step.Reverse;
import io.spendhub.authorizations.command.Step.TopUp;
import io.spendhub.authorizations.command.Step.Wait;
import io.spendhub.authorizations.command.Step.Withdraw;
import io.spendhub.authorizations.domain.UnitByUnit.Unit;
import io.spendhub.cards.CardType;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes up what happens next. It looks at the model to ask mostly for what is possible, so that
 * histories get somewhere, and now and then for what is not.
 */
final class AnyHistory {
  private static final int MOST = 40;
  private static final int TOGETHER = 3;

  private final RandomGenerator random;
  private final AnyTerms terms;
  private final SlowService model;

  AnyHistory(RandomGenerator random, AnyTerms terms, SlowService model) {
    this.random = random;
    this.terms = terms;
    this.model = model;
  }

  /** What there is before the first purchase. */
  List<Step> beginning() {
    List<Step> steps = new ArrayList<>();
    steps.add(new TopUp(random.nextInt(1, 12 * MOST)));
    if (random.nextBoolean()) {
      steps.add(new Limit(OptionalInt.empty(), terms.limits(8)));
    }
    for (int card = 0; card < model.history().cards(); card++) {
      if (random.nextInt(5) < 3) {
        steps.add(new Limit(OptionalInt.of(card), terms.limits(5)));
      }
      if (random.nextInt(3) == 0) {
        steps.add(new Control(card, terms.controls()));
      }
      if (model.history().card(card).type() == CardType.PHYSICAL && random.nextBoolean()) {
        steps.add(new ChangeCard(card, Life.ACTIVATE));
      }
    }
    return steps;
  }

  /** What is tried next; what networks ask may come together. */
  List<Step> next() {
    int kind = random.nextInt(100);
    if (kind < 62) {
      int together = random.nextInt(3) == 0 ? TOGETHER : 1;
      return Stream.<Step>generate(this::ofNetwork).limit(together).toList();
    }
    if (kind < 76) {
      return List.of(new Wait(time()));
    }
    return random.nextInt(50) == 0 ? closing() : List.of(ofOwner());
  }

  private OfNetwork ofNetwork() {
    int kind = random.nextInt(64);
    if (kind < 29 || model.history().authorizations() == 0) {
      return new Buy(
          anyCard(),
          random.nextInt(12) == 0 ? 0 : amount(),
          random.nextInt(25) == 0 ? "EUR" : "GBP",
          terms.merchant(),
          random.nextInt(4) == 0,
          earlier());
    }
    if (kind < 32) {
      String currency = random.nextInt(8) == 0 ? "JPY" : "GBP";
      return new ForcePost(anyCard(), amount(), currency, terms.merchant(), earlier());
    }
    if (kind < 34) {
      return new Credit(anyCard(), amount(), random.nextInt(8) == 0 ? "JPY" : "GBP");
    }
    return toAuthorization(kind);
  }

  private OfNetwork toAuthorization(int kind) {
    int place = anyAuthorization();
    if (kind < 42) {
      return new Increase(place, amount(), earlier());
    }
    if (kind < 50) {
      return new Clear(place, amount(), random.nextInt(4) == 0);
    }
    if (kind < 55) {
      return new Reverse(place, upTo(model.history().authorization(place).count(Unit.HELD)));
    }
    if (kind < 60) {
      return new Refund(place, upTo(model.history().authorization(place).paid()));
    }
    return new Expire(place);
  }

  private Step ofOwner() {
    int kind = random.nextInt(100);
    if (kind < 20) {
      return new TopUp(random.nextInt(1, 3 * MOST));
    }
    if (kind < 32) {
      return new Withdraw(upTo(model.history().available()));
    }
    if (kind < 48) {
      return ofWallet();
    }
    if (kind < 66) {
      return new ChangeCard(anyCard(), oneOf(Life.values()));
    }
    if (kind < 74) {
      return new Replace(anyCard(), expiry(model.now()));
    }
    if (kind < 84) {
      return new ChangeHolder(random.nextInt(3) > 0);
    }
    if (kind < 93) {
      OptionalInt owner = random.nextBoolean() ? OptionalInt.of(anyCard()) : OptionalInt.empty();
      return new Limit(owner, terms.limits(owner.isEmpty() ? 8 : 5));
    }
    return new Control(anyCard(), terms.controls());
  }

  private Step ofWallet() {
    int kind = random.nextInt(4);
    return new ChangeWallet(kind == 0 ? Life.FREEZE : kind == 1 ? Life.CLOSE : Life.UNFREEZE);
  }

  /** Gives back all holds and takes out all money first, without which a wallet cannot close. */
  private List<Step> closing() {
    List<Step> steps = new ArrayList<>();
    for (int place = 0; place < model.history().authorizations(); place++) {
      int held = model.history().authorization(place).count(Unit.HELD);
      if (held > 0) {
        steps.add(new Reverse(place, held));
      }
    }
    long posted = model.history().posted();
    if (posted != 0) {
      steps.add(posted > 0 ? new Withdraw(posted) : new TopUp(-posted));
    }
    steps.add(new ChangeWallet(Life.CLOSE));
    return steps;
  }

  /** The last month of a card, which is not over yet, if it has one. */
  Optional<YearMonth> expiry(Instant now) {
    YearMonth month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
    return random.nextInt(3) == 0
        ? Optional.of(month.plusMonths(random.nextInt(3)))
        : Optional.empty();
  }

  private Duration time() {
    return switch (random.nextInt(8)) {
      case 0, 1 -> Duration.ofMinutes(random.nextInt(1, 60));
      case 2, 3, 4 -> Duration.ofMinutes(random.nextInt(1, 24 * 60));
      case 5 -> Duration.ofHours(random.nextInt(1, 24 * 5));
      case 6 -> Duration.ofDays(random.nextInt(1, 9));
      default -> Duration.ofDays(random.nextInt(7, 40));
    };
  }

  private Optional<Instant> earlier() {
    return random.nextInt(6) == 0 ? Optional.of(model.now().minus(time())) : Optional.empty();
  }

  private int anyCard() {
    return random.nextInt(model.history().cards());
  }

  /** Mostly one that still holds something. */
  private int anyAuthorization() {
    int all = model.history().authorizations();
    List<Integer> open =
        IntStream.range(0, all)
            .filter(place -> model.history().authorization(place).count(Unit.HELD) > 0)
            .boxed()
            .toList();
    return open.isEmpty() || random.nextInt(3) == 0
        ? random.nextInt(all)
        : open.get(random.nextInt(open.size()));
  }

  private long amount() {
    return random.nextInt(1, MOST);
  }

  /** An amount that mostly is at most this, and often exactly. */
  private long upTo(long most) {
    if (most < 1 || random.nextInt(8) == 0) {
      return amount();
    }
    return random.nextInt(3) == 0 ? most : random.nextLong(1, most + 1);
  }

  private <T> T oneOf(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
