package io.spendhub.platform.idempotency;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.spendhub.platform.http.EntityTag;
import io.spendhub.platform.idempotency.Outcome.Done;
import io.spendhub.platform.idempotency.Outcome.Effect;
import io.spendhub.platform.sql.Again;
import io.spendhub.platform.sql.JsonText;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Lets a command that creates something run once per key, if its caller named one. */
@ApplicationScoped
public class IdempotentAnswers {
  private static final EntityTag AS_MADE = new EntityTag(0);

  private final IdempotencyKeys keys;
  private final JsonText json;
  private final Clock clock;
  private final Again again;

  IdempotentAnswers(IdempotencyKeys keys, JsonText json, Clock clock, Again again) {
    this.keys = keys;
    this.json = json;
    this.clock = clock;
    this.again = again;
  }

  /**
   * Runs a creating command in a transaction of its own, unless its key was answered before.
   *
   * @param collection the path under which what is made will be found by its id
   * @param command answers with the view of what it made, which has an {@code id} and becomes the
   *     body of a 201
   */
  public Response created(
      UUID organizationId, Optional<IdempotencyKey> key, String collection, Supplier<?> command) {
    return Response.fromResponse(answer(organizationId, key, Effect.CREATED, collection, command))
        .header(HttpHeaders.ETAG, AS_MADE.value())
        .build();
  }

  /**
   * The same for what is only begun by the time of the answer.
   *
   * @param collection the path under which its progress will be found by its id
   * @param command answers with what becomes the body of a 202
   */
  public Response accepted(
      UUID organizationId, Optional<IdempotencyKey> key, String collection, Supplier<?> command) {
    return answer(organizationId, key, Effect.ACCEPTED, collection, command);
  }

  private Response answer(
      UUID organizationId,
      Optional<IdempotencyKey> key,
      Effect effect,
      String collection,
      Supplier<?> command) {
    Outcome<String> answer;
    try {
      answer = run(organizationId, key, effect, command);
    } catch (RuntimeException failure) {
      if (isTooBusy(failure)) {
        throw failure;
      }
      // A duplicate at the same time may have been first: to take the key, or the name in the body.
      answer = key.flatMap(given -> repeated(organizationId, given)).orElseThrow(() -> failure);
    }
    return Response.fromResponse(OutcomeResponses.of(answer))
        .location(URI.create(collection + "/" + idIn(answer)))
        .build();
  }

  private static boolean isTooBusy(RuntimeException failure) {
    return failure instanceof Refusal refusal && refusal.kind() == Refusal.Kind.UNAVAILABLE;
  }

  private Outcome<String> run(
      UUID organizationId, Optional<IdempotencyKey> key, Effect effect, Supplier<?> command) {
    return again.ifLost(
        () ->
            QuarkusTransaction.requiringNew()
                .call(() -> once(organizationId, key, effect, command)));
  }

  private Outcome<String> once(
      UUID organizationId, Optional<IdempotencyKey> key, Effect effect, Supplier<?> command) {
    return key.flatMap(given -> earlier(organizationId, given))
        .orElseGet(
            () -> {
              String body = json.of(command.get());
              Outcome<String> answer = new Done<>(effect, body, body, false);
              key.ifPresent(
                  given ->
                      keys.keep(
                          organizationId,
                          Map.of(given, answer),
                          clock.instant(),
                          Optional.empty()));
              return answer;
            });
  }

  private Optional<Outcome<String>> repeated(UUID organizationId, IdempotencyKey key) {
    return QuarkusTransaction.requiringNew().call(() -> earlier(organizationId, key));
  }

  private Optional<Outcome<String>> earlier(UUID organizationId, IdempotencyKey key) {
    return keys.find(organizationId, Set.of(key)).get().answer(key);
  }

  private String idIn(Outcome<String> answer) {
    if (!(answer instanceof Done<String> done)) {
      throw new IllegalStateException("what makes something is refused, or has made it");
    }
    return json.read(done.body(), JsonNode.class).path("id").asText();
  }
}
