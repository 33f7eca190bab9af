package io.spendhub.identity;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.spendhub.shared.UserRole;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.signin.SignIns;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An organization to test in, known by its first key, which has every scope. */
public record Tenant(UUID organizationId, UUID keyId, String secret) {
  private static final String NOBODY = "00000000-0000-7000-8000-000000000000";

  /** Opens a new organization, in London and in pounds. */
  public static Tenant open() {
    Response opened =
        bearing(PostgresResource.OPERATOR_KEY)
            .body(Map.of("name", "Acme", "timezone", "Europe/London", "defaultCurrency", "GBP"))
            .post("/v1/organizations");
    opened.then().statusCode(201);
    return new Tenant(
        UUID.fromString(opened.path("organization.id")),
        UUID.fromString(opened.path("apiKey.id")),
        opened.path("apiKey.secret"));
  }

  /** A request with any secret. */
  public static RequestSpecification bearing(String secret) {
    return given().header("Authorization", "Bearer " + secret).contentType(ContentType.JSON);
  }

  /** A request with this organization's first key. */
  public RequestSpecification call() {
    return bearing(secret);
  }

  /** The secret of a new key with these scopes. */
  public String keyWith(List<String> scopes) {
    return post("/v1/api-keys", Map.of("name", "Test", "scopes", scopes))
        .statusCode(201)
        .extract()
        .path("secret");
  }

  public ValidatableResponse post(String path, Object body) {
    return call().body(body).post(path).then();
  }

  public ValidatableResponse get(String path) {
    return call().get(path).then();
  }

  public ValidatableResponse delete(String path) {
    return call().delete(path).then();
  }

  /** Changes a resource at the version that it has now. */
  public ValidatableResponse patch(String path, Object body) {
    String version = get(path).statusCode(200).extract().header("ETag");
    return call().header("If-Match", version).body(body).patch(path).then();
  }

  public String user(String email) {
    return post("/v1/users", Map.of("email", email, "name", "Somebody"))
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** A user in a role; what a person does who signs in as them is called by {@link #as}. */
  public String user(String email, UserRole role) {
    return post("/v1/users", Map.of("email", email, "name", "Somebody", "role", role))
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** A request of the person with this address, in this organization. */
  public RequestSpecification as(String email) {
    return as(SignIns.shared().token(email, Instant.now()));
  }

  public RequestSpecification as(SignIns.Token token) {
    return bearing(token.text()).header("SpendHub-Organization", organizationId);
  }

  public String team(String name) {
    return post("/v1/teams", Map.of("name", name)).statusCode(201).extract().path("id");
  }

  /** An id that nothing has. */
  public static String nobody() {
    return NOBODY;
  }
}
