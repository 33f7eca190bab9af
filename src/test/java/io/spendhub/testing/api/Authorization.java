package io.spendhub.testing.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Map;

/** An authorization as some call answered it. */
public record Authorization(Card card, JsonPath answer) {
  static Authorization made(Card card, Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
    return new Authorization(card, answer.jsonPath());
  }

  public String id() {
    return answer.getString("id");
  }

  public String path() {
    return "/v1/authorizations/" + id();
  }

  public String decision() {
    return answer.getString("decision");
  }

  public boolean approved() {
    return decision().equals("APPROVED");
  }

  /** The code of a decline; fails where there is none. */
  public String declineCode() {
    assertThat(decision()).isEqualTo("DECLINED");
    return answer.getString("declineCode");
  }

  public String status() {
    return answer.getString("status");
  }

  public Amounts amounts() {
    return Amounts.of(answer);
  }

  public Authorization clear(long amount) {
    return made(card, attempt("clearings", Map.of("amount", amount)));
  }

  /** Clears this much and releases what is left of the hold. */
  public Authorization clearFinally(long amount) {
    return made(card, attempt("clearings", Map.of("amount", amount, "final", true)));
  }

  public Authorization increment(long amount) {
    return made(card, attempt("increments", Map.of("amount", amount)));
  }

  public Authorization reverse(long amount) {
    return made(card, attempt("reversals", Map.of("amount", amount)));
  }

  public Authorization refund(long amount) {
    return made(card, attempt("refunds", Map.of("amount", amount)));
  }

  /** Tries an operation, whatever it may be answered. */
  public Response attempt(String operation, Map<String, ?> body) {
    return card.spending().move(path() + "/" + operation, body);
  }

  /** This authorization as it stands now. */
  public Authorization now() {
    Response shown = card.spending().get(path());
    assertThat(shown.statusCode()).as(shown.asString()).isEqualTo(200);
    return new Authorization(card, shown.jsonPath());
  }
}
