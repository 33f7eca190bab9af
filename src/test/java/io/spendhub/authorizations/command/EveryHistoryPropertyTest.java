package io.spendhub.authorizations.command;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.authorizations.DeclineCode;
import io.spendhub.authorizations.command.Step.OfNetwork;
import io.spendhub.cards.CardType;
import io.spendhub.testing.Property;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * Any history of a wallet and its cards is decided as by a model that remembers all that happened
 * and goes through it again for every figure.
 */
class EveryHistoryPropertyTest {
  private static final List<CardType> TYPES = List.of(CardType.values());
  private static final int MOST_CARDS = 3;
  private static final int MOST_STEPS = 30;
  private static final int LEAST_STEPS = 10;

  /** With fewer runs, a share of one in a hundred says nothing. */
  private static final int TELLING_RUNS = 1_000;

  /**
   * The purchases here name no voucher; how often one is refused is held in {@code
   * SpendingPolicyPropertyTest}.
   */
  private static final Set<DeclineCode> REASONS =
      EnumSet.complementOf(EnumSet.of(DeclineCode.VOUCHER_REFUSED));

  /** In how many runs each reason was an answer. */
  private final Map<String, Integer> runsWith = new TreeMap<>();

  @Test
  void every_answer_and_all_that_stands_after_it_is_what_the_whole_history_makes_it() {
    Property.holdsForAny(
        random -> told(random).forEach(reason -> runsWith.merge(reason, 1, Integer::sum)));

    System.out.println("share of " + Property.runs() + " histories with each decline: " + shares());
    if (Property.runs() >= TELLING_RUNS) {
      assertThat(REASONS)
          .allSatisfy(
              reason ->
                  assertThat(100L * runsWith.getOrDefault(reason.code(), 0))
                      .as(reason.code())
                      .isGreaterThanOrEqualTo(Property.runs()));
    }
  }

  private String shares() {
    return REASONS.stream()
        .map(DeclineCode::code)
        .map(
            code ->
                "%s %.1f%%"
                    .formatted(code, 100.0 * runsWith.getOrDefault(code, 0) / Property.runs()))
        .collect(joining(", "));
  }

  /** Goes through one history; tells the reasons for which something was declined in it. */
  private static Set<String> told(RandomGenerator random) {
    AnyTerms terms = new AnyTerms(random);
    Instant start = terms.time();
    SlowService model = new SlowService(start);
    InMemoryService service = new InMemoryService(start);
    AnyHistory history = new AnyHistory(random, terms, model);
    issueCards(random, history, model, service);
    List<Step> soFar = new ArrayList<>();
    Set<String> reasons = new TreeSet<>();
    for (Step step : history.beginning()) {
      agree(List.of(step), soFar, model, service);
    }
    int steps = random.nextInt(LEAST_STEPS, MOST_STEPS);
    while (soFar.size() < steps) {
      agree(history.next(), soFar, model, service)
          .forEach(answer -> answer.decline().ifPresent(reasons::add));
    }
    return reasons;
  }

  private static void issueCards(
      RandomGenerator random, AnyHistory history, SlowService model, InMemoryService service) {
    int cards = random.nextInt(1, MOST_CARDS + 1);
    for (int i = 0; i < cards; i++) {
      CardType type = TYPES.get(random.nextInt(TYPES.size()));
      Optional<YearMonth> expiry = history.expiry(model.now());
      model.issue(type, expiry);
      service.issue(type, expiry);
    }
  }

  private static List<Answer> agree(
      List<Step> steps, List<Step> soFar, SlowService model, InMemoryService service) {
    soFar.addAll(steps);
    List<Answer> expected = steps.stream().map(model::take).toList();
    List<Answer> answers =
        steps.stream().allMatch(OfNetwork.class::isInstance)
            ? service.takeTogether(steps.stream().map(OfNetwork.class::cast).toList())
            : steps.stream().map(service::take).toList();
    if (!answers.equals(expected) || !service.state().equals(model.state())) {
      String told = soFar.stream().map(Step::toString).collect(joining("\n"));
      assertThat(answers).as("answers after\n%s", told).isEqualTo(expected);
      assertThat(service.state()).as("state after\n%s", told).isEqualTo(model.state());
    }
    return answers;
  }
}
