package io.spendhub.authorizations.command;

import static io.spendhub.authorizations.DeclineCode.CARD_CLOSED;
import static io.spendhub.authorizations.DeclineCode.CARD_EXPIRED;
import static io.spendhub.authorizations.DeclineCode.CARD_FROZEN;
import static io.spendhub.authorizations.DeclineCode.CARD_NOT_ACTIVATED;
import static io.spendhub.authorizations.DeclineCode.COUNTRY_BLOCKED;
import static io.spendhub.authorizations.DeclineCode.CURRENCY_MISMATCH;
import static io.spendhub.authorizations.DeclineCode.HOLDER_INACTIVE;
import static io.spendhub.authorizations.DeclineCode.INSUFFICIENT_FUNDS;
import static io.spendhub.authorizations.DeclineCode.LIMIT_AMOUNT_EXCEEDED;
import static io.spendhub.authorizations.DeclineCode.LIMIT_COUNT_EXCEEDED;
import static io.spendhub.authorizations.DeclineCode.MCC_BLOCKED;
import static io.spendhub.authorizations.DeclineCode.MERCHANT_BLOCKED;
import static io.spendhub.authorizations.DeclineCode.OUTSIDE_SCHEDULE;
import static io.spendhub.authorizations.DeclineCode.SINGLE_USE_CONSUMED;
import static io.spendhub.authorizations.DeclineCode.WALLET_CLOSED;
import static io.spendhub.authorizations.DeclineCode.WALLET_FROZEN;

import io.spendhub.authorizations.DeclineCode;
import io.spendhub.authorizations.DeclineDetail;
import io.spendhub.authorizations.DeclineDetail.ExceededLimit;
import io.spendhub.authorizations.DeclineDetail.LimitOwner;
import io.spendhub.cards.CardControls.Choice;
import io.spendhub.cards.CardStatus;
import io.spendhub.cards.CardType;
import io.spendhub.cards.MccGroup;
import io.spendhub.limits.LimitSpec;
import io.spendhub.limits.LimitWindow;
import io.spendhub.shared.Merchant;
import io.spendhub.shared.WeeklyHours;
import io.spendhub.wallets.WalletStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The contract's rules of purchases, one after another, on the whole history. */
record SlowRules(SlowHistory history) {
  /** The groups of the codes that histories use; one of them is in none. */
  static final Map<String, Optional<MccGroup>> GROUPS =
      Map.of(
          "5411", Optional.of(MccGroup.GROCERIES),
          "3005", Optional.of(MccGroup.AIRLINES),
          "5541", Optional.of(MccGroup.FUEL),
          "7995", Optional.of(MccGroup.GAMBLING),
          "0763", Optional.empty());

  /** The countries that networks tell of here; one of them is in no standard. */
  static final Map<String, Optional<String>> COUNTRIES =
      Map.of(
          "GB", Optional.of("GB"),
          "826", Optional.of("GB"),
          "gbr", Optional.of("GB"),
          "FR", Optional.of("FR"),
          "US", Optional.of("US"),
          "XK", Optional.empty());

  /** How many days a hold lasts, where that is not seven. */
  static final Map<String, Integer> HOLD_DAYS = Map.of("3005", 30, "5541", 2);

  /** A rule that objects. */
  record Objection(DeclineCode code, Optional<DeclineDetail> detail) {}

  /**
   * What is decided on.
   *
   * @param at when it happens, for schedules
   * @param countedAt when the authorization counts, for limits
   * @param before what PER_AUTHORIZATION limits count already
   */
  record Question(
      int card,
      long amount,
      String currency,
      Merchant merchant,
      Instant now,
      Instant at,
      Instant countedAt,
      long before,
      boolean increment) {
    Question of(long other) {
      return new Question(card, other, currency, merchant, now, at, countedAt, before, increment);
    }
  }

  /** The least of what is asked, what is available, and what remains of every amount limit. */
  long affordable(Question asked) {
    long least = Math.min(asked.amount(), history.available());
    for (ExceededLimit limit : limits(asked)) {
      least = Math.min(least, limit.remainingAmount().orElse(least));
    }
    return least;
  }

  /** Every rule that objects, in the contract's order. */
  List<Objection> objections(Question asked) {
    Merchant merchant = asked.merchant();
    var controls = history.controls(asked.card());
    CardStatus status = history.cardStatus(asked.card());
    List<Objection> found = new ArrayList<>();
    when(found, WALLET_CLOSED, history.wallet() == WalletStatus.CLOSED);
    when(found, WALLET_FROZEN, history.wallet() == WalletStatus.FROZEN);
    when(found, HOLDER_INACTIVE, !history.holderActive());
    when(found, CARD_CLOSED, status == CardStatus.CLOSED);
    when(found, CARD_FROZEN, status == CardStatus.FROZEN);
    when(found, CARD_NOT_ACTIVATED, status == CardStatus.PENDING_ACTIVATION);
    when(found, CARD_EXPIRED, expired(asked));
    when(found, CURRENCY_MISMATCH, !asked.currency().equals("GBP"));
    when(
        found,
        MERCHANT_BLOCKED,
        blocks(controls.merchantId(), merchant.id()) || lockedToAnother(asked));
    when(
        found,
        MCC_BLOCKED,
        blocks(controls.mcc(), merchant.mcc())
            || blocks(controls.mccGroup(), merchant.mcc().flatMap(GROUPS::get)));
    when(
        found,
        COUNTRY_BLOCKED,
        blocks(controls.country(), merchant.country().flatMap(SlowRules::country)));
    when(
        found,
        OUTSIDE_SCHEDULE,
        controls.schedule().filter(hours -> !open(hours, asked.at())).isPresent());
    when(found, SINGLE_USE_CONSUMED, !asked.increment() && consumed(asked));
    boolean paysSomething = asked.amount() > 0;
    exceeded(
            asked,
            limit ->
                paysSomething && asked.amount() > limit.remainingAmount().orElse(asked.amount()))
        .ifPresent(limit -> found.add(because(LIMIT_AMOUNT_EXCEEDED, limit)));
    exceeded(asked, limit -> !asked.increment() && limit.remainingCount().orElse(1) < 1)
        .ifPresent(limit -> found.add(because(LIMIT_COUNT_EXCEEDED, limit)));
    if (paysSomething && asked.amount() > history.available()) {
      OptionalLong available = OptionalLong.of(history.available());
      found.add(
          new Objection(
              INSUFFICIENT_FUNDS,
              Optional.of(new DeclineDetail(Optional.empty(), available, Optional.empty()))));
    }
    return found;
  }

