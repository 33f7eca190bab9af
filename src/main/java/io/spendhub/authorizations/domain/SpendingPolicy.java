package io.spendhub.authorizations.domain;

import io.spendhub.authorizations.AuthorizationCommand.Purchase;
import io.spendhub.authorizations.DeclineCode;
import io.spendhub.authorizations.DeclineDetail;
import io.spendhub.authorizations.DeclineDetail.LimitOwner;
import io.spendhub.authorizations.domain.Verdict.Approved;
import io.spendhub.authorizations.domain.Verdict.Declined;
import io.spendhub.cards.CardState;
import io.spendhub.cards.CardStatus;
import io.spendhub.limits.LimitUsage;
import io.spendhub.shared.Merchant;
import io.spendhub.vouchers.CardOffer.Refused;
import io.spendhub.wallets.WalletStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Decides purchases. The rules stand in the contract's order of precedence, and the first that
 * objects gives the answer.
 */
public final class SpendingPolicy {
  private SpendingPolicy() {}

  /** One rule: a decline, or nothing to object. */
  @FunctionalInterface
  private interface Rule {
    Optional<Declined> objection(SpendingFacts facts, Purchase purchase);
  }

  private static final List<Rule> ON_STATE =
      List.of(
          rule(DeclineCode.WALLET_CLOSED, facts -> isWallet(facts, WalletStatus.CLOSED)),
          rule(DeclineCode.WALLET_FROZEN, facts -> isWallet(facts, WalletStatus.FROZEN)),
          rule(DeclineCode.HOLDER_INACTIVE, facts -> !facts.holderActive()),
          rule(DeclineCode.CARD_CLOSED, facts -> isCard(facts, CardStatus.CLOSED)),
          rule(DeclineCode.CARD_FROZEN, facts -> isCard(facts, CardStatus.FROZEN)),
          rule(
              DeclineCode.CARD_NOT_ACTIVATED,
              facts -> isCard(facts, CardStatus.PENDING_ACTIVATION)),
          rule(DeclineCode.CARD_EXPIRED, facts -> facts.card().expired(facts.now())),
          SpendingPolicy::inAnotherCurrency);

  private static final List<Rule> ON_MERCHANT =
      List.of(
          blocked(
              DeclineCode.MERCHANT_BLOCKED,
              (card, merchant) ->
                  card.controls().permitMerchant(merchant) && !card.lockedAgainst(merchant)),
          blocked(
              DeclineCode.MCC_BLOCKED,
              (card, merchant) -> card.controls().permitCategory(merchant)),
          blocked(
              DeclineCode.COUNTRY_BLOCKED,
              (card, merchant) -> card.controls().permitCountry(merchant)),
          rule(
              DeclineCode.OUTSIDE_SCHEDULE,
              facts -> !facts.card().controls().permitTime(facts.occurredAt())));

  private static final List<Rule> ON_FIRST_USE =
      List.of(rule(DeclineCode.SINGLE_USE_CONSUMED, facts -> facts.card().consumed()));

  private static final List<Rule> ON_PURCHASE =
      inOrder(
          List.of(
              ON_STATE,
              ON_MERCHANT,
              ON_FIRST_USE,
              List.of(
                  SpendingPolicy::withoutItsVoucher,
                  SpendingPolicy::overAnAmountLimit,
                  SpendingPolicy::overACountLimit,
                  SpendingPolicy::beyondTheFunds)));

  private static final List<Rule> ON_INCREMENT =
      inOrder(
          List.of(
              ON_STATE,
              ON_MERCHANT,
              List.of(SpendingPolicy::overAnAmountLimit, SpendingPolicy::beyondTheFunds)));

  private static List<Rule> inOrder(List<List<Rule>> groups) {
    return groups.stream().flatMap(List::stream).toList();
  }

  /**
   * Decides a purchase. One of nothing verifies the account: it is within every limit of amount,
   * and any wallet can pay it, so that all other rules are left to object.
   *
   * @param partially whether less than the whole may be approved: then as much as the wallet has
   *     and every limit leaves, if that is anything
   */
  public static Verdict decide(SpendingFacts facts, Purchase purchase, boolean partially) {
    Purchase asked = partially ? reduced(facts, purchase) : purchase;
    return objections(ON_PURCHASE, facts, asked)
        .map(Verdict.class::cast)
        .findFirst()
        .orElse(new Approved(asked.amount()));
  }

  /**
   * Decides whether more may be held for a purchase: by every rule except counts and single use.
   *
   * @param facts in which what the purchase counts already is used of PER_AUTHORIZATION limits
   * @param more the purchase with the amount that is added
   */
  public static Verdict decideIncrement(SpendingFacts facts, Purchase more) {
    return objections(ON_INCREMENT, facts, more)
        .map(Verdict.class::cast)
        .findFirst()
        .orElse(new Approved(more.amount()));
  }

