package io.spendhub.testing;

import io.spendhub.authorizations.AuthorizationCommand.Purchase;
import io.spendhub.authorizations.domain.SpendingFacts;
import io.spendhub.authorizations.domain.SpendingPolicy;
import io.spendhub.authorizations.domain.Verdict;
import io.spendhub.authorizations.domain.Verdict.Declined;
import io.spendhub.shared.Merchant;
import java.util.List;
import java.util.Optional;

/** A try to buy something, for the whole price unless a part of it would do. */
public record Attempt(Price price, Merchant merchant, Manner manner) {
  /** A grocer, where a test does not say where the purchase is made. */
  public static final Merchant SHOP =
      new Merchant("Corner Shop", Optional.of("5411"), Optional.of("GB"), Optional.of("shop-1"));

  /** How much of the price is asked for, and to what it is added. */
  public enum Manner {
    WHOLE,
    IN_PART,
    INCREMENT
  }

  public static Attempt authorizing(Price price) {
    return new Attempt(price, SHOP, Manner.WHOLE);
  }

  /** As much of the price as is allowed will do. */
  public static Attempt authorizingUpTo(Price price) {
    return new Attempt(price, SHOP, Manner.IN_PART);
  }

  /** The price is added to a purchase that was approved before. */
  public static Attempt incrementingBy(Price price) {
    return new Attempt(price, SHOP, Manner.INCREMENT);
  }

  public Attempt in(String currency) {
    return new Attempt(new Price(price.amount(), currency), merchant, manner);
  }

  public Attempt at(Merchant other) {
    return new Attempt(price, other, manner);
  }

  public Purchase purchase() {
    return new Purchase(
        GivenCard.CARD, GivenCard.WALLET, price.amount(), price.currency(), merchant);
  }

  Verdict decidedOn(SpendingFacts facts) {
    return switch (manner) {
      case WHOLE -> SpendingPolicy.decide(facts, purchase(), false);
      case IN_PART -> SpendingPolicy.decide(facts, purchase(), true);
      case INCREMENT -> SpendingPolicy.decideIncrement(facts, purchase());
    };
  }

  List<Declined> previewedOn(SpendingFacts facts) {
    return switch (manner) {
      case WHOLE -> SpendingPolicy.reasons(facts, purchase(), false);
      case IN_PART -> SpendingPolicy.reasons(facts, purchase(), true);
      case INCREMENT -> throw new IllegalStateException("increments are not previewed");
    };
  }
}
