package io.spendhub.cards;

import io.spendhub.shared.Merchant;
import io.spendhub.shared.WeeklyHours;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Where and when a card may be used. Deny beats allow; an attribute that the merchant does not name
 * fails an allow list and passes a deny list.
 */
public record CardControls(
    Optional<Choice<String>> mcc,
    Optional<Choice<MccGroup>> mccGroup,
    Optional<Choice<String>> merchantId,
    Optional<Choice<String>> country,
    Optional<WeeklyHours> schedule) {

  public static final CardControls NONE =
      new CardControls(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** What is allowed and what is denied; at least one of the two is given. */
  public record Choice<T>(Optional<Set<T>> allow, Optional<Set<T>> deny) {
    boolean permits(Optional<T> attribute) {
      boolean denied = attribute.isPresent() && deny.orElse(Set.of()).contains(attribute.get());
      boolean allowed =
          allow.isEmpty() || attribute.filter(value -> allow.get().contains(value)).isPresent();
      return allowed && !denied;
    }
  }

  public boolean permitMerchant(Merchant merchant) {
    return permits(merchantId, merchant.id());
  }

  /** Whether the category may be used, by its code and by its group. */
  public boolean permitCategory(Merchant merchant) {
    return permits(mcc, merchant.mcc()) && permits(mccGroup, merchant.mcc().flatMap(MccGroup::of));
  }

  public boolean permitCountry(Merchant merchant) {
    return permits(country, merchant.understoodCountry());
  }

  public boolean permitTime(Instant at) {
    return schedule.isEmpty() || schedule.get().permits(at);
  }

  private static <T> boolean permits(Optional<Choice<T>> choice, Optional<T> attribute) {
    return choice.isEmpty() || choice.get().permits(attribute);
  }
}