  /** Every rule that objects to a purchase, in the order of precedence. */
  public static List<Declined> reasons(SpendingFacts facts, Purchase purchase, boolean partially) {
    Purchase asked = partially ? reduced(facts, purchase) : purchase;
    return objections(ON_PURCHASE, facts, asked).toList();
  }

  /** The part of a purchase that can be paid; all of it where nothing can, to say why. */
  private static Purchase reduced(SpendingFacts facts, Purchase purchase) {
    long amount = affordable(facts, purchase.amount());
    return amount > 0 ? purchase.withAmount(amount) : purchase;
  }

  private static long affordable(SpendingFacts facts, long requested) {
    long allowed =
        LongStream.concat(
                LongStream.of(requested), limits(facts).mapToLong(LimitUsage::remainingAmount))
            .min()
            .orElse(requested);
    return covered(facts, allowed) ? allowed : mostCovered(facts, allowed);
  }

  /** The most that the wallet can pay together with the voucher, which never pays less of more. */
  private static long mostCovered(SpendingFacts facts, long tooMuch) {
    long enough = 0;
    long over = tooMuch;
    while (over - enough > 1) {
      long middle = enough + (over - enough) / 2;
      if (covered(facts, middle)) {
        enough = middle;
      } else {
        over = middle;
      }
    }
    return enough;
  }

  /** Where a voucher pays all of it, a wallet below zero is asked for nothing. */
  private static boolean covered(SpendingFacts facts, long amount) {
    return amount - facts.paidByVoucher(amount) <= Math.max(0, facts.available());
  }

  private static Stream<Declined> objections(
      List<Rule> rules, SpendingFacts facts, Purchase purchase) {
    return rules.stream().flatMap(rule -> rule.objection(facts, purchase).stream());
  }

  private static Rule blocked(DeclineCode code, BiPredicate<CardState, Merchant> permits) {
    return (facts, purchase) ->
        permits.test(facts.card(), purchase.merchant())
            ? Optional.empty()
            : Optional.of(Declined.because(code));
  }

  private static Rule rule(DeclineCode code, Predicate<SpendingFacts> applies) {
    return (facts, purchase) ->
        applies.test(facts) ? Optional.of(Declined.because(code)) : Optional.empty();
  }

  private static boolean isWallet(SpendingFacts facts, WalletStatus status) {
    return facts.wallet().status() == status;
  }

  private static boolean isCard(SpendingFacts facts, CardStatus status) {
    return facts.card().status() == status;
  }

  private static Optional<Declined> inAnotherCurrency(SpendingFacts facts, Purchase purchase) {
    return facts.wallet().currency().equals(purchase.currency())
        ? Optional.empty()
        : Optional.of(Declined.because(DeclineCode.CURRENCY_MISMATCH));
  }

  private static Optional<Declined> withoutItsVoucher(SpendingFacts facts, Purchase purchase) {
    return facts
        .voucher()
        .filter(Refused.class::isInstance)
        .map(Refused.class::cast)
        .map(
            refused ->
                Declined.because(
                    DeclineCode.VOUCHER_REFUSED,
                    DeclineDetail.ofVoucher(refused.code(), refused.detail())));
  }

  private static Optional<Declined> overAnAmountLimit(SpendingFacts facts, Purchase purchase) {
    return exceeded(
        facts, DeclineCode.LIMIT_AMOUNT_EXCEEDED, limit -> limit.allowsAmount(purchase.amount()));
  }

  private static Optional<Declined> overACountLimit(SpendingFacts facts, Purchase purchase) {
    return exceeded(facts, DeclineCode.LIMIT_COUNT_EXCEEDED, LimitUsage::allowsOneMore);
  }

  private static Optional<Declined> beyondTheFunds(SpendingFacts facts, Purchase purchase) {
    return covered(facts, purchase.amount())
        ? Optional.empty()
        : Optional.of(
            Declined.because(
                DeclineCode.INSUFFICIENT_FUNDS, DeclineDetail.ofAvailable(facts.available())));
  }

  /** The card's limits come before the wallet's. */
  private static Optional<Declined> exceeded(
      SpendingFacts facts, DeclineCode code, Predicate<LimitUsage> allows) {
    return exceeded(LimitOwner.CARD, facts.cardLimits(), code, allows)
        .or(() -> exceeded(LimitOwner.WALLET, facts.walletLimits(), code, allows));
  }

  private static Optional<Declined> exceeded(
      LimitOwner owner, List<LimitUsage> limits, DeclineCode code, Predicate<LimitUsage> allows) {
    return limits.stream()
        .filter(allows.negate())
        .findFirst()
        .map(limit -> Declined.because(code, DeclineDetail.of(owner, limit)));
  }

  private static Stream<LimitUsage> limits(SpendingFacts facts) {
    return Stream.concat(facts.cardLimits().stream(), facts.walletLimits().stream());
  }
}
