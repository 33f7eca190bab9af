package io.spendhub.platform.security.people;

import io.github.bucket4j.Bucket;
import io.spendhub.platform.connections.FailureChain;
import io.spendhub.shared.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;

/**
 * Finds out whether an access token is genuine: signed by a key of the provider, for this service,
 * and at its time (RFC 7519, RFC 9068).
 */
final class AccessTokens {
  private static final Logger LOG = Logger.getLogger(AccessTokens.class);

  /** How far the provider's clock may be from ours. */
  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(30);

  private static final int LINES = 20;

  /**
   * Of pairs of keys only, of which the provider shows one half: with the others, whoever can check
   * a token can make one.
   */
  private static final AlgorithmConstraints ALGORITHMS =
      new AlgorithmConstraints(
          ConstraintType.PERMIT,
          AlgorithmIdentifiers.RSA_USING_SHA256,
          AlgorithmIdentifiers.RSA_USING_SHA384,
          AlgorithmIdentifiers.RSA_USING_SHA512,
          AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
          AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
          AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
          AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
          AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
          AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512,
          AlgorithmIdentifiers.EDDSA);

  /**
   * What a header says that an access token is; what says something else is made for another use.
   */
  private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

  private final ProviderKeys keys;
  private final String audience;
  private final Clock clock;
  private final Bucket lines =
      Bucket.builder()
          .addLimit(limit -> limit.capacity(LINES).refillGreedy(1, Duration.ofSeconds(1)))
          .build();

  AccessTokens(ProviderKeys keys, String audience, Clock clock) {
    this.keys = keys;
    this.audience = audience;
    this.clock = clock;
  }

  /**
   * What a genuine token says. May ask the provider, on the thread that it is called on.
   *
   * @throws Refusal 401 for any other token; 503 if the provider cannot be asked
   */
  AccessToken verify(String token) {
    if (token.split("\\.", -1).length != 3) {
      throw refused("The bearer token is neither the secret of an API key nor an access token.");
    }
    try {
      JwtContext genuine = consumer(keys.issuer()).process(token);
      requireType(genuine);
      return read(genuine.getJwtClaims());
    } catch (InvalidJwtException | MalformedClaimException invalid) {
      throw refusal(invalid);
    }
  }

  private JwtConsumer consumer(String issuer) {
    return new JwtConsumerBuilder()
        .setVerificationKeyResolver(keys)
        .setJwsAlgorithmConstraints(ALGORITHMS)
        .setExpectedIssuer(true, issuer)
        .setExpectedAudience(true, audience)
        .setRequireExpirationTime()
        .setRequireSubject()
        .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
        .setAllowedClockSkewInSeconds((int) CLOCKS_DIFFER.toSeconds())
        .build();
  }

  /** Keycloak says in a claim of its own what a token is for, and others in the header. */
  private void requireType(JwtContext token) throws MalformedClaimException {
    String header = token.getJoseObjects().getFirst().getHeader("typ");
    JwtClaims claims = token.getJwtClaims();
    boolean otherUse =
        (header != null && !TYPES.contains(header.toLowerCase(Locale.ROOT)))
            || (claims.hasClaim("typ")
                && !"Bearer".equalsIgnoreCase(claims.getStringClaimValue("typ")));
    if (otherUse) {
      throw refused("The token is not an access token.");
    }
    if (claims.hasClaim("cnf")) {
      throw refused("The access token is bound to a key, which a bearer cannot show.");
    }
  }

  private AccessToken read(JwtClaims claims) throws MalformedClaimException {
    String subject = claims.getSubject();
    if (!subject.matches("[ -~]{1,255}")) {
      throw refused("The access token has a subject of more than 255 characters, or not of ASCII.");
    }
    Instant expiry = Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis());
    return new AccessToken(
        claims.getIssuer(), subject, verifiedEmail(claims), expiry.plus(CLOCKS_DIFFER));
  }

  /** Some providers write a text where the standard has a truth value. */
  private static Optional<String> verifiedEmail(JwtClaims claims) {
    return Optional.ofNullable(claims.getClaimValue("email"))
        .filter(email -> "true".equals(String.valueOf(claims.getClaimValue("email_verified"))))
        .map(String::valueOf)
        .filter(email -> email.matches("[^\\p{Cntrl}\\p{Cs}]{3,254}"));
  }

  private Refusal refusal(Exception invalid) {
    return FailureChain.of(invalid)
        .filter(Refusal.class::isInstance)
        .map(Refusal.class::cast)
        .findFirst()
        .orElseGet(() -> refused(reason(invalid)));
  }

  /** In our words: those of the library repeat the token. */
  private static String reason(Exception invalid) {
    if (invalid instanceof InvalidJwtException jwt) {
      if (jwt.hasErrorCode(ErrorCodes.EXPIRED)) {
        return "The access token has expired.";
      }
      if (jwt.hasErrorCode(ErrorCodes.AUDIENCE_INVALID)
          || jwt.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
        return "The access token is for another audience.";
      }
      if (jwt.hasErrorCode(ErrorCodes.ISSUER_INVALID)
          || jwt.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
        return "The access token is of another issuer.";
      }
      if (jwt.hasErrorCode(ErrorCodes.NOT_YET_VALID)) {
        return "The access token is not valid yet.";
      }
    }
    return "The access token is not valid.";
  }

  /** Anybody can send such tokens, so that the log has some of them only. */
  private Refusal refused(String why) {
    if (lines.tryConsume(1)) {
      LOG.infof("Nobody signs in: %s", why);
    }
    return Refusal.of(Refusal.Kind.UNAUTHENTICATED, "unauthenticated", why);
  }
}
