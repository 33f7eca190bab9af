package io.spendhub.identity.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesRegex;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.spendhub.identity.Tenant;
import io.spendhub.identity.domain.Scopes;
import io.spendhub.testing.PostgresResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class OrganizationTest {
  private static final String PATH = "/v1/organizations";
  private static final String NOBODY = "00000000-0000-7000-8000-000000000000";

  @Test
  void the_operator_opens_an_organization_and_gets_its_first_key() {
    ValidatableResponse opened =
        open(body()).statusCode(201).header("Location", matchesRegex(".*/v1/organizations/[^/]+"));

    opened
        .body("organization.id", matchesRegex("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-.*"))
        .body("organization.name", equalTo("Acme"))
        .body("organization.timezone", equalTo("Asia/Tokyo"))
        .body("organization.defaultCurrency", equalTo("JPY"))
        .body("organization.createdAt", matchesRegex(".*Z"))
        .body("apiKey.secret", matchesRegex("shk_[A-Za-z0-9_-]{64}"));
    String secret = opened.extract().path("apiKey.secret");
    Tenant.bearing(secret)
        .get("/v1/api-keys/" + opened.extract().path("apiKey.id"))
        .then()
        .statusCode(200)
        .body("scopes", hasSize(Scopes.all().names().size()))
        .body("secret", nullValue());
  }

  @Test
  void the_operator_lists_organizations_newest_first_page_by_page() {
    String older = Tenant.open().organizationId().toString();
    String newer = Tenant.open().organizationId().toString();

    ValidatableResponse first = list("?limit=1").statusCode(200).body("data", hasSize(1));
    String cursor = first.extract().path("nextCursor");
    ValidatableResponse second = list("?limit=1&cursor=" + cursor).statusCode(200);

    assertThat(first.extract().<List<String>>path("data.id")).containsExactly(newer);
    assertThat(second.extract().<List<String>>path("data.id")).containsExactly(older);
  }

  @Test
  void a_key_of_a_tenant_neither_opens_nor_lists_organizations() {
    Tenant tenant = Tenant.open();

    tenant
        .post(PATH, body())
        .statusCode(403)
        .body("code", equalTo("forbidden"))
        .body("detail", equalTo("Only the operator's key (SPENDHUB_ADMIN_KEY) may do this."));
    tenant.get(PATH).statusCode(403).contentType("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/users", "/v1/teams", "/v1/api-keys", "/v1/organizations/" + NOBODY})
  void the_operator_does_nothing_else(String path) {
    Tenant.bearing(PostgresResource.OPERATOR_KEY).get(path).then().statusCode(403);
  }

  @Test
  void a_key_reads_its_own_organization_and_no_other() {
    Tenant tenant = Tenant.open();
    String poor = tenant.keyWith(List.of("events:read"));

    Tenant.bearing(poor)
        .get(PATH + "/" + tenant.organizationId())
        .then()
        .statusCode(200)
        .body("timezone", equalTo("Europe/London"));
    Tenant.bearing(poor)
        .get(PATH + "/" + Tenant.open().organizationId())
        .then()
        .statusCode(404)
        .body("code", equalTo("organization_not_found"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer test-operator-kez",
        "Bearer test-operator-key2",
        "Basic dGVzdC1vcGVyYXRvci1rZXk6",
        "test-operator-key"
      })
  void other_credentials_open_nothing(String authorization) {
    given()
        .header("Authorization", authorization)
        .contentType(ContentType.JSON)
        .body(body())
        .post(PATH)
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", startsWith("Bearer"))
        .contentType("application/problem+json")
        .body("code", equalTo("unauthenticated"))
        .body("detail", equalTo("This needs the operator's key, which SPENDHUB_ADMIN_KEY sets."));
  }

  @Test
  void credentials_are_asked_for_before_the_body_is_read() {
    given().contentType(ContentType.JSON).body("{").post(PATH).then().statusCode(401);
    Tenant.open().call().body("{").post(PATH).then().statusCode(403);
  }

  @ParameterizedTest
  @CsvSource({
    "timezone, +01:00",
    "timezone, Europe/Atlantis",
    "timezone, europe/london",
    "timezone, ''",
    "defaultCurrency, gbp",
    "defaultCurrency, XXX",
    "defaultCurrency, ZZZ",
    "defaultCurrency, ''",
    "name, ''",
    "name, ' '",
    "name, card 4242424242424242"
  })
  void a_field_out_of_range_is_refused_by_name(String field, String value) {
    Map<String, Object> body = body();
    body.put(field, value);

    open(body)
        .statusCode(400)
        .body("code", equalTo("validation_failed"))
        .body("errors.pointer", equalTo(List.of("/" + field)));
  }

  @ParameterizedTest
  @CsvSource({
    "timezone, Europe/Atlantis, time_zone_name",
    "defaultCurrency, XAU, unknown_currency",
    "name, ' ', blank"
  })
  void a_field_out_of_range_says_why(String field, String value, String code) {
    Map<String, Object> body = body();
    body.put(field, value);

    open(body).statusCode(400).body("errors.code", equalTo(List.of(code)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "timezone", "defaultCurrency"})
  void every_field_is_required(String field) {
    Map<String, Object> body = body();
    body.remove(field);

    open(body).statusCode(400).body("errors.pointer", hasItem("/" + field));
  }

  @Test
  void an_unknown_field_is_refused() {
    Map<String, Object> body = body();
    body.put("plan", "gold");

    open(body).statusCode(400).body("errors.pointer", hasItem("/plan"));
  }

  @Test
  void a_secret_is_in_no_table() throws Exception {
    Tenant tenant = Tenant.open();

    assertThat(Rows.textOf("identity.api_keys"))
        .anyMatch(row -> row.contains(tenant.keyId().toString()))
        .noneMatch(row -> row.contains(tenant.secret()))
        .noneMatch(row -> row.contains(Rows.hex(tenant.secret())));
    assertThat(tenant.get("/v1/api-keys").extract().asString())
        .as("no list shows it either")
        .doesNotContain(tenant.secret());
  }

  private static Map<String, Object> body() {
    return new HashMap<>(
        Map.of("name", "Acme", "timezone", "Asia/Tokyo", "defaultCurrency", "JPY"));
  }

  private static ValidatableResponse open(Map<String, Object> body) {
    return Tenant.bearing(PostgresResource.OPERATOR_KEY).body(body).post(PATH).then();
  }

  private static ValidatableResponse list(String query) {
    return Tenant.bearing(PostgresResource.OPERATOR_KEY).get(PATH + query).then();
  }
}
