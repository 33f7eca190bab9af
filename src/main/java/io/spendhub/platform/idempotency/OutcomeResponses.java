package io.spendhub.platform.idempotency;

import io.spendhub.platform.http.problems.Fault;
import io.spendhub.platform.http.problems.Problem;
import io.spendhub.platform.idempotency.Outcome.Done;
import io.spendhub.platform.idempotency.Outcome.Effect;
import io.spendhub.platform.idempotency.Outcome.Failed;
import io.spendhub.platform.idempotency.Outcome.Refused;
import io.spendhub.shared.Refusal;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;

/** Outcomes as HTTP tells them. */
public final class OutcomeResponses {
  /** The header that tells a repetition from the first answer. */
  public static final String REPLAYED = "Idempotency-Replayed";

  private static final int FIRST_FAILURE = 400;

  private OutcomeResponses() {}

  /**
   * The whole answer.
   *
   * @throws Refusal if the command was refused
   */
  public static Response of(Outcome<String> outcome) {
    return switch (outcome) {
      case Done<String> done -> response(outcome, done.body(), MediaType.APPLICATION_JSON);
      case Failed<String> failed -> response(outcome, failed.body(), Problem.MEDIA_TYPE);
      case Refused<String> refused -> throw refused.refusal();
    };
  }

  private static Response response(Outcome<String> outcome, String body, String type) {
    Response.ResponseBuilder response = Response.status(status(outcome)).type(type).entity(body);
    return outcome.isReplayed() ? response.header(REPLAYED, true).build() : response.build();
  }

  /** The HTTP status. */
  public static int status(Outcome<?> outcome) {
    return switch (outcome) {
      case Done<?> done -> status(done.effect());
      case Failed<?> failed -> Fault.status(failed.kind());
      case Refused<?> refused -> Fault.status(refused.refusal().kind());
    };
  }

  private static int status(Effect effect) {
    return switch (effect) {
      case CREATED -> 201;
      case ACCEPTED -> 202;
      case CHANGED -> 200;
    };
  }

  /** What was kept with a status, told again. */
  static Outcome<String> replayed(int status, String json) {
    return status < FIRST_FAILURE
        ? new Done<>(effect(status), json, json, true)
        : new Failed<>(kind(status), json, true);
  }

  private static Effect effect(int status) {
    return Arrays.stream(Effect.values())
        .filter(effect -> status(effect) == status)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no effect has the status " + status));
  }

  private static Refusal.Kind kind(int status) {
    return Arrays.stream(Refusal.Kind.values())
        .filter(kind -> Fault.status(kind) == status)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no refusal has the status " + status));
  }
}
