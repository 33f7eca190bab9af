package io.spendhub.authorizations.command;

import io.spendhub.cards.CardControls;
import io.spendhub.cards.CardControls.Choice;
import io.spendhub.cards.MccGroup;
import io.spendhub.limits.LimitSpec;
import io.spendhub.limits.LimitWindow;
import io.spendhub.shared.Merchant;
import io.spendhub.shared.WeeklyHours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Makes up limits, controls, merchants and times, in zones whose clocks do odd things. */
final class AnyTerms {
  /** Days that were skipped, days without midnight, half hours, and clocks set back over it. */
  private static final List<String> ZONES =
      List.of(
          "UTC",
          "Europe/London",
          "America/Sao_Paulo",
          "Pacific/Apia",
          "Pacific/Kwajalein",
          "America/St_Johns",
          "America/Havana",
          "America/Asuncion",
          "Africa/Cairo",
          "Africa/Casablanca",
          "Asia/Beirut",
          "Asia/Gaza",
          "Asia/Kathmandu",
          "Australia/Lord_Howe",
          "Antarctica/Troll",
          "Pacific/Kiritimati");

  private static final Instant FIRST = Instant.parse("1993-01-01T00:00:00Z");

  /** Samoa leaves out a day; Newfoundland goes back over midnight a minute after it. */
  private static final Map<String, Instant> ODDEST =
      Map.of(
          "Pacific/Apia", Instant.parse("2011-12-30T10:00:00Z"),
          "America/St_Johns", Instant.parse("2010-11-07T02:31:00Z"));

  private static final int DAYS = 35 * 365;
  private static final List<String> NAMES =
      List.of("Corner Shop", " CORNER SHOP ", "Hilltop Hotel");
  private static final List<String> IDS = List.of("shop-1", "shop-2");
  private static final List<String> COUNTRIES = List.of("GB", "FR", "US");
  private static final List<String> TOLD_COUNTRIES =
      List.copyOf(SlowRules.COUNTRIES.keySet().stream().sorted().toList());
  private static final List<String> MCCS =
      List.copyOf(SlowRules.GROUPS.keySet().stream().sorted().toList());
  private static final List<MccGroup> MCC_GROUPS =
      List.of(MccGroup.GROCERIES, MccGroup.AIRLINES, MccGroup.FUEL, MccGroup.GAMBLING);

  private final RandomGenerator random;
  private final String zone;

  AnyTerms(RandomGenerator random) {
    this.random = random;
    this.zone = oneOf(ZONES);
  }

  /** Mostly near a change of the zone's clocks: within days, or within the hours that it moves. */
  Instant time() {
    Instant oddest = ODDEST.get(zone);
    if (oddest != null && random.nextBoolean()) {
      return around(oddest);
    }
    Instant any = FIRST.plus(Duration.ofDays(random.nextInt(DAYS)));
    ZoneOffsetTransition change = ZoneId.of(zone).getRules().nextTransition(any);
    return around(change == null || random.nextInt(4) == 0 ? any : change.getInstant());
  }

  private Instant around(Instant moment) {
    boolean close = random.nextBoolean();
    int minutes = close ? random.nextInt(-90, 90) : random.nextInt(-2 * 24 * 60, 24 * 60);
    return moment.plus(Duration.ofMinutes(minutes));
  }

  /** Up to three limits, each window once; by amounts of a few purchases. */
  List<LimitSpec> limits(int purchases) {
    Set<LimitWindow> windows = EnumSet.noneOf(LimitWindow.class);
    int wanted = random.nextInt(0, 4);
    while (windows.size() < wanted) {
      windows.add(oneOf(List.of(LimitWindow.values())));
    }
    List<LimitSpec> limits =
        new ArrayList<>(windows.stream().map(each -> limit(each, purchases)).toList());
    return random.nextBoolean() ? limits : limits.reversed();
  }

  private LimitSpec limit(LimitWindow window, int purchases) {
    boolean single = window == LimitWindow.PER_AUTHORIZATION;
    boolean counts = !single && random.nextInt(3) == 0;
    boolean bounds = !counts || random.nextBoolean();
    return new LimitSpec(
        window,
        bounds ? (long) random.nextInt(10, single ? 80 : 30 * purchases) : null,
        counts ? (long) random.nextInt(0, purchases + 1) : null,
        random.nextInt(4) == 0 ? oneOf(ZONES) : zone,
        window == LimitWindow.WEEKLY && random.nextBoolean()
            ? oneOf(List.of(DayOfWeek.values()))
            : null);
  }

  Merchant merchant() {
    return new Merchant(
        oneOf(NAMES),
        sometimes(MCCS),
        sometimes(TOLD_COUNTRIES),
        random.nextBoolean() ? Optional.empty() : sometimes(IDS));
  }

  CardControls controls() {
    return new CardControls(
        choice(MCCS),
        choice(MCC_GROUPS),
        choice(IDS),
        choice(COUNTRIES),
        random.nextInt(4) == 0 ? Optional.of(schedule()) : Optional.empty());
  }

  private WeeklyHours schedule() {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    Stream.of(DayOfWeek.values()).filter(day -> random.nextInt(5) > 0).forEach(days::add);
    LocalTime from = LocalTime.of(random.nextInt(24), 15 * random.nextInt(4));
    LocalTime to = random.nextInt(6) == 0 ? from : LocalTime.of(random.nextInt(24), 0);
    return new WeeklyHours(days, from, to, zone);
  }

  private <T> Optional<Choice<T>> choice(List<T> all) {
    return switch (random.nextInt(12)) {
      case 0 -> Optional.of(new Choice<>(Optional.of(some(all)), Optional.empty()));
      case 1 -> Optional.of(new Choice<>(Optional.empty(), Optional.of(some(all))));
      case 2 -> Optional.of(new Choice<>(Optional.of(some(all)), Optional.of(some(all))));
      default -> Optional.empty();
    };
  }

  private <T> Set<T> some(List<T> all) {
    Set<T> some = new HashSet<>();
    some.add(oneOf(all));
    all.stream().filter(each -> random.nextBoolean()).forEach(some::add);
    return some;
  }

  private <T> Optional<T> sometimes(List<T> all) {
    return random.nextInt(5) == 0 ? Optional.empty() : Optional.of(oneOf(all));
  }

  private <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
