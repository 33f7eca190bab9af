package io.spendhub.authorizations.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many commands callers are asked for. */
class DemandTest {
  private final List<Integer> asked = new ArrayList<>();
  private final Demand demand = new Demand(asked::add);

  @Test
  void whoever_is_not_known_yet_is_asked_for_one() {
    assertThat(asked).containsExactly(1);

    demand.came();
    demand.allowed();

    assertThat(asked.stream().mapToInt(Integer::intValue).sum()).isEqualTo(512);
  }

  @Test
  void one_more_is_asked_for_each_outcome_until_no_more_are_sent() {
    demand.allowed();
    demand.came();
    demand.came();
    demand.taken(1);
    assertThat(asked).containsExactly(1, 511, 1);

    demand.halfClosed();
    assertThat(demand.isOver()).isFalse();
    demand.taken(1);

    assertThat(demand.isOver()).isTrue();
    assertThat(asked).containsExactly(1, 511, 1);
  }
}
