package io.spendhub.authorizations.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.authorizations.OperationKind;
import io.spendhub.authorizations.domain.Amounts.Effect;
import io.spendhub.authorizations.domain.UnitByUnit.Beginning;
import io.spendhub.authorizations.domain.UnitByUnit.Move;
import io.spendhub.authorizations.domain.UnitByUnit.Step;
import io.spendhub.authorizations.domain.UnitByUnit.Unit;
import io.spendhub.shared.Refusal;
import io.spendhub.testing.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Any sequence of operations, legal or not, does what the model of single units does. */
class AmountsPropertyTest {
  private static final int MOST_UNITS = 25;
  private static final int MOST_MOVES = 12;

  /** What an operation came to. */
  private record Result(Amounts after, Optional<Effect> effect, Optional<String> refusal) {}

  @Test
  void amounts_agree_with_the_model_after_every_operation() {
    Property.holdsForAny(
        random -> {
          Beginning beginning = oneOf(random, Beginning.values());
          int amount = random.nextInt(1, MOST_UNITS);
          Amounts amounts = begun(beginning, amount);
          List<Move> history = new ArrayList<>();
          int moves = random.nextInt(1, MOST_MOVES);
          for (int i = 0; i < moves; i++) {
            Move move = anyMove(random);
            history.add(move);
            Result result = result(amounts, move);
            agree(result, amounts, UnitByUnit.after(beginning, amount, history));
            amounts = result.after();
          }
        });
  }

  @Test
  void the_model_leaves_no_operation_out() {
    assertThat(Step.values()).extracting(step -> step.kind).contains(OperationKind.values());
  }

  private static Move anyMove(RandomGenerator random) {
    return new Move(oneOf(random, Step.values()), random.nextInt(1, MOST_UNITS));
  }

  private static <T> T oneOf(RandomGenerator random, T[] values) {
    return values[random.nextInt(values.length)];
  }

  private static Amounts begun(Beginning beginning, int amount) {
    return switch (beginning) {
      case APPROVED -> Amounts.approved(amount);
      case DECLINED -> Amounts.declined();
      case VERIFIED -> Amounts.verified();
      case FORCE_POSTED -> Amounts.forcePosted(amount);
    };
  }

  private static Result result(Amounts before, Move move) {
    try {
      Effect effect =
          switch (move.step()) {
            case CLEARING -> before.clear(move.amount(), false);
            case LAST_CLEARING -> before.clear(move.amount(), true);
            case REVERSAL -> before.reverse(move.amount());
            case REFUND -> before.refund(move.amount());
            case INCREMENT -> before.increment(move.amount());
            case DECLINED_INCREMENT -> before.nothing();
            case EXPIRY -> before.expire();
          };
      return new Result(effect.after(), Optional.of(effect), Optional.empty());
    } catch (Refusal refusal) {
      return new Result(before, Optional.empty(), Optional.of(refusal.code()));
    }
  }

  private static void agree(Result result, Amounts before, UnitByUnit model) {
    Amounts after = result.after();
    assertThat(result.refusal()).isEqualTo(model.refusal());
    assertThat(after.status()).hasToString(model.status());
    assertThat(after.held()).isEqualTo(model.count(Unit.HELD));
    assertThat(after.cleared()).isEqualTo(model.paid());
    assertThat(after.excess()).isEqualTo(model.count(Unit.PAID_BEYOND_THE_HOLD));
    assertThat(after.everHeld()).isEqualTo(model.everHeld());
    assertThat(after.released()).isEqualTo(model.count(Unit.FREED));
    assertThat(after.refunded()).isEqualTo(model.refunds());
    result.effect().ifPresent(effect -> isTheDifference(effect, before, model));
    balances(after);
  }

  private static void isTheDifference(Effect effect, Amounts before, UnitByUnit model) {
    Amounts after = effect.after();
    assertThat(effect.late()).isEqualTo(model.late());
    assertThat(effect.excess()).isEqualTo(after.excess() - before.excess());
    assertThat(effect.released()).isEqualTo(after.released() - before.released());
    assertThat(effect.refunded()).isEqualTo(after.refunded() - before.refunded());
    assertThat(effect.consumed() + effect.excess()).isEqualTo(after.cleared() - before.cleared());
    assertThat(effect.opened()).isEqualTo(after.incremented() - before.incremented());
    assertThat(effect.opened() - effect.consumed() - effect.released())
        .isEqualTo(after.held() - before.held());
  }

  private static void balances(Amounts amounts) {
    assertThat(amounts.everHeld()).isEqualTo(amounts.approved() + amounts.incremented());
    assertThat(amounts.everHeld())
        .isEqualTo(amounts.held() + amounts.cleared() - amounts.excess() + amounts.released());
    assertThat(amounts.refunded()).isBetween(0L, amounts.cleared());
    assertThat(amounts.counted())
        .isEqualTo(amounts.held() + amounts.cleared() - amounts.refunded());
  }
}
