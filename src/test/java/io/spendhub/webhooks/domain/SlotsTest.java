package io.spendhub.webhooks.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.webhooks.WebhookId;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlotsTest {
  private final Slots slots = new Slots(1_024);

  private static WebhookId webhook(int number) {
    return new WebhookId(new UUID(1, 1), new UUID(2, number));
  }

  @Test
  void one_has_sixteen_at_most_and_two_while_it_fails() {
    WebhookId slow = webhook(1);

    assertThat(slots.free(slow, true)).isEqualTo(2);
    assertThat(slots.free(slow, false)).isEqualTo(16);
    slots.take(slow, 16);
    assertThat(slots.free(slow, false)).isZero();
    assertThat(slots.free(slow, true)).isZero();
    slots.giveBack(slow);
    assertThat(slots.free(slow, false)).isEqualTo(1);
    assertThat(slots.taken()).isEqualTo(15);
  }

  @Test
  void sixty_that_are_slow_leave_some_to_the_next() {
    IntStream.range(0, 60).mapToObj(SlotsTest::webhook).forEach(each -> takeAll(each, false));

    assertThat(slots.free(webhook(1_000), false)).isPositive();
  }

  @Test
  void four_hundred_that_are_dead_leave_some_to_the_next() {
    IntStream.range(0, 400).mapToObj(SlotsTest::webhook).forEach(each -> takeAll(each, true));

    assertThat(slots.free(webhook(1_000), false)).isPositive();
    IntStream.range(0, 400)
        .forEach(number -> assertThat(slots.free(webhook(number), true)).isZero());
  }

  private void takeAll(WebhookId webhook, boolean failing) {
    slots.take(webhook, slots.free(webhook, failing));
  }
}
