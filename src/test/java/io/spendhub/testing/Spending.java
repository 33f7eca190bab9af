package io.spendhub.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.authorizations.DeclineCode;
import io.spendhub.authorizations.DeclineDetail;
import io.spendhub.authorizations.domain.Verdict;
import io.spendhub.authorizations.domain.Verdict.Approved;
import io.spendhub.authorizations.domain.Verdict.Declined;
import java.util.List;
import java.util.function.Consumer;

/** Reads as {@code given(aCard()).when(authorizing(gbp(1))).then(approved(gbp(1)))}. */
public final class Spending {
  private final GivenCard card;

  private Spending(GivenCard card) {
    this.card = card;
  }

  public static Spending given(GivenCard card) {
    return new Spending(card);
  }

  public Outcome when(Attempt attempt) {
    return new Outcome(attempt.decidedOn(card.facts()));
  }

  /** The code of every rule that would decline it, in the order in which they are told. */
  public List<DeclineCode> whenPreviewing(Attempt attempt) {
    return attempt.previewedOn(card.facts()).stream().map(Declined::code).toList();
  }

  /** What was decided. */
  public record Outcome(Verdict verdict) {
    public void then(Consumer<Verdict> expectation) {
      expectation.accept(verdict);
    }
  }

  public static Consumer<Verdict> approved(Price price) {
    return verdict -> assertThat(verdict).isEqualTo(new Approved(price.amount()));
  }

  /** A decline for this reason, whatever its details are. */
  public static Consumer<Verdict> declined(DeclineCode code) {
    return verdict ->
        assertThat(verdict)
            .isInstanceOfSatisfying(
                Declined.class, declined -> assertThat(declined.code()).isEqualTo(code));
  }

  /** A decline for this reason that says what it was decided on. */
  public static Consumer<Verdict> declined(DeclineCode code, Consumer<DeclineDetail> detail) {
    return verdict ->
        assertThat(verdict)
            .isInstanceOfSatisfying(
                Declined.class,
                declined -> {
                  assertThat(declined.code()).isEqualTo(code);
                  assertThat(declined.detail()).hasValueSatisfying(detail);
                });
  }
}
