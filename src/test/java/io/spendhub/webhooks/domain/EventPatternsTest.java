package io.spendhub.webhooks.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendhub.shared.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventPatternsTest {
  @Test
  void a_name_a_subject_or_all_can_be_chosen() {
    assertThat(matches("wallet.created", "wallet.created")).isTrue();
    assertThat(matches("wallet.created", "wallet.closed")).isFalse();
    assertThat(matches("wallet.*", "wallet.closed")).isTrue();
    assertThat(matches("wallet.*", "card.closed")).isFalse();
    assertThat(matches("*", "card.closed")).isTrue();
    assertThat(EventPatterns.chosen(List.of("card.closed", "wallet.*", "card.closed")).names())
        .containsExactly("card.closed", "wallet.*");
  }

  private static boolean matches(String pattern, String event) {
    return EventPatterns.chosen(List.of(pattern)).match(event);
  }

  @Test
  void what_matches_nothing_is_refused_one_by_one() {
    assertThatThrownBy(
            () ->
                EventPatterns.chosen(
                    List.of(
                        "wallet.opened", "*", "purse.*", "wallet", "wallet.c*", "webhook.test")))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal ->
                assertThat(refusal.errors())
                    .extracting(error -> error.pointer() + " " + error.code())
                    .containsExactly(
                        "/events/0 unknown_event",
                        "/events/2 unknown_event",
                        "/events/3 unknown_event",
                        "/events/4 unknown_event",
                        "/events/5 unknown_event"));
  }
}
