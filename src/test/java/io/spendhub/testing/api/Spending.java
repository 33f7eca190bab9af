package io.spendhub.testing.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spendhub.identity.Tenant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An organization that spends, through the API and with a key of its own for every call. */
public record Spending(Tenant tenant) {
  /** Opens an organization in London, in pounds, with a key that has every scope. */
  public static Spending inANewOrganization() {
    return new Spending(Tenant.open());
  }

  /** The same organization, called with a new API key that has these scopes only. */
  public Spending withScopes(String... scopes) {
    String secret = tenant.keyWith(Arrays.asList(scopes));
    return new Spending(new Tenant(tenant.organizationId(), tenant.keyId(), secret));
  }

  public UUID organizationId() {
    return tenant.organizationId();
  }

  /** Moves money, or tries to, under an idempotency key that nobody used before. */
  public Response move(String path, Object body) {
    return move(path, body, UUID.randomUUID().toString());
  }

  public Response move(String path, Object body, String idempotencyKey) {
    return tenant.call().header("Idempotency-Key", idempotencyKey).body(body).post(path);
  }

  /** A POST without an idempotency key. */
  public Response post(String path, Object body) {
    return tenant.call().body(body).post(path);
  }

  /** An action: a POST without a body. */
  public Response act(String path) {
    return tenant.call().post(path);
  }

  public Response get(String path) {
    return tenant.call().get(path);
  }

  /** Changes a resource at the version that it has now. */
  public Response change(String path, Map<String, ?> changes) {
    return change(path, get(path).header("ETag"), changes);
  }

  /** Changes a resource at this version. */
  public Response change(String path, String version, Map<String, ?> changes) {
    return tenant.call().header("If-Match", version).body(changes).patch(path);
  }

  public String newUser() {
    return tenant.user(UUID.randomUUID() + "@example.com");
  }

  public String newTeam() {
    return tenant.team("Team " + UUID.randomUUID());
  }

  /** The body that opens a wallet of a new team. */
  public Map<String, Object> walletIn(String currency, Limit... limits) {
    return Map.of(
        "owner",
        Map.of("type", "TEAM", "id", newTeam()),
        "name",
        "Travel",
        "currency",
        currency,
        "limits",
        Arrays.stream(limits).map(Limit::fields).toList());
  }

  /** A new team's wallet with nothing in it. */
  public Wallet wallet(String currency, Limit... limits) {
    Response opened = post("/v1/wallets", walletIn(currency, limits));
    assertThat(opened.statusCode()).as(opened.asString()).isEqualTo(201);
    return new Wallet(this, opened.path("id"), currency);
  }

  /** A new team's wallet with this much in it. */
  public Wallet walletWith(Cash cash, Limit... limits) {
    Wallet wallet = wallet(cash.currency(), limits);
    assertThat(wallet.topUp(cash.amount()).statusCode()).isEqualTo(201);
    return wallet;
  }

  /** All that a list holds, read in pages of this many. */
  public List<Map<String, Object>> all(String path, int pageSize) {
    return Pages.of(this, path, pageSize).all();
  }

  /** What the ledger says of itself. */
  public JsonPath verification() {
    Response proof = get("/v1/ledger/verification");
    assertThat(proof.statusCode()).as(proof.asString()).isEqualTo(200);
    return proof.jsonPath();
  }

  /** Asserts that the ledger of this organization proves itself. */
  public void proveLedger() {
    JsonPath proof = verification();
    assertThat(proof.getList("checks.findAll { !it.ok }")).isEmpty();
    assertThat(proof.getBoolean("ok")).isTrue();
  }
}
