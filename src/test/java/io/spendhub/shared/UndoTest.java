package io.spendhub.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UndoTest {
  private final Undo undo = new Undo();
  private final Map<String, Integer> map = undo.map(Map.of("one", 1));
  private final List<String> list = undo.list();
  private final Set<String> set = undo.set();

  @Test
  void what_a_step_changes_stays_if_it_succeeds() {
    String answer = undo.attempt(() -> changeEverything("done"));

    assertThat(answer).isEqualTo("done");
    assertThat(map).isEqualTo(Map.of("two", 2));
    assertThat(list).containsExactly("last");
    assertThat(set).containsExactly("any");
  }

  @Test
  void what_a_step_changes_is_as_before_if_it_fails() {
    fail();

    assertThat(map).isEqualTo(Map.of("one", 1));
    assertThat(list).isEmpty();
    assertThat(set).isEmpty();
  }

  @Test
  void a_step_that_fails_takes_nothing_of_the_one_before_with_it() {
    undo.attempt(() -> map.put("one", 11));
    undo.attempt(() -> list.add("first"));
    undo.attempt(() -> set.add("any"));

    fail();

    assertThat(map).isEqualTo(Map.of("one", 11));
    assertThat(list).containsExactly("first");
    assertThat(set).containsExactly("any");
  }

  @Test
  void entries_keep_their_order_when_one_that_was_removed_comes_back() {
    Map<String, Integer> ordered = undo.map();
    List.of("a", "b", "c").forEach(name -> ordered.put(name, 0));

    assertThatThrownBy(
            () ->
                undo.attempt(
                    () -> {
                      ordered.remove("b");
                      throw Refusal.notFound("thing");
                    }))
        .isInstanceOf(Refusal.class);

    assertThat(ordered.keySet()).containsExactly("a", "b", "c");
  }

  @Test
  void nothing_is_changed_where_it_could_not_be_undone() {
    assertThatThrownBy(() -> map.values().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> list.addFirst("first"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private void fail() {
    assertThatThrownBy(
            () ->
                undo.attempt(
                    () -> {
                      changeEverything("");
                      throw Refusal.notFound("thing");
                    }))
        .isInstanceOf(Refusal.class);
  }

  private String changeEverything(String answer) {
    map.put("two", 2);
    map.put("one", 3);
    map.remove("one");
    list.add("last");
    set.remove("any");
    set.add("any");
    return answer;
  }
}
