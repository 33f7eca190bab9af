package io.spendhub.vouchers.people.web;

import static io.spendhub.testing.api.Generation.campaign;
import static io.spendhub.testing.api.Generation.giftCard;
import static io.spendhub.testing.api.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Feed;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shops, and whose vouchers they take. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class ShopTest {
  private static final String SHOPS = "/v1/shops";

  private Spending acme;
  private String gifts;
  private String others;

  @BeforeEach
  void openCampaigns() {
    acme = Spending.inANewOrganization();
    gifts = campaign(acme, giftCard(100));
    others = campaign(acme, giftCard(100));
    acme.act("/v1/campaigns/" + gifts + "/activate");
    acme.post("/v1/vouchers", Map.of("campaignId", gifts, "code", "GIFT-1"));
  }

  @Test
  void a_shop_is_made_read_listed_and_deleted() {
    Response made = acme.post(SHOPS, Map.of("name", "north", "accepts", List.of(gifts)));

    assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
    String path = SHOPS + "/" + made.path("id");
    assertThat(made.header("Location")).endsWith(path);
    assertThat(made.jsonPath().getList("accepts")).containsExactly(gifts);
    assertThat(acme.get(path).asString()).isEqualTo(made.asString());
    String south = shop(Map.of("name", "south"));
    assertThat(acme.all(SHOPS, 1))
        .extracting(shop -> shop.get("name"))
        .containsExactly("south", "north");
    assertThat(acme.all(SHOPS + "?name=south", 5))
        .extracting(shop -> shop.get("id"))
        .containsExactly(south);

    assertThat(acme.tenant().call().delete(path).statusCode()).isEqualTo(204);

    refused(acme.get(path), 404, "shop_not_found");
    refused(acme.tenant().call().delete(path), 404, "shop_not_found");
    shop(Map.of("name", "north"));
  }

  @Test
  void every_shop_passes_while_none_is_known_and_then_only_those_that_are() {
    assertThat(redeemAt("anywhere").statusCode()).isEqualTo(201);
    String north = SHOPS + "/" + shop(Map.of("name", "north"));

    refused(redeemAt("anywhere"), 422, "shop_not_allowed");
    assertThat(redeemAt("north").statusCode()).isEqualTo(201);
    acme.tenant().call().delete(north);
    assertThat(redeemAt("anywhere").statusCode()).isEqualTo(201);
  }

  @Test
  void a_shop_takes_the_vouchers_of_the_campaigns_that_it_accepts() {
    String north = SHOPS + "/" + shop(Map.of("name", "north", "accepts", List.of(others)));
    refused(redeemAt("north"), 422, "shop_not_allowed");

    assertThat(accept(north, List.of(others, gifts)).jsonPath().getList("accepts"))
        .containsExactly(others, gifts);
    assertThat(redeemAt("north").statusCode()).isEqualTo(201);
    assertThat(accept(north, List.of()).jsonPath().getList("accepts")).isEmpty();
    refused(redeemAt("north"), 422, "shop_not_allowed");
    assertThat(accept(north, null).jsonPath().getList("accepts")).isNull();
    assertThat(redeemAt("north").statusCode()).isEqualTo(201);
  }

  private Response accept(String shop, @Nullable List<String> campaigns) {
    Map<String, @Nullable Object> change = new LinkedHashMap<>();
    change.put("accepts", campaigns);
    Response changed = acme.change(shop, change);
    assertThat(changed.statusCode()).as(changed.asString()).isEqualTo(200);
    return changed;
  }

  @Test
  void a_shop_accepts_campaigns_of_its_own_organization_only() {
    String foreign = campaign(Spending.inANewOrganization(), giftCard(1));
    String north = SHOPS + "/" + shop(Map.of("name", "north"));

    for (String id : List.of(foreign, Tenant.nobody())) {
      refused(
          acme.post(SHOPS, Map.of("name", "south", "accepts", List.of(gifts, id))),
          404,
          "campaign_not_found");
      refused(acme.change(north, Map.of("accepts", List.of(id))), 404, "campaign_not_found");
    }
    assertThat(acme.get(north).header("ETag")).isEqualTo("\"0\"");
  }

  @Test
  void a_name_is_taken_once_in_an_organization() {
    shop(Map.of("name", "north"));

    refused(acme.post(SHOPS, Map.of("name", "north")), 409, "name_taken");
    String south = SHOPS + "/" + shop(Map.of("name", "south"));
    refused(acme.change(south, Map.of("name", "north")), 409, "name_taken");
  }

  @Test
  void a_shop_is_changed_at_the_version_that_was_seen() {
    String north = SHOPS + "/" + shop(Map.of("name", "north", "accepts", List.of(gifts)));

    Response changed = acme.change(north, Map.of("metadata", Map.of("a", "b")));

    assertThat(changed.header("ETag")).isEqualTo("\"1\"");
    assertThat(changed.jsonPath().getList("accepts")).containsExactly(gifts);
    refused(acme.change(north, "\"0\"", Map.of("name", "x")), 412, "version_stale");
    refused(acme.tenant().call().body(Map.of("name", "x")).patch(north), 428, "version_required");
  }

  @Test
  void changes_of_shops_are_told() {
    String north = shop(Map.of("name", "north"));
    acme.change(SHOPS + "/" + north, Map.of("accepts", List.of(gifts)));
    acme.tenant().call().delete(SHOPS + "/" + north);

    Feed feed = new Feed(acme).readAsMany(7);

    assertThat(feed.types().subList(4, 7))
        .containsExactly("voucher.shop_changed", "voucher.shop_changed", "voucher.shop_deleted");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"name\":\"\"}",
        "{\"name\":[\"a\"]}",
        "{\"name\":\"a\\u0007b\"}",
        "{\"name\":\"a\",\"accepts\":\"x\"}",
        "{\"name\":\"a\",\"accepts\":[null]}",
        "{\"name\":\"a\",\"accepts\":[\"x\"]}",
        "{\"name\":\"a\",\"accepts\":{}}",
        "{\"name\":\"a\",\"campaigns\":[]}",
        "null"
      })
  void what_is_no_shop_is_refused_and_changes_nothing(String body) {
    Map<String, String> before = Stored.everythingOf(acme.organizationId());

    assertThat(refused(acme.tenant().call().body(body).post(SHOPS)).getInt("status"))
        .isEqualTo(400);

    assertThat(Stored.everythingOf(acme.organizationId())).isEqualTo(before);
  }

  @Test
  void shops_of_others_are_not_there() {
    String north = shop(Map.of("name", "north"));
    Spending rival = Spending.inANewOrganization();

    for (String id : List.of(north, Tenant.nobody())) {
      String path = SHOPS + "/" + id;
      refused(rival.get(path), 404, "shop_not_found");
      refused(rival.change(path, "*", Map.of("name", "x")), 404, "shop_not_found");
      refused(rival.tenant().call().delete(path), 404, "shop_not_found");
    }
    assertThat(rival.all(SHOPS, 5)).isEmpty();
    assertThat(acme.get(SHOPS + "/" + north).statusCode()).isEqualTo(200);
  }

  @Test
  void reading_needs_one_scope_and_writing_another() {
    String path = SHOPS + "/" + shop(Map.of("name", "north"));
    Spending reader = acme.withScopes("vouchers:read");
    Spending writer = acme.withScopes("vouchers:write");

    assertThat(reader.get(path).statusCode()).isEqualTo(200);
    assertThat(reader.tenant().call().delete(path).statusCode()).isEqualTo(403);
    assertThat(writer.get(path).statusCode()).isEqualTo(403);
    assertThat(writer.tenant().call().delete(path).statusCode()).isEqualTo(204);
  }

  private String shop(Map<String, ?> body) {
    Response made = acme.post(SHOPS, body);
    assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
    return made.path("id");
  }

  private Response redeemAt(String shop) {
    return acme.move("/v1/redemptions", Map.of("code", "GIFT-1", "shop", shop, "amount", 1));
  }
}
