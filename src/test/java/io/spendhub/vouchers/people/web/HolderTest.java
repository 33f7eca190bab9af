package io.spendhub.vouchers.people.web;

import static io.spendhub.testing.api.Generation.campaign;
import static io.spendhub.testing.api.Generation.giftCard;
import static io.spendhub.testing.api.Problems.refused;
import static io.spendhub.testing.api.Problems.refusedField;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Feed;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holders of vouchers, of whom an organization says something. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class HolderTest {
  private static final String HOLDERS = "/v1/holders";

  private Spending acme;

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
  }

  @Test
  void a_holder_is_made_read_and_listed() {
    Response made = acme.post(HOLDERS, Map.of("name", "ada", "metadata", Map.of("tier", "gold")));

    assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
    String id = made.path("id");
    assertThat(made.header("Location")).endsWith(HOLDERS + "/" + id);
    assertThat(made.header("ETag")).isEqualTo("\"0\"");
    assertThat(made.<String>path("status")).isEqualTo("ACTIVE");
    assertThat(acme.get(HOLDERS + "/" + id).asString()).isEqualTo(made.asString());
    String other = holder("bob");
    assertThat(acme.all(HOLDERS, 1)).extracting(each -> each.get("id")).containsExactly(other, id);
    assertThat(acme.all(HOLDERS + "?name=ada", 5)).hasSize(1);
    assertThat(acme.all(HOLDERS + "?status=BLOCKED", 5)).isEmpty();
  }

  @Test
  void a_name_is_taken_once_in_an_organization() {
    holder("ada");

    refused(acme.post(HOLDERS, Map.of("name", "ada")), 409, "name_taken");
    String bob = HOLDERS + "/" + holder("bob");
    refused(acme.change(bob, Map.of("name", "ada")), 409, "name_taken");
    holder("Ada");
    assertThat(Spending.inANewOrganization().post(HOLDERS, Map.of("name", "ada")).statusCode())
        .isEqualTo(201);
  }

  @Test
  void the_same_key_makes_one_holder() {
    Response first = acme.move(HOLDERS, Map.of("name", "ada"), "one");
    Response again = acme.move(HOLDERS, Map.of("name", "ada"), "one");

    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.asString()).isEqualTo(first.asString());
  }

  @Test
  void a_holder_is_changed_at_the_version_that_was_seen() {
    String path = HOLDERS + "/" + holder("ada");

    Response changed = acme.change(path, Map.of("name", "eve", "metadata", Map.of("a", "b")));

    assertThat(changed.statusCode()).as(changed.asString()).isEqualTo(200);
    assertThat(changed.header("ETag")).isEqualTo("\"1\"");
    assertThat(changed.<String>path("name")).isEqualTo("eve");
    refused(acme.change(path, "\"0\"", Map.of("name", "x")), 412, "version_stale");
    refused(acme.tenant().call().body(Map.of("name", "x")).patch(path), 428, "version_required");
  }

  @Test
  void a_blocked_holder_redeems_nothing_until_unblocked() {
    String gifts = campaign(acme, giftCard(100));
    acme.act("/v1/campaigns/" + gifts + "/activate");
    acme.post("/v1/vouchers", Map.of("campaignId", gifts, "code", "GIFT-1"));
    String ada = HOLDERS + "/" + holder("ada");

    Response blocked = acme.act(ada + "/block");

    assertThat(blocked.statusCode()).isEqualTo(200);
    assertThat(blocked.<String>path("status")).isEqualTo("BLOCKED");
    assertThat(blocked.header("ETag")).as("nothing that PATCH changes").isEqualTo("\"0\"");
    refused(redeem("ada"), 422, "holder_blocked");
    assertThat(redeem("bob").statusCode()).isEqualTo(201);
    assertThat(acme.act(ada + "/unblock").<String>path("status")).isEqualTo("ACTIVE");
    assertThat(redeem("ada").statusCode()).isEqualTo(201);
  }

  @Test
  void a_block_is_told_once() {
    String ada = holder("ada");
    acme.act(HOLDERS + "/" + ada + "/block");
    acme.act(HOLDERS + "/" + ada + "/block");
    acme.act(HOLDERS + "/" + ada + "/unblock");

    Feed feed = new Feed(acme).readAsMany(2);

    assertThat(feed.types()).containsExactly("voucher.holder_blocked", "voucher.holder_unblocked");
    assertThat(feed.events()).allSatisfy(event -> assertThat(event).containsEntry("subject", ada));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"name\":null}",
        "{\"name\":\"\"}",
        "{\"name\":\" \"}",
        "{\"name\":1}",
        "{\"name\":\"a\\u0000b\"}",
        "{\"name\":\"4111111111111111\"}",
        "{\"name\":\"ada\",\"status\":\"BLOCKED\"}",
        "{\"name\":\"ada\",\"metadata\":[]}",
        "{\"name\":\"ada\",\"metadata\":{\"a\":1}}",
        "[]",
        "{"
      })
  void what_is_no_holder_is_refused_and_changes_nothing(String body) {
    Map<String, String> before = Stored.everythingOf(acme.organizationId());

    assertThat(refused(acme.tenant().call().body(body).post(HOLDERS)).getInt("status"))
        .isEqualTo(400);

    assertThat(Stored.everythingOf(acme.organizationId())).isEqualTo(before);
  }

  @Test
  void a_name_has_at_most_as_many_characters_as_redemptions_may_say() {
    refusedField(acme.post(HOLDERS, Map.of("name", "x".repeat(256))), "/name", "too_long");
    holder("x".repeat(255));
  }

  @Test
  void holders_of_others_are_not_there() {
    String ada = holder("ada");
    Spending rival = Spending.inANewOrganization();

    for (String id : List.of(ada, Tenant.nobody())) {
      String path = HOLDERS + "/" + id;
      refused(rival.get(path), 404, "holder_not_found");
      refused(rival.change(path, "*", Map.of("name", "x")), 404, "holder_not_found");
      refused(rival.act(path + "/block"), 404, "holder_not_found");
      refused(rival.act(path + "/unblock"), 404, "holder_not_found");
    }
    assertThat(rival.all(HOLDERS, 5)).isEmpty();
  }

  @Test
  void reading_needs_one_scope_and_writing_another() {
    String path = HOLDERS + "/" + holder("ada");
    Spending reader = acme.withScopes("vouchers:read");
    Spending writer = acme.withScopes("vouchers:write");

    assertThat(reader.get(path).statusCode()).isEqualTo(200);
    assertThat(reader.act(path + "/block").statusCode()).isEqualTo(403);
    assertThat(reader.post(HOLDERS, Map.of("name", "x")).statusCode()).isEqualTo(403);
    assertThat(writer.get(path).statusCode()).isEqualTo(403);
    assertThat(writer.act(path + "/block").statusCode()).isEqualTo(200);
  }

  private String holder(String name) {
    Response made = acme.post(HOLDERS, Map.of("name", name));
    assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
    return made.path("id");
  }

  private Response redeem(String holder) {
    return acme.move("/v1/redemptions", Map.of("code", "GIFT-1", "holder", holder, "amount", 1));
  }
}
