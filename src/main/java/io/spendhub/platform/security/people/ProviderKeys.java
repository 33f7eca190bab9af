package io.spendhub.platform.security.people;

import io.spendhub.shared.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * The keys that the provider signs with (OpenID Connect Discovery 1.0, RFC 7517). They are asked
 * for when they are first needed, again when they are old, so that one that was withdrawn is
 * forgotten, and again for a token that names none of them, since providers change them; but never
 * more often than {@link #PAUSE} and {@link #STRANGERS_PAUSE}, so that tokens made up by anybody do
 * not become questions to the provider. One caller asks, and the others do without the answer: a
 * provider that is silent holds up nobody else.
 */
final class ProviderKeys implements VerificationKeyResolver {
  private static final Logger LOG = Logger.getLogger(ProviderKeys.class);
  private static final String DISCOVERY = "/.well-known/openid-configuration";

  /** From the end of one question to the next. */
  static final Duration PAUSE = Duration.ofSeconds(1);

  /** From an answer to a token that named an unknown key to the next question of that kind. */
  static final Duration STRANGERS_PAUSE = Duration.ofSeconds(30);

  private static final Duration FRESH_FOR = Duration.ofMinutes(10);

  /** While the provider is away, those that it had are taken for its keys so long. */
  private static final Duration KEPT_FOR = Duration.ofHours(1);

  /** For one whole answer of the provider. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int MOST_BYTES = 1_000_000;

  private final String issuer;
  private final Clock clock;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private volatile @Nullable Known known;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Instant askedAt = Instant.MIN;
  private volatile Instant answeredStrangersAt = Instant.MIN;
  private volatile boolean away;

  /**
   * @param issuer the URL below which the provider describes itself
   */
  ProviderKeys(String issuer, Clock clock) {
    this.issuer = issuer;
    this.clock = clock;
  }

  private record Known(String issuer, List<JsonWebKey> keys, Instant askedAt) {}

  /**
   * What the provider calls itself in its tokens.
   *
   * @throws Refusal 503 if that cannot be found out
   */
  String issuer() {
    return current().issuer();
  }

  /** The key that a token says it is signed with, never one that it brings. */
  @Override
  public Key resolveKey(JsonWebSignature token, List<JsonWebStructure> nesting)
      throws UnresolvableKeyException {
    Known first = current();
    return select(token, first)
        .or(() -> isNamedIn(first, token) ? Optional.empty() : select(token, newerThan(first)))
        .orElseThrow(() -> new UnresolvableKeyException("no key of the provider fits"));
  }

  private static Optional<Key> select(JsonWebSignature token, Known known) {
    try {
      return Optional.ofNullable(new VerificationJwkSelector().select(token, known.keys()))
          .map(JsonWebKey::getKey);
    } catch (JoseException unfit) {
      return Optional.empty();
    }
  }

  /** A key that is there under the name, but is of another kind, does not become another one. */
  private static boolean isNamedIn(Known known, JsonWebSignature token) {
    @Nullable String name = token.getKeyIdHeaderValue();
    return name != null && known.keys().stream().anyMatch(key -> name.equals(key.getKeyId()));
  }

  private Known current() {
    askIf(() -> isStale() && isDue());
    return lastResort();
  }

  /** Whoever cannot know whether the keys have changed meanwhile is told to come back. */
  private Known newerThan(Known seen) {
    boolean told =
        askIf(
            () -> {
              boolean due = isDue() && isOver(answeredStrangersAt.plus(STRANGERS_PAUSE));
              return due && !isNewer(lastResort(), seen);
            });
    Known last = lastResort();
    if (!isNewer(last, seen) && (away || !told)) {
      throw unavailable();
    }
    if (isNewer(last, seen)) {
      answeredStrangersAt = askedAt;
    }
    return last;
  }

  private static boolean isNewer(Known keys, Known seen) {
    return keys.askedAt().isAfter(seen.askedAt());
  }

  private boolean isStale() {
    @Nullable Known last = known;
    return last == null || !isYounger(last, FRESH_FOR);
  }

  private boolean isDue() {
    return isOver(askedAt.plus(PAUSE));
  }

  private boolean isOver(Instant end) {
    return !clock.instant().isBefore(end);
  }

  private boolean isYounger(Known keys, Duration age) {
    return clock.instant().isBefore(keys.askedAt().plus(age));
  }

  /** What is known, if it is not too old to be used. */
  private Known lastResort() {
    @Nullable Known last = known;
    if (last == null || !isYounger(last, KEPT_FOR)) {
      throw unavailable();
    }
    return last;
  }

  /**
   * Asks if it is due, also once nobody else can be asking.
   *
   * @return false if it is due and somebody else is asking
   */
  private boolean askIf(BooleanSupplier due) {
    if (!due.getAsBoolean()) {
      return true;
    }
    if (!asking.tryLock()) {
      return false;
    }
    try {
      if (due.getAsBoolean()) {
        ask();
      }
      return true;
    } finally {
      asking.unlock();
    }
  }

  private void ask() {
    try {
      known = fetch();
      if (away) {
        LOG.infof("The OpenID provider %s answers again", issuer);
      }
      away = false;
    } catch (IOException | JoseException failure) {
      if (!away) {
        LOG.warnf("The OpenID provider %s cannot be asked: %s", issuer, failure);
      }
      away = true;
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
      throw unavailable();
    } finally {
      askedAt = clock.instant();
    }
  }

  private Known fetch() throws IOException, JoseException, InterruptedException {
    Instant began = clock.instant();
    Map<String, Object> described = JsonUtil.parseJson(get(withoutSlash(issuer) + DISCOVERY));
    if (!(described.get("issuer") instanceof String name)
        || !withoutSlash(name).equals(withoutSlash(issuer))) {
      throw new IOException("it calls itself " + described.get("issuer"));
    }
    if (!(described.get("jwks_uri") instanceof String keys)) {
      throw new IOException("it does not say where its keys are");
    }
    if (issuer.startsWith("https:") && !keys.startsWith("https:")) {
      throw new IOException("its keys could be changed on the way from " + keys);
    }
    return new Known(name, new JsonWebKeySet(get(keys)).getJsonWebKeys(), began);
  }

  private String get(String url) throws IOException, InterruptedException {
    HttpResponse<String> answer = answer(request(url));
    if (answer.statusCode() != 200) {
      throw new IOException(url + " answers " + answer.statusCode());
    }
    return answer.body();
  }

  private static HttpRequest request(String url) throws IOException {
    try {
      return HttpRequest.newBuilder(URI.create(url)).build();
    } catch (IllegalArgumentException malformed) {
      throw new IOException(malformed);
    }
  }

  /** The time limit of a request itself would end with the headers of the answer. */
  private HttpResponse<String> answer(HttpRequest request)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(
            request,
            BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_BYTES));
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failure) {
      throw new IOException(failure.getCause());
    } catch (TimeoutException silent) {
      throw new IOException(request.uri() + " does not answer in time", silent);
    } finally {
      answer.cancel(true);
    }
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  private static Refusal unavailable() {
    return Refusal.unavailable(
        "The provider of sign-ins does not answer, so nobody's access token can be checked. API"
            + " keys work.",
        PAUSE);
  }
}
