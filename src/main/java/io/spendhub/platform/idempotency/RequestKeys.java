package io.spendhub.platform.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Reads the Idempotency-Key of the current request. The fingerprint is taken over the body as it
 * was understood, so white space and the order of fields make no difference.
 */
@ApplicationScoped
public class RequestKeys {
  private static final String HEADER = "Idempotency-Key";

  private final CurrentVertxRequest current;
  private final ObjectWriter canonical;

  RequestKeys(CurrentVertxRequest current, ObjectMapper json) {
    this.current = current;
    this.canonical = json.writer().with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
  }

  /**
   * A body as it was understood, written once for all keys that stand for it.
   *
   * @param json its fields in one order, without white space
   */
  public record Understood(String json) {}

  /** Writes a body. */
  public Understood understood(Object body) {
    try {
      return new Understood(canonical.writeValueAsString(body));
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("a request is no JSON", broken);
    }
  }

  /**
   * The key of a request that moves money.
   *
   * @throws io.spendhub.shared.Refusal 400 {@code idempotency_key_required} or {@code
   *     idempotency_key_invalid}
   */
  public IdempotencyKey required(Object body) {
    return required(understood(body));
  }

  /**
   * The same.
   *
   * @throws io.spendhub.shared.Refusal as {@link #required(Object)}
   */
  public IdempotencyKey required(Understood body) {
    return given()
        .map(key -> IdempotencyKey.of(key, fingerprinted(body)))
        .orElseThrow(IdempotencyKey::required);
  }

  /**
   * The key, if the caller named one.
   *
   * @throws io.spendhub.shared.Refusal 400 {@code idempotency_key_invalid}
   */
  public Optional<IdempotencyKey> ifGiven(Object body) {
    return given().map(key -> IdempotencyKey.of(key, fingerprinted(understood(body))));
  }

  /**
   * The key of one part of a request that asks for several effects.
   *
   * @throws io.spendhub.shared.Refusal as {@link #required(Object)}
   */
  public IdempotencyKey requiredOfPart(Understood part, int index) {
    return given()
        .map(key -> IdempotencyKey.ofPart(key, index, fingerprinted(part)))
        .orElseThrow(IdempotencyKey::required);
  }

  /** What a key stands for: method, path and body. */
  public String fingerprinted(Understood body) {
    return fingerprinted(current.getCurrent().request().path(), body);
  }

  /** What a part of this request would be, had it come alone to another path. */
  public String fingerprinted(String path, Understood part) {
    HttpServerRequest request = current.getCurrent().request();
    return fingerprinted(request.method().name(), path, part);
  }

  /** What a key stands for. */
  public static String fingerprinted(String method, String path, Understood body) {
    return method + ' ' + path + '\n' + body.json();
  }

  /**
   * The key of a command that moves money and did not come as a request of its own.
   *
   * @param key empty where there is none
   * @param request what it stands for
   * @throws io.spendhub.shared.Refusal as {@link #required(Object)}
   */
  public static IdempotencyKey required(String key, String request) {
    if (key.isEmpty()) {
      throw IdempotencyKey.required();
    }
    return IdempotencyKey.of(key, request);
  }

  private Optional<String> given() {
    return Optional.ofNullable(current.getCurrent().request().getHeader(HEADER));
  }
}
