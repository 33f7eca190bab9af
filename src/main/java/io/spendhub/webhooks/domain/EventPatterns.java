package io.spendhub.webhooks.domain;

import io.spendhub.shared.Refusal;
import io.spendhub.shared.Refusal.FieldError;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Which events a webhook hears of: by their names, by {@code subject.*}, or all of them. */
public final class EventPatterns {
  private static final String ALL = "*";
  private static final String ANY_OF_SUBJECT = ".*";

  /** The names of all events that there are in feeds; a test compares them with the program. */
  static final Set<String> KNOWN =
      Set.of(
          "authorization.approved",
          "authorization.cleared",
          "authorization.declined",
          "authorization.expired",
          "authorization.force_posted",
          "authorization.increment_declined",
          "authorization.incremented",
          "authorization.refund_unlinked",
          "authorization.refunded",
          "authorization.reversed",
          "authorization.verified",
          "campaign.activated",
          "campaign.codes_shown",
          "campaign.created",
          "campaign.ended",
          "campaign.generation_cancelled",
          "campaign.generation_failed",
          "campaign.generation_requested",
          "campaign.paused",
          "campaign.updated",
          "campaign.vouchers_generated",
          "campaign.vouchers_imported",
          "card.activated",
          "card.closed",
          "card.created",
          "card.frozen",
          "card.unfrozen",
          "card.updated",
          "limit.threshold_reached",
          "redemption.failed",
          "redemption.rolled_back",
          "redemption.succeeded",
          "voucher.disabled",
          "voucher.enabled",
          "voucher.expired",
          "voucher.holder_blocked",
          "voucher.holder_unblocked",
          "voucher.issued",
          "voucher.published",
          "voucher.reservation_expired",
          "voucher.reservation_released",
          "voucher.reserved",
          "voucher.shop_changed",
          "voucher.shop_deleted",
          "voucher.topped_up",
          "wallet.closed",
          "wallet.created",
          "wallet.frozen",
          "wallet.overdrawn",
          "wallet.topped_up",
          "wallet.transferred",
          "wallet.unfrozen",
          "wallet.updated",
          "wallet.withdrawn",
          "webhook.disabled");

  private static final Set<String> PATTERNS = patterns();

  private final Set<String> patterns;

  private EventPatterns(Set<String> patterns) {
    this.patterns = patterns;
  }

  private static Set<String> patterns() {
    Set<String> patterns = new TreeSet<>(KNOWN);
    KNOWN.forEach(name -> patterns.add(subjectOf(name) + ANY_OF_SUBJECT));
    patterns.add(ALL);
    return patterns;
  }

  /** Those that a caller chose; 400 {@code unknown_event} for what matches nothing there is. */
  public static EventPatterns chosen(List<String> patterns) {
    List<FieldError> unknown =
        IntStream.range(0, patterns.size())
            .filter(i -> !PATTERNS.contains(patterns.get(i)))
            .mapToObj(i -> new FieldError("/events/" + i, "unknown_event", "No such event."))
            .toList();
    if (!unknown.isEmpty()) {
      throw Refusal.invalidFields(unknown);
    }
    return kept(patterns);
  }

  /** Those that were kept, of which a later version may no longer know all. */
  public static EventPatterns kept(List<String> patterns) {
    return new EventPatterns(new LinkedHashSet<>(patterns));
  }

  public boolean match(String eventType) {
    return patterns.contains(ALL)
        || patterns.contains(eventType)
        || patterns.contains(subjectOf(eventType) + ANY_OF_SUBJECT);
  }

  private static String subjectOf(String eventType) {
    return eventType.substring(0, eventType.indexOf('.'));
  }

  /** In the order in which they were chosen, each once. */
  public List<String> names() {
    return List.copyOf(patterns);
  }
}
