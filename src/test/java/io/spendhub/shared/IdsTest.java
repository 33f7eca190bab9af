package io.spendhub.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
  private static final int MANY = 100_000;

  /** PostgreSQL compares the bytes of a UUID, as this text does; Java compares signed halves. */
  private static final Comparator<UUID> AS_STORED = Comparator.comparing(UUID::toString);

  @Test
  void an_id_is_a_uuid_of_version_7() {
    UUID id = Ids.next();

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
  }

  @Test
  void an_id_begins_with_the_milliseconds_in_which_it_was_made() {
    long before = System.currentTimeMillis();
    long made = Ids.next().getMostSignificantBits() >>> 16;

    assertThat(made).isBetween(before, System.currentTimeMillis());
  }

  @Test
  void ids_of_a_time_lie_between_the_first_of_it_and_the_first_of_later() {
    Instant before = Instant.now();
    UUID made = Ids.next();

    assertThat(made).usingComparator(AS_STORED).isGreaterThanOrEqualTo(Ids.firstOf(before));
    assertThat(made)
        .usingComparator(AS_STORED)
        .isLessThan(Ids.firstOf(Instant.now().plusSeconds(1)));
  }

  @Test
  void the_ends_of_time_are_before_and_after_all_ids() {
    for (Instant early : List.of(Instant.MIN, Instant.EPOCH.minusMillis(1), Instant.EPOCH)) {
      assertThat(Ids.firstOf(early)).isEqualTo(new UUID(0, 0));
    }
    for (Instant late : List.of(Instant.MAX, Instant.parse("+20000-01-01T00:00:00Z"))) {
      assertThat(Ids.firstOf(late)).usingComparator(AS_STORED).isGreaterThan(Ids.next());
      assertThat(Ids.firstOf(late).toString()).startsWith("ffffffff-f");
    }
  }

  @Test
  void ids_increase_in_the_order_in_which_they_are_made() {
    List<UUID> ids = Stream.generate(Ids::next).limit(MANY).toList();

    assertThat(ids).isSortedAccordingTo(AS_STORED).doesNotHaveDuplicates();
  }

  @Test
  void ids_made_at_the_same_time_differ_and_increase_for_each_maker() throws Exception {
    Callable<List<UUID>> maker = () -> Stream.generate(Ids::next).limit(MANY / 4).toList();
    try (ExecutorService makers = Executors.newFixedThreadPool(4)) {
      List<Future<List<UUID>>> made = makers.invokeAll(List.of(maker, maker, maker, maker));

      assertThat(made).allSatisfy(ids -> assertThat(ids.get()).isSortedAccordingTo(AS_STORED));
      assertThat(made.stream().flatMap(ids -> ids.resultNow().stream())).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AUTUMN-10", "1-1-1-1-1", "0199b1c4-0000-7000-8000-00000000000g"})
  void other_texts_are_no_ids(String text) {
    assertThat(Ids.parse(text)).isEmpty();
  }

  @Test
  void the_text_of_an_id_is_that_id() {
    UUID id = Ids.next();

    assertThat(Ids.parse(id.toString())).contains(id);
  }
}