  private static void when(List<Objection> found, DeclineCode code, boolean applies) {
    if (applies) {
      found.add(new Objection(code, Optional.empty()));
    }
  }

  private static Objection because(DeclineCode code, ExceededLimit limit) {
    return new Objection(
        code,
        Optional.of(new DeclineDetail(Optional.of(limit), OptionalLong.empty(), Optional.empty())));
  }

  private Optional<ExceededLimit> exceeded(Question asked, Predicate<ExceededLimit> passes) {
    return limits(asked).stream().filter(passes).findFirst();
  }

  /** The card's limits before the wallet's. */
  private List<ExceededLimit> limits(Question asked) {
    OptionalInt line = OptionalInt.of(history.card(asked.card()).line());
    return Stream.concat(
            limits(asked, line, LimitOwner.CARD),
            limits(asked, OptionalInt.empty(), LimitOwner.WALLET))
        .toList();
  }

  private Stream<ExceededLimit> limits(Question asked, OptionalInt line, LimitOwner owner) {
    return history.limits(line).stream()
        .map(
            limit -> {
              List<Integer> counted = history.countedBy(line, limit, asked.countedAt());
              long used =
                  limit.window() == LimitWindow.PER_AUTHORIZATION
                      ? asked.before()
                      : counted.stream().mapToLong(history::counted).sum();
              return new ExceededLimit(
                  owner,
                  limit.window(),
                  beginning(limit, asked),
                  bound(limit.amount()),
                  used,
                  remaining(limit.amount(), used),
                  bound(limit.count()),
                  counted.size(),
                  remaining(limit.count(), counted.size()));
            });
  }

  private static Optional<Instant> beginning(LimitSpec limit, Question asked) {
    boolean endless =
        limit.window() == LimitWindow.PER_AUTHORIZATION || limit.window() == LimitWindow.LIFETIME;
    return endless
        ? Optional.empty()
        : Optional.of(SlowHistory.calendar(limit).start(limit.window(), asked.countedAt()));
  }

  static OptionalLong bound(@Nullable Long most) {
    return most == null ? OptionalLong.empty() : OptionalLong.of(most);
  }

  static OptionalLong remaining(@Nullable Long most, long used) {
    return most == null ? OptionalLong.empty() : OptionalLong.of(used > most ? 0 : most - used);
  }

  private boolean expired(Question asked) {
    YearMonth everywhere = YearMonth.from(asked.now().atOffset(ZoneOffset.ofHours(-12)));
    return history.card(asked.card()).expiry().filter(everywhere::isAfter).isPresent();
  }

  private boolean consumed(Question asked) {
    var card = history.card(asked.card());
    return card.type() == CardType.SINGLE_USE && history.firstMerchant(card.line()).isPresent();
  }

  private boolean lockedToAnother(Question asked) {
    var card = history.card(asked.card());
    return card.type() == CardType.MERCHANT_LOCKED
        && history
            .firstMerchant(card.line())
            .filter(first -> !same(first, asked.merchant()))
            .isPresent();
  }

  private static Optional<String> country(String told) {
    return Objects.requireNonNull(COUNTRIES.get(told));
  }

  private static boolean same(Merchant one, Merchant other) {
    if (one.id().isPresent() || other.id().isPresent()) {
      return one.id().equals(other.id());
    }
    return one.name().trim().equalsIgnoreCase(other.name().trim())
        && one.country()
            .map(told -> country(told).orElse(told))
            .equals(other.country().map(told -> country(told).orElse(told)));
  }

  private static <T> boolean blocks(Optional<Choice<T>> choice, Optional<T> told) {
    if (choice.isEmpty()) {
      return false;
    }
    Optional<Set<T>> allowed = choice.get().allow();
    Optional<Set<T>> denied = choice.get().deny();
    if (told.isEmpty()) {
      return allowed.isPresent();
    }
    boolean isDenied = denied.isPresent() && denied.get().contains(told.get());
    boolean isLeftOut = allowed.isPresent() && !allowed.get().contains(told.get());
    return isDenied || isLeftOut;
  }

  /** Whether an hour that began today or yesterday has not ended. */
  private static boolean open(WeeklyHours hours, Instant at) {
    LocalDateTime wall = LocalDateTime.ofInstant(at, ZoneId.of(hours.timezone()));
    for (LocalDate day : List.of(wall.toLocalDate().minusDays(1), wall.toLocalDate())) {
      LocalDateTime from = day.atTime(hours.from());
      LocalDateTime to = day.atTime(hours.to());
      if (!to.isAfter(from)) {
        to = to.plusDays(1);
      }
      if (hours.weekdays().contains(day.getDayOfWeek())
          && !wall.isBefore(from)
          && wall.isBefore(to)) {
        return true;
      }
    }
    return false;
  }
}
