package io.spendhub.platform.idempotency;

import io.spendhub.platform.http.problems.Problem;
import io.spendhub.platform.idempotency.Outcome.Done;
import io.spendhub.platform.idempotency.Outcome.Failed;
import io.spendhub.platform.idempotency.Outcome.Refused;
import io.spendhub.platform.sql.JsonText;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes what was decided as the JSON that is answered and kept. */
@ApplicationScoped
public class OutcomeText {
  private final JsonText json;

  OutcomeText(JsonText json) {
    this.json = json;
  }

  /**
   * Writes an outcome.
   *
   * @param path where its command came in, for the problem that a failure is
   */
  public Outcome<String> of(Outcome<Object> decided, String path, String requestId) {
    return switch (decided) {
      case Done<Object>(var effect, var view, var kept, var replayed) -> {
        String body = json.of(view);
        yield new Done<>(effect, body, kept.equals(view) ? body : json.of(kept), replayed);
      }
      case Failed<Object>(var kind, var why, var replayed) ->
          new Failed<>(kind, json.of(Problem.of((Refusal) why, path, requestId)), replayed);
      case Refused<Object>(var refusal) -> new Refused<>(refusal);
    };
  }
}
