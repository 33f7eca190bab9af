package io.spendhub.vouchers.campaigns.domain;

import io.spendhub.shared.CardNumbers;
import io.spendhub.shared.Refusal.FieldError;
import io.spendhub.vouchers.campaigns.Rule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One look at a rule that a caller stated, part by part. */
final class RuleCheck {
  static final int DEEPEST = 8;
  static final int MOST_PARTS = 100;
  static final int MOST_TEXTS = 500;
  static final int LONGEST_TEXT = 500;
  static final int LONGEST_MESSAGE = 255;

  /** Each decision, each list and each event of a campaign carries its rules along. */
  static final int MOST_CHARACTERS = 20_000;

  private final String pointer;
  private final List<FieldError> errors;
  private int parts;
  private int characters;

  RuleCheck(String pointer, List<FieldError> errors) {
    this.pointer = pointer;
    this.errors = errors;
  }

  void check(Rule rule) {
    check(rule, pointer, 1);
    if (parts > MOST_PARTS) {
      fault(pointer, "too_many", "A rule has at most " + MOST_PARTS + " conditions in all.");
    }
    if (characters > MOST_CHARACTERS) {
      fault(pointer, "too_long", "A rule has at most " + MOST_CHARACTERS + " characters in all.");
    }
  }

  private void check(@Nullable Rule rule, String at, int depth) {
    if (rule == null) {
      fault(at, "required", "A condition is required.");
      return;
    }
    if (++parts > MOST_PARTS) {
      return;
    }
    if (depth > DEEPEST) {
      fault(at, "too_deep", "Conditions are nested at most " + DEEPEST + " deep.");
      return;
    }
    checkForm(rule, at);
    rule.message().ifPresent(message -> checkPlain(message, LONGEST_MESSAGE, at + "/message"));
    rule.all().ifPresent(all -> checkEach(all, at + "/all", depth));
    rule.any().ifPresent(any -> checkEach(any, at + "/any", depth));
    rule.not().ifPresent(not -> check(not, at + "/not", depth + 1));
    rule.fact().ifPresent(fact -> checkTests(rule, fact, at));
  }

  private void checkForm(Rule rule, String at) {
    long forms =
        Stream.of(rule.all(), rule.any(), rule.not(), rule.fact())
            .filter(Optional::isPresent)
            .count();
    if (forms != 1) {
      fault(
          at,
          forms == 0 ? "required" : "not_allowed",
          "A condition is exactly one of all, any, not and fact.");
    }
    if (rule.fact().isEmpty()) {
      String reason = "Only a fact is tested.";
      refuse(rule.atLeast(), at + "/atLeast", reason);
      refuse(rule.atMost(), at + "/atMost", reason);
      refuse(rule.oneOf(), at + "/oneOf", reason);
      refuse(rule.exists(), at + "/exists", reason);
    }
  }

  private void checkEach(List<Rule> list, String at, int depth) {
    if (list.isEmpty()) {
      fault(at, "empty", "At least one condition is required.");
    }
    for (int i = 0; i < list.size() && parts <= MOST_PARTS; i++) {
      check(list.get(i), at + "/" + i, depth + 1);
    }
  }

  private void checkTests(Rule rule, String fact, String at) {
    if (FactNames.isNumber(fact)) {
      checkNumber(rule, at);
    } else if (FactNames.isText(fact)) {
      checkPlain(fact, LONGEST_TEXT, at + "/fact");
      checkText(rule, at);
    } else {
      fault(at + "/fact", "unknown_value", "There is no such fact.");
    }
  }

  private void checkNumber(Rule rule, String at) {
    String reason = "A number is tested by atLeast and atMost.";
    refuse(rule.oneOf(), at + "/oneOf", reason);
    refuse(rule.exists(), at + "/exists", reason);
    if (rule.atLeast().isEmpty() && rule.atMost().isEmpty()) {
      fault(at, "required", reason);
    }
    if (rule.atLeast().orElse(0L) < 0) {
      fault(at + "/atLeast", "out_of_range", "A bound is at least 0.");
    }
    if (rule.atMost().orElse(Long.MAX_VALUE) < Math.max(0, rule.atLeast().orElse(0L))) {
      fault(at + "/atMost", "out_of_range", "atMost is at least 0 and not below atLeast.");
    }
  }

  private void checkText(Rule rule, String at) {
    String reason = "A text is tested by either oneOf or exists.";
    refuse(rule.atLeast(), at + "/atLeast", reason);
    refuse(rule.atMost(), at + "/atMost", reason);
    if (rule.oneOf().isPresent() == rule.exists().isPresent()) {
      fault(at, rule.oneOf().isEmpty() ? "required" : "not_allowed", reason);
    }
    rule.oneOf().ifPresent(texts -> checkTexts(texts, at + "/oneOf"));
  }

  private void checkTexts(List<String> texts, String at) {
    if (texts.isEmpty() || texts.size() > MOST_TEXTS) {
      fault(at, "wrong_size", "One to " + MOST_TEXTS + " texts are possible.");
      return;
    }
    for (int i = 0; i < texts.size(); i++) {
      checkPlain(texts.get(i), LONGEST_TEXT, at + "/" + i);
    }
  }

  private void checkPlain(@Nullable String text, int longest, String at) {
    characters += text == null ? 0 : text.length();
    if (text == null || text.isBlank()) {
      fault(at, "blank", "The text must not be blank.");
    } else if (text.codePointCount(0, text.length()) > longest) {
      fault(at, "too_long", "At most " + longest + " characters are allowed.");
    } else if (CardNumbers.containsCardNumber(text)) {
      fault(at, "card_number", "A card number must not be stored here.");
    }
  }

  private void refuse(Optional<?> test, String at, String reason) {
    if (test.isPresent()) {
      fault(at, "not_allowed", reason);
    }
  }

  private void fault(String at, String code, String detail) {
    errors.add(new FieldError(at, code, detail));
  }
}
