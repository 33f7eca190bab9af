package io.spendhub.platform.http.lists;

import io.spendhub.shared.Refusal;
import java.util.Optional;

/** Query parameters that are true or false; Java would take every other text for false. */
public final class Flag {
  private Flag() {}

  /**
   * Whether a parameter says true; false unless given.
   *
   * @throws Refusal 400 for another text than true and false
   */
  public static boolean of(String parameter, Optional<String> text) {
    return switch (text.orElse("false")) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw Refusal.invalidField(
              parameter, "wrong_format", parameter + " must be true or false.");
    };
  }
}
