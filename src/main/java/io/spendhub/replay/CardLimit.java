package io.spendhub.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendhub.replay.client.Json;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A limit that every card of a replay gets.
 *
 * @param amount in minor units of the card's own currency
 */
public record CardLimit(String window, long amount) {
  private static final Set<String> WINDOWS =
      Set.of("PER_AUTHORIZATION", "DAILY", "WEEKLY", "MONTHLY", "YEARLY", "LIFETIME");
  private static final Pattern FORM = Pattern.compile("([A-Z_]+)=([1-9][0-9]{0,17})");

  /**
   * Reads {@code WINDOW=AMOUNT}.
   *
   * @throws IllegalArgumentException if it is none
   */
  static CardLimit parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches() || !WINDOWS.contains(parts.group(1))) {
      throw new IllegalArgumentException("\"" + text + "\" is not a limit such as DAILY=50000");
    }
    return new CardLimit(parts.group(1), Long.parseLong(parts.group(2)));
  }

  ObjectNode toJson() {
    return Json.object().put("window", window).put("amount", amount);
  }

  @Override
  public String toString() {
    return window + "=" + amount;
  }
}
