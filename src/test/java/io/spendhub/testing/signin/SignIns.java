package io.spendhub.testing.signin;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What a {@link Provider} is asked for by tests. */
public record SignIns(String issuer) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final long SECONDS = 300;

  /** At the provider of the service that tests share. */
  public static SignIns shared() {
    return new SignIns(Provider.shared());
  }

  /** A token that is genuine, until a test makes something else of it. */
  public record Token(
      SignIns from, Map<String, Object> header, Map<String, Object> claims, String key) {
    /** The same with another claim, or without it where the value is {@code ""}. */
    public Token with(String claim, Object value) {
      return new Token(from, header, changed(claims, claim, value), key);
    }

    public Token withHeader(String name, Object value) {
      return new Token(from, changed(header, name, value), claims, key);
    }

    /** Signed with another key than the header says. */
    public Token signedBy(String otherKey) {
      return new Token(from, header, claims, otherKey);
    }

    /** Signed with another key, which the header names. */
    public Token of(String otherKey) {
      return signedBy(otherKey).withHeader("kid", otherKey);
    }

    /** By the key that the provider has, in form and in name. */
    public Token onACurve() {
      return of(Provider.CURVE_KEY).withHeader("alg", "ES256");
    }

    /** As it goes into the header Authorization. */
    public String text() {
      Map<?, ?> answer =
          from.ask("sign", write(Map.of("header", header, "claims", claims, "key", key)));
      return String.valueOf(answer.get("token"));
    }

    private static Map<String, Object> changed(Map<String, Object> old, String name, Object value) {
      Map<String, Object> changed = new HashMap<>(old);
      changed.put(name, value);
      if (value.equals("")) {
        changed.remove(name);
      }
      return changed;
    }
  }

  /** Of whoever has this address, and an account of the same name. */
  public Token token(String email, Instant now) {
    return new Token(
        this,
        Map.of("alg", "RS256", "typ", "JWT", "kid", Provider.USUAL_KEY),
        Map.of(
            "iss",
            issuer,
            "sub",
            "account of " + email,
            "aud",
            Provider.AUDIENCE,
            "exp",
            now.getEpochSecond() + SECONDS,
            "iat",
            now.getEpochSecond(),
            "email",
            email,
            "email_verified",
            true),
        Provider.USUAL_KEY);
  }

  /** The token as a person sends it now. */
  public String signIn(String email) {
    return token(email, Instant.now()).text();
  }

  /** From now on the provider answers nobody, or everybody. */
  public void away(boolean away) {
    ask("away", String.valueOf(away));
  }

  public void newKey(String id) {
    ask("new-key", id);
  }

  public void withdraw(String key) {
    ask("withdraw", key);
  }

  private Map<?, ?> ask(String what, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(issuer + "/test/" + what))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return JSON.readValue(HTTP.send(request, BodyHandlers.ofString()).body(), Map.class);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException told) {
      throw new IllegalStateException(told);
    }
  }

  private static String write(Map<String, ?> value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
