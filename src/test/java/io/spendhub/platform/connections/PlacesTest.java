package io.spendhub.platform.connections;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.shared.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections are shared out so that who comes next finds one, however many are greedy. */
class PlacesTest {
  private final Places<String> places = new Places<>(16, 0, 100, Duration.ofDays(1));
  private final List<String> served = Collections.synchronizedList(new ArrayList<>());
  private final List<Thread> threads = new ArrayList<>();

  @ParameterizedTest(name = "of {0} places {1} take what they can, \"{2}\", and the next {3}")
  @CsvSource({
    "1, 0, '', 1",
    "2, 0, '', 2",
    "3, 0, '', 2",
    "16, 0, '', 11",
    "16, 1, 11, 4",
    "16, 2, 11 4, 1",
    "24, 0, '', 16",
    "24, 1, 16, 6",
    "24, 2, 16 6, 2"
  })
  void who_comes_next_finds_a_place_however_much_the_others_take(
      int number, int others, String taken, int left) {
    Places<String> few = refusingWhoMustWait(number, 0);

    String byOthers =
        IntStream.range(0, others)
            .mapToObj(other -> String.valueOf(takeAll(few, "greedy " + other)))
            .collect(Collectors.joining(" "));

    assertThat(byOthers).isEqualTo(taken);
    assertThat(takeAll(few, "next")).isEqualTo(left);
  }

  @ParameterizedTest(name = "{0} that are greedy in turn have {1} or {2} of 16, and {3} are left")
  @CsvSource({"1, 11, 11, 5", "2, 6, 7, 3", "3, 4, 5, 2", "4, 3, 4, 1", "16, 1, 1, 0"})
  void those_that_are_greedy_together_have_the_same_give_or_take_one(
      int parties, int least, int most, int left) {
    Places<String> few = refusingWhoMustWait(16, 0);

    for (int round = 0; round < 16; round++) {
      IntStream.range(0, parties).forEach(party -> mayEnter(few, "greedy " + party));
    }

    assertThat(IntStream.range(0, parties).map(party -> few.takenBy("greedy " + party)))
        .allMatch(taken -> taken == least || taken == most);
    assertThat(16 - few.taken()).isEqualTo(left);
  }

  @Test
  void a_place_that_comes_free_goes_to_who_has_fewest_and_then_in_turn() {
    takeAllWithoutWaiting("greedy", "another");
    wait("greedy", "greedy", "another", "newcomer", "newcomer", "latecomer");

    leave("greedy", 16);

    assertThat(served)
        .containsExactly("newcomer", "latecomer", "newcomer", "another", "greedy", "greedy");
    assertThat(places.waiting()).isZero();
  }

  @Test
  void one_that_waits_holds_up_no_other_that_may_have_a_place() {
    places.enter("greedy");
    IntStream.range(1, 11).forEach(more -> places.enter("greedy"));
    wait("greedy", "greedy", "greedy");

    places.enter("modest");

    assertThat(places.takenBy("modest")).isOne();
    assertThat(served).isEmpty();
    leave("greedy", 11);
  }

  @Test
  void who_finds_too_many_of_its_own_waiting_is_told_at_once_and_leaves_no_trace() {
    Places<String> one = refusingWhoMustWait(1, 0);
    one.enter("first");

    assertThat(mayEnter(one, "second")).isFalse();
    one.leave("first");

    assertThat(one.taken()).isZero();
    assertThat(one.waiting()).isZero();
    assertThat(mayEnter(one, "second")).isTrue();
  }

  @Test
  void whose_patience_is_over_is_not_served_later() {
    Places<String> one = new Places<>(1, 0, 1, Duration.ZERO);
    one.enter("first");

    assertThat(mayEnter(one, "second")).isFalse();
    one.leave("first");

    assertThat(one.taken()).isZero();
    assertThat(mayEnter(one, "second")).isTrue();
  }

  @Test
  void one_is_kept_for_who_has_a_place_already() {
    Places<String> five = refusingWhoMustWait(5, 1);

    List.of("a", "b", "c", "d").forEach(five::enter);
    assertThat(mayEnter(five, "e")).isFalse();
    five.enterSecond("a");

    assertThat(five.taken()).isEqualTo(5);
  }

  @Test
  void who_has_a_place_never_waits_for_a_second_and_others_wait_for_it_instead() {
    Places<String> one = refusingWhoMustWait(1, 0);
    one.enter("first");
    one.enterSecond("first");

    one.leave("first");
    assertThat(mayEnter(one, "second")).isFalse();
    one.leave("first");
    assertThat(mayEnter(one, "second")).isTrue();
  }

  private static Places<String> refusingWhoMustWait(int number, int keptForSecond) {
    return new Places<>(number, keptForSecond, 0, Duration.ZERO);
  }

  private static int takeAll(Places<String> few, String party) {
    int taken = 0;
    while (mayEnter(few, party)) {
      taken++;
    }
    return taken;
  }

  private static boolean mayEnter(Places<String> few, String party) {
    try {
      few.enter(party);
      return true;
    } catch (Refusal refused) {
      assertThat(refused.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
      return false;
    }
  }

  private void takeAllWithoutWaiting(String most, String few) {
    IntStream.range(0, 11).forEach(one -> places.enter(most));
    IntStream.range(0, 4).forEach(one -> places.enter(few));
    places.enterSecond(most);
  }

  /** Each waits on a thread of its own, from the first to the last. */
  private void wait(String... parties) {
    for (String party : parties) {
      int before = places.waiting();
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    places.enter(party);
                    served.add(party);
                  }));
      while (places.waiting() == before) {
        Thread.onSpinWait();
      }
    }
  }

  /** Gives places back one by one, so that the order in which others are served can be told. */
  private void leave(String party, int times) {
    for (int left = 0; left < times && places.takenBy(party) > 0; left++) {
      int expected = threads.size() - served.size() - places.waiting();
      places.leave(party);
      while (threads.size() - served.size() - places.waiting() != expected) {
        Thread.onSpinWait();
      }
    }
  }
}
