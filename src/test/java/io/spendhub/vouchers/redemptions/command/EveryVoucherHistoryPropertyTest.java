package io.spendhub.vouchers.redemptions.command;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.testing.Property;
import io.spendhub.vouchers.redemptions.FailureCode;
import io.spendhub.vouchers.redemptions.command.Answer.CampaignTally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Any history of campaigns and their vouchers is decided as by a model that remembers all that
 * happened and goes through it again for every figure.
 */
class EveryVoucherHistoryPropertyTest {
  private static final int MOST_CAMPAIGNS = 3;
  private static final int MOST_STEPS = 25;
  private static final int LEAST_STEPS = 10;

  /** With fewer runs, a share of one in a hundred says nothing. */
  private static final int TELLING_RUNS = 1_000;

  /** In how many runs each reason was an answer. */
  private final Map<String, Integer> runsWith = new TreeMap<>();

  @Test
  void every_answer_and_all_that_stands_after_it_is_what_the_whole_history_makes_it() {
    Property.holdsForAny(
        random -> told(random).forEach(reason -> runsWith.merge(reason, 1, Integer::sum)));

    System.out.println("share of " + Property.runs() + " histories with each answer: " + shares());
    if (Property.runs() >= TELLING_RUNS) {
      assertThat(FailureCode.values())
          .allSatisfy(
              reason ->
                  assertThat(100L * runsWith.getOrDefault(reason.code(), 0))
                      .as(reason.code())
                      .isGreaterThanOrEqualTo(Property.runs()));
    }
  }

  private String shares() {
    return runsWith.entrySet().stream()
        .map(
            each -> "%s %.1f%%".formatted(each.getKey(), 100.0 * each.getValue() / Property.runs()))
        .collect(joining(", "));
  }

  /** Goes through one history; tells all that was answered in it. */
  private static Set<String> told(RandomGenerator random) {
    AnyVouchers any = new AnyVouchers(random);
    int campaigns = random.nextInt(1, MOST_CAMPAIGNS + 1);
    List<Plan> plans = Stream.generate(any::plan).limit(campaigns).toList();
    List<Plan.Bounds> bounds = plans.stream().map(any::bounds).toList();
    boolean shops = random.nextBoolean();
    SlowVouchers model = new SlowVouchers(plans, bounds, shops, AnyVouchers.START);
    InMemoryVouchers service = new InMemoryVouchers(plans, bounds, shops, AnyVouchers.START);
    List<Object> soFar = new ArrayList<>(plans);
    soFar.addAll(bounds);
    Set<String> answers = new TreeSet<>();
    while (model.book.issued.size() < campaigns) {
      agree(any.issue(model), soFar, model, service);
    }
    int steps = random.nextInt(LEAST_STEPS, MOST_STEPS);
    for (int i = 0; i < steps; i++) {
      agree(any.next(model), soFar, model, service).forEach(each -> answers.add(each.code()));
    }
    return answers;
  }

  private static List<Answer> agree(
      Step step, List<Object> soFar, SlowVouchers model, InMemoryVouchers service) {
    soFar.add(step);
    List<Answer> expected = model.take(step);
    List<Answer> answers = service.take(step);
    Answer.State state = service.state();
    if (!answers.equals(expected) || !state.equals(model.state())) {
      String told = soFar.stream().map(Object::toString).collect(joining("\n"));
      assertThat(answers).as("answers after\n%s", told).isEqualTo(expected);
      assertThat(state).as("state after\n%s", told).isEqualTo(model.state());
    }
    for (int i = 0; i < state.campaigns().size(); i++) {
      isWithin(state.campaigns().get(i), model.bounds.get(i));
    }
    return answers;
  }

  private static void isWithin(CampaignTally tally, Plan.Bounds bounds) {
    if (bounds.uses() > 0) {
      assertThat(tally.redemptions() + tally.reserved()).isLessThanOrEqualTo(bounds.uses());
    }
    if (bounds.budget() > 0) {
      assertThat(tally.spent() + tally.kept()).isLessThanOrEqualTo(bounds.budget());
    }
    if (bounds.perHolder() > 0) {
      assertThat(tally.holders().values())
          .allSatisfy(
              used ->
                  assertThat(used.get(0) + used.get(1)).isLessThanOrEqualTo(bounds.perHolder()));
    }
  }
}
