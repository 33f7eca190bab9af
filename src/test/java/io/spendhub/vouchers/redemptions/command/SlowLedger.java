package io.spendhub.vouchers.redemptions.command;

import io.spendhub.vouchers.VoucherUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All that happened to vouchers; every figure goes through all of it again. */
final class SlowLedger {
  record Issued(int campaign, long amount, Optional<Instant> expiresAt) {}

  record Given(int voucher, String holder, Optional<Instant> until, Optional<String> source) {}

  record Moved(int thing, long amount) {}

  record Redeemed(
      int voucher,
      Optional<String> holder,
      Optional<String> order,
      long amount,
      OptionalInt wallet) {}

  record Reserved(int voucher, VoucherUse use, long amount, Instant until) {}

  final List<Plan> plans;
  final List<Issued> issued = new ArrayList<>();
  final List<Given> given = new ArrayList<>();
  final List<Moved> topUps = new ArrayList<>();
  final List<Moved> collected = new ArrayList<>();
  final List<Redeemed> redeemed = new ArrayList<>();
  final List<Moved> givenBack = new ArrayList<>();
  final List<Reserved> reserved = new ArrayList<>();
  final Set<Integer> redeemedReservations = new HashSet<>();
  final Set<Integer> endedReservations = new HashSet<>();
  final List<Moved> spent = new ArrayList<>();
  final Set<Integer> disabled = new HashSet<>();

  SlowLedger(List<Plan> plans) {
    this.plans = plans;
  }

  Plan planOf(int voucher) {
    return plans.get(issued.get(voucher).campaign());
  }

  boolean carries(int voucher) {
    return planOf(voucher).carries();
  }

  IntStream vouchersOf(int campaign) {
    return IntStream.range(0, issued.size())
        .filter(voucher -> issued.get(voucher).campaign() == campaign);
  }

  Optional<Given> gift(int voucher) {
    return given.stream().filter(each -> each.voucher() == voucher).findFirst();
  }

  Optional<String> holder(int voucher) {
    return gift(voucher).map(Given::holder);
  }

  Optional<Instant> expiresAt(int voucher) {
    return issued.get(voucher).expiresAt().or(() -> gift(voucher).flatMap(Given::until));
  }

  long kept(int redemption) {
    return redeemed.get(redemption).amount() - of(givenBack, redemption);
  }

  /** A redemption of nothing is given back by giving back nothing. */
  boolean isReturned(int redemption) {
    return kept(redemption) == 0 && givenBack.stream().anyMatch(each -> each.thing() == redemption);
  }

  boolean isOpen(int reservation) {
    return !endedReservations.contains(reservation) && !redeemedReservations.contains(reservation);
  }

  IntStream redemptions() {
    return IntStream.range(0, redeemed.size());
  }

  IntStream counting() {
    return redemptions().filter(each -> !isReturned(each));
  }

  IntStream open() {
    return IntStream.range(0, reserved.size()).filter(this::isOpen);
  }

  long usesOf(int voucher) {
    return counting().filter(each -> redeemed.get(each).voucher() == voucher).count();
  }

  long reservationsOf(int voucher) {
    return open().filter(each -> reserved.get(each).voucher() == voucher).count();
  }

  long usesBy(int campaign, String holder) {
    return counting()
        .filter(each -> campaignOf(redeemed.get(each).voucher()) == campaign)
        .filter(each -> redeemed.get(each).holder().equals(Optional.of(holder)))
        .count();
  }

  long reservationsBy(int campaign, String holder) {
    return open()
        .filter(each -> campaignOf(reserved.get(each).voucher()) == campaign)
        .filter(each -> reserved.get(each).use().holder().equals(Optional.of(holder)))
        .count();
  }

  int campaignOf(int voucher) {
    return issued.get(voucher).campaign();
  }

  long amount(int voucher) {
    return issued.get(voucher).amount() + of(topUps, voucher);
  }

  long balance(int voucher) {
    return carries(voucher) ? amount(voucher) - of(collected, voucher) - spentOf(voucher) : 0;
  }

  long spentOf(int voucher) {
    return redemptions()
        .filter(each -> redeemed.get(each).voucher() == voucher)
        .mapToLong(this::kept)
        .sum();
  }

  long keptOf(int voucher) {
    return open()
        .filter(each -> reserved.get(each).voucher() == voucher)
        .mapToLong(each -> reserved.get(each).amount())
        .sum();
  }

  /** What of its balance nobody has reserved. */
  long free(int voucher) {
    return balance(voucher) - keptOf(voucher);
  }

  /** The vouchers on an order and what each pays, but for a reservation. */
  List<Moved> on(Optional<String> order, OptionalInt but, Instant now) {
    if (order.isEmpty()) {
      return List.of();
    }
    return Stream.concat(
            counting()
                .filter(each -> redeemed.get(each).order().equals(order))
                .mapToObj(each -> new Moved(redeemed.get(each).voucher(), kept(each))),
            open()
                .filter(each -> !but.equals(OptionalInt.of(each)))
                .filter(each -> orderOf(reserved.get(each).use()).equals(order))
                .filter(each -> now.isBefore(reserved.get(each).until()))
                .mapToObj(
                    each -> new Moved(reserved.get(each).voucher(), reserved.get(each).amount())))
        .toList();
  }

  static Optional<String> orderOf(VoucherUse use) {
    return use.order().isEmpty() ? Optional.empty() : use.order().get().id();
  }

  long wallet(int wallet) {
    return counting()
            .filter(each -> redeemed.get(each).wallet().equals(OptionalInt.of(wallet)))
            .mapToLong(this::kept)
            .sum()
        - of(spent, wallet);
  }

  long sum(int campaign, IntToLongFunction figure) {
    return vouchersOf(campaign).mapToLong(figure).sum();
  }

  static long of(List<Moved> moves, int thing) {
    return moves.stream().filter(each -> each.thing() == thing).mapToLong(Moved::amount).sum();
  }
}
