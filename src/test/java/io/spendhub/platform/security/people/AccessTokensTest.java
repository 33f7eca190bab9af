package io.spendhub.platform.security.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spendhub.shared.Refusal;
import io.spendhub.testing.MovedClock;
import io.spendhub.testing.signin.Provider;
import io.spendhub.testing.signin.SignIns;
import io.spendhub.testing.signin.SignIns.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AccessTokensTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Provider PROVIDER = Provider.start();

  private final MovedClock time = new MovedClock(NOON);
  private final AccessTokens tokens =
      new AccessTokens(
          new ProviderKeys(PROVIDER.issuer(), time.clock()), Provider.AUDIENCE, time.clock());

  @AfterAll
  static void end() {
    PROVIDER.close();
  }

  private static SignIns signIns() {
    return new SignIns(PROVIDER.issuer());
  }

  private static Token genuine() {
    return signIns().token("ada@example.com", NOON);
  }

  static List<UnaryOperator<Token>> good() {
    return List.of(
        token -> token,
        Token::onACurve,
        token -> token.with("aud", List.of("account", Provider.AUDIENCE)),
        token -> token.withHeader("typ", "at+jwt"),
        token -> token.with("typ", "Bearer"),
        token -> token.withHeader("typ", ""),
        token -> token.with("iat", 0).with("exp", NOON.getEpochSecond() - 29),
        token -> token.with("nbf", NOON.getEpochSecond() + 29),
        token -> token.with("email_verified", "true"));
  }

  @ParameterizedTest
  @MethodSource("good")
  void a_genuine_token_says_who_it_is(UnaryOperator<Token> change) {
    AccessToken read = tokens.verify(change.apply(genuine()).text());

    assertThat(read.issuer()).isEqualTo(PROVIDER.issuer());
    assertThat(read.subject()).isEqualTo("account of ada@example.com");
    assertThat(read.email()).contains("ada@example.com");
  }

  static List<Arguments> bad() {
    return List.of(
        bad("expired", token -> token.with("iat", 0).with("exp", NOON.getEpochSecond() - 31)),
        bad("not valid", token -> token.with("exp", "")),
        bad("not valid yet", token -> token.with("nbf", NOON.getEpochSecond() + 31)),
        bad("another audience", token -> token.with("aud", "another")),
        bad("another audience", token -> token.with("aud", "")),
        bad("another issuer", token -> token.with("iss", "https://login.example.com")),
        bad("not valid", token -> token.with("sub", "")),
        bad("subject", token -> token.with("sub", "x".repeat(256))),
        bad("subject", token -> token.with("sub", "a\0b")),
        bad("not valid", token -> token.signedBy("strange")),
        bad("not valid", token -> token.of("strange")),
        bad("not valid", token -> token.withHeader("alg", "none")),
        bad("not valid", token -> token.withHeader("alg", "none").withHeader("kid", "")),
        bad("not valid", token -> token.withHeader("alg", "HS256")),
        bad("not valid", token -> token.withHeader("alg", "ES256")),
        bad("not valid", token -> token.withHeader("crit", List.of("exp"))),
        bad("not an access token", token -> token.withHeader("typ", "logout+jwt")),
        bad("not an access token", token -> token.with("typ", "ID")),
        bad("bound to a key", token -> token.with("cnf", Map.of("jkt", "x"))));
  }

  private static Arguments bad(String why, UnaryOperator<Token> change) {
    return Arguments.of(why, change);
  }

  @ParameterizedTest
  @MethodSource("bad")
  void any_other_token_is_refused_and_told_why(String why, UnaryOperator<Token> change) {
    Refusal refusal = refusal(change.apply(genuine()).text());

    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAUTHENTICATED);
    assertThat(refusal.detail()).contains(why);
  }

  @ParameterizedTest
  @MethodSource("broken")
  void what_is_no_token_is_refused(String text) {
    assertThat(refusal(text).kind()).isEqualTo(Refusal.Kind.UNAUTHENTICATED);
  }

  static List<String> broken() {
    String token = genuine().text();
    return List.of(
        "secret",
        "..",
        "a.b.c",
        token.substring(0, token.length() - 3),
        token.replaceFirst("\\.[^.]*\\.", ".e30."),
        token + ".a.b",
        "é.é.é");
  }

  @ParameterizedTest
  @MethodSource("unverified")
  void an_email_counts_only_if_the_provider_has_verified_it(UnaryOperator<Token> change) {
    assertThat(tokens.verify(change.apply(genuine()).text()).email()).isEmpty();
  }

  static List<UnaryOperator<Token>> unverified() {
    return List.of(
        token -> token.with("email_verified", false),
        token -> token.with("email_verified", ""),
        token -> token.with("email", ""),
        token -> token.with("email", "a\0@example.com"),
        token -> token.with("email", "x".repeat(255)));
  }

  @Test
  void a_new_key_is_known_at_once_and_a_withdrawn_one_forgotten_in_ten_minutes() {
    tokens.verify(genuine().text());
    signIns().newKey("next");
    Token next = genuine().of("next").with("exp", NOON.plus(Duration.ofDays(1)).getEpochSecond());
    time.pass(ProviderKeys.PAUSE);

    tokens.verify(next.text());
    String withdrawn = next.text();
    signIns().withdraw("next");

    tokens.verify(withdrawn);
    time.pass(Duration.ofMinutes(10));
    assertThat(refusal(withdrawn).kind()).isEqualTo(Refusal.Kind.UNAUTHENTICATED);
  }

  @Test
  void tokens_that_anybody_makes_up_do_not_become_questions_to_the_provider() {
    tokens.verify(genuine().text());
    int before = PROVIDER.asked();

    for (int i = 0; i < 10; i++) {
      refusal(genuine().of("made up " + i).text());
    }
    assertThat(PROVIDER.asked()).isEqualTo(before);

    time.pass(ProviderKeys.PAUSE);
    refusal(genuine().withHeader("alg", "ES256").text());
    assertThat(PROVIDER.asked()).isEqualTo(before);
    refusal(genuine().of("made up").text());
    refusal(genuine().of("made up").text());
    assertThat(PROVIDER.asked()).isEqualTo(before + 1);

    time.pass(ProviderKeys.STRANGERS_PAUSE.minusSeconds(1));
    refusal(genuine().of("made up").text());
    assertThat(PROVIDER.asked()).isEqualTo(before + 1);
    time.pass(Duration.ofSeconds(1));
    refusal(genuine().of("made up").text());
    assertThat(PROVIDER.asked()).isEqualTo(before + 2);
  }

  @Test
  void while_the_provider_is_away_nobody_new_is_checked_and_known_keys_do_for_an_hour() {
    String text = genuine().with("exp", NOON.plus(Duration.ofDays(1)).getEpochSecond()).text();
    signIns().away(true);
    try {
      assertThat(refusal(text).kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
      assertThat(refusal(text).retryAfter()).contains(ProviderKeys.PAUSE);
      assertThat(refusal("no token").kind()).isEqualTo(Refusal.Kind.UNAUTHENTICATED);

      signIns().away(false);
      time.pass(ProviderKeys.PAUSE);
      tokens.verify(text);

      signIns().away(true);
      time.pass(Duration.ofMinutes(11));
      tokens.verify(text);
      time.pass(ProviderKeys.PAUSE);
      String unknown = genuine().of("unknown").text();
      assertThat(refusal(unknown).kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
      time.pass(Duration.ofMinutes(50));
      assertThat(refusal(text).kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
    } finally {
      signIns().away(false);
    }
  }

  @Test
  void who_describes_another_provider_is_not_asked_for_its_keys() {
    ProviderKeys keys =
        new ProviderKeys(PROVIDER.issuer().replace("localhost", "127.0.0.1"), time.clock());

    Refusal refusal = catchThrowableOfType(Refusal.class, keys::issuer);

    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
  }

  private Refusal refusal(String token) {
    return catchThrowableOfType(Refusal.class, () -> tokens.verify(token));
  }
}
