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
 * forgotten, and again for a token that none of them fits, since providers change them; but never
 * more often than {@link #PAUSE}, so that tokens made up by anybody do not become questions to the
 * provider.
 */
final class ProviderKeys implements VerificationKeyResolver {
  private static final Logger LOG = Logger.getLogger(ProviderKeys.class);
  private static final String DISCOVERY = "/.well-known/openid-configuration";

  static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration FRESH_FOR = Duration.ofMinutes(10);

  /** While the provider is away, those that it had are taken for its keys so long. */
  private static final Duration KEPT_FOR = Duration.ofHours(1);

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
  private volatile Instant askedAt = Instant.MIN;
  private boolean away;

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
        .or(() -> select(token, newerThan(first)))
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

  private Known current() {
    @Nullable Known last = known;
    if (last != null && isYounger(last, FRESH_FOR)) {
      return last;
    }
    synchronized (this) {
      return isDue() ? ask() : lastResort();
    }
  }

  private synchronized Known newerThan(Known seen) {
    @Nullable Known last = known;
    if (last != null && last.askedAt().isAfter(seen.askedAt())) {
      return last;
    }
    if (isDue()) {
      ask();
    }
    if (away) {
      throw unavailable();
    }
    return lastResort();
  }

  private boolean isDue() {
    return !clock.instant().isBefore(askedAt.plus(PAUSE));
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

  /** One at a time: the others wait for its answer. */
  private Known ask() {
    askedAt = clock.instant();
    try {
      Known answer = fetch();
      if (away) {
        LOG.infof("The OpenID provider %s answers again", issuer);
      }
      away = false;
      known = answer;
      return answer;
    } catch (IOException | JoseException failure) {
      if (!away) {
        LOG.warnf("The OpenID provider %s cannot be asked: %s", issuer, failure);
      }
      away = true;
      return lastResort();
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
      throw unavailable();
    }
  }

  private Known fetch() throws IOException, JoseException, InterruptedException {
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
    return new Known(name, new JsonWebKeySet(get(keys)).getJsonWebKeys(), askedAt);
  }

  private String get(String url) throws IOException, InterruptedException {
    HttpRequest request;
    try {
      request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
    } catch (IllegalArgumentException malformed) {
      throw new IOException(malformed);
    }
    HttpResponse<String> answer =
        http.send(
            request,
            BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_BYTES));
    if (answer.statusCode() != 200) {
      throw new IOException(url + " answers " + answer.statusCode());
    }
    return answer.body();
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
