package io.spendhub.vouchers.campaigns.web;

import static io.spendhub.testing.api.Campaign.giftCard;
import static io.spendhub.testing.api.Campaign.limited;
import static io.spendhub.testing.api.Campaign.off;
import static io.spendhub.testing.api.Campaign.percent;
import static io.spendhub.testing.api.Campaign.walletCredit;
import static io.spendhub.testing.api.Problems.refused;
import static io.spendhub.testing.api.Problems.refusedField;
import static java.util.Collections.singletonMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Feed;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Voucher;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class CampaignTest {
  private Spending acme;

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
  }

  @Test
  void a_campaign_begins_as_a_draft_with_the_usual_terms() {
    Response drafted = acme.post("/v1/campaigns", percent(10));

    assertThat(drafted.statusCode()).isEqualTo(201);
    JsonPath campaign = drafted.jsonPath();
    assertThat(drafted.header("Location")).endsWith("/v1/campaigns/" + campaign.getString("id"));
    assertThat(campaign.getString("status")).isEqualTo("DRAFT");
    assertThat(campaign.getString("currency")).isEqualTo("GBP");
    assertThat(campaign.getString("schedule.timezone")).isEqualTo("Europe/London");
    assertThat(campaign.getInt("code.length")).isEqualTo(12);
    assertThat(campaign.getString("code.charset")).doesNotContain("0", "O", "1", "I");
    assertThat(campaign.getBoolean("stacking.stackable")).isFalse();
    assertThat(campaign.<Object, Object>getMap("usage").values()).containsOnly(0);
    assertThat(acme.get("/v1/campaigns/" + campaign.getString("id")).asString())
        .isEqualTo(drafted.asString());
  }

  @Test
  void a_campaign_keeps_all_that_it_is_told() {
    Map<String, Object> told =
        Map.of(
            "name", "Spring",
            "type", "DISCOUNT",
            "discount", Map.of("kind", "PERCENT", "value", 15, "maxAmount", 500),
            "currency", "JPY",
            "code", Map.of("pattern", "####-####-####", "prefix", "SPRING-", "checkDigit", true),
            "schedule",
                Map.of(
                    "startsAt", "2026-03-01T00:00:00Z",
                    "endsAt", "2046-06-01T00:00:00Z",
                    "timezone", "Asia/Tokyo",
                    "weekdays", List.of("MONDAY"),
                    "hours", Map.of("from", "09:00", "to", "17:30"),
                    "validFor", "P30D"),
            "limits",
                Map.of("redemptions", 9, "perVoucher", 3, "perHolder", 2, "budgetAmount", 4_000),
            "rules",
                Map.of(
                    "all",
                    List.of(
                        Map.of("fact", "order.amount", "atLeast", 1_000),
                        Map.of("not", Map.of("fact", "items.category", "oneOf", List.of("wine"))))),
            "stacking", Map.of("stackable", true, "group", "season", "maxPerOrder", 2),
            "metadata", Map.of("owner", "marketing"));

    JsonPath kept = Campaign.drafted(acme, told).now();

    assertThat(kept.<String, Object>getMap("discount")).containsEntry("maxAmount", 500);
    assertThat(kept.getString("currency")).isEqualTo("JPY");
    assertThat(kept.getString("code.prefix")).isEqualTo("SPRING-");
    assertThat(kept.getInt("code.length")).isEqualTo(12);
    assertThat(kept.<String, Object>getMap("schedule"))
        .containsEntry("startsAt", "2026-03-01T00:00:00Z")
        .containsEntry("weekdays", List.of("MONDAY"))
        .containsEntry("validFor", "P30D");
    assertThat(kept.getString("schedule.hours.to")).startsWith("17:30");
    assertThat(kept.<String, Object>getMap("limits")).isEqualTo(told.get("limits"));
    assertThat(kept.<Map<String, Object>>get("rules")).isEqualTo(told.get("rules"));
    assertThat(kept.<String, Object>getMap("stacking")).isEqualTo(told.get("stacking"));
    assertThat(kept.<String, Object>getMap("metadata")).isEqualTo(told.get("metadata"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/discount/value     | out_of_range | {'discount':{'kind':'PERCENT','value':101}}",
        "/discount/value     | out_of_range | {'discount':{'kind':'AMOUNT','value':0}}",
        "/discount/maxAmount | not_allowed  | {'discount':{'kind':'AMOUNT','value':1,'maxAmount':1}}",
        "/discount           | required     | {'discount':null}",
        "/amount             | not_allowed  | {'amount':5}",
        "/limits/redemptions | out_of_range | {'limits':{'redemptions':0}}",
        "/limits/perHolder   | out_of_range | {'limits':{'perHolder':-1}}",
        "/schedule/endsAt    | out_of_range | {'schedule':{'startsAt':'2026-02-01T00:00:00Z','endsAt':'2026-02-01T00:00:00Z'}}",
        "/schedule/validFor  | out_of_range | {'schedule':{'validFor':'P0D'}}",
        "/code/length        | out_of_range | {'code':{'length':3}}",
        "/code/charset       | wrong_format | {'code':{'charset':'AB01'}}",
        "/code/pattern       | wrong_value  | {'code':{'length':5,'pattern':'####'}}",
        "/stacking/maxPerOrder | out_of_range | {'stacking':{'stackable':true,'maxPerOrder':0}}",
        "/rules/fact         | unknown_value | {'rules':{'fact':'moon','exists':true}}",
      })
  void terms_that_make_no_sense_are_refused(String pointer, String code, String terms) {
    JsonPath changed = new JsonPath(terms.replace('\'', '"'));
    Map<String, Object> body = new LinkedHashMap<>(percent(10));
    body.putAll(changed.getMap("$"));

    refusedField(acme.post("/v1/campaigns", body), pointer, code);
    assertThat(acme.all("/v1/campaigns", 10)).isEmpty();
  }

  @Test
  void what_a_voucher_carries_must_be_said_and_a_credit_is_credited_once() {
    refusedField(
        acme.post("/v1/campaigns", Body.without(giftCard(1), "amount")), "/amount", "required");
    refusedField(
        acme.post(
            "/v1/campaigns",
            Body.with(giftCard(1), "discount", Map.of("kind", "PERCENT", "value", 1))),
        "/discount",
        "not_allowed");
    refusedField(
        acme.post("/v1/campaigns", limited(walletCredit(1), "perVoucher", 2)),
        "/limits/perVoucher",
        "not_allowed");
  }

  @Test
  void a_draft_is_made_once_under_its_key() {
    Response first = acme.move("/v1/campaigns", percent(10), "spring");
    Response again = acme.move("/v1/campaigns", percent(10), "spring");

    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    refused(acme.move("/v1/campaigns", percent(11), "spring"), 422, "idempotency_key_reused");
    assertThat(acme.all("/v1/campaigns", 10)).hasSize(1);
  }

  @Test
  void a_campaign_is_changed_at_the_version_that_the_caller_saw() {
    Campaign campaign = Campaign.drafted(acme, percent(10));
    String seen = acme.get(campaign.path()).header("ETag");

    refused(
        acme.tenant().call().body(Map.of("name", "X")).patch(campaign.path()),
        428,
        "version_required");
    Response changed = acme.change(campaign.path(), seen, Map.of("name", "Autumn"));

    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.<String>path("name")).isEqualTo("Autumn");
    assertThat(changed.header("ETag")).isNotEqualTo(seen);
    refused(acme.change(campaign.path(), seen, Map.of("name", "Y")), 412, "version_stale");
    assertThat(campaign.now().getString("name")).isEqualTo("Autumn");
  }

  @Test
  void what_a_campaign_gives_and_its_life_change_no_version() {
    Campaign campaign = Campaign.drafted(acme, percent(10));
    String seen = acme.get(campaign.path()).header("ETag");

    campaign.activate();
    Voucher voucher = campaign.voucher();
    voucher.redeem(voucher.on(100));

    assertThat(acme.get(campaign.path()).header("ETag")).isEqualTo(seen);
    assertThat(acme.change(campaign.path(), seen, Map.of("name", "B")).statusCode()).isEqualTo(200);
  }

  @Test
  void only_a_draft_changes_what_its_vouchers_give() {
    Campaign campaign = Campaign.drafted(acme, percent(10));
    campaign.restate(Map.of("discount", Map.of("kind", "AMOUNT", "value", 300)));
    campaign.activate();

    refused(
        campaign.change(Map.of("discount", Map.of("kind", "AMOUNT", "value", 301))),
        409,
        "campaign_not_draft");
    campaign.restate(Map.of("limits", Map.of("redemptions", 5)));
    campaign.restate(singletonMap("limits", null));
    assertThat(campaign.now().<Object, Object>getMap("limits")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "redemptions, 2",
    "perVoucher, 2",
    "perHolder, 2",
    "budgetAmount, 60",
  })
  void no_limit_falls_below_what_was_used_and_reserved_of_it(String limit, long used) {
    Campaign campaign = Campaign.active(acme, off(30));
    Voucher voucher = campaign.voucher();
    Map<String, Object> ann = Body.with(voucher.on(100), "holder", "ann");
    voucher.redeem(ann);
    voucher.reserve(ann);

    refused(campaign.change(Map.of("limits", Map.of(limit, used - 1))), 409, "limit_below_usage");
    campaign.restate(Map.of("limits", Map.of(limit, used)));
    acme.proveLedger();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-,                 activate, ACTIVE,               -",
        "-,                 pause,    campaign_not_active,  -",
        "-,                 end,      ENDED,                -",
        "activate,          activate, ACTIVE,               -",
        "activate,          pause,    PAUSED,               -",
        "activate,          end,      ENDED,                -",
        "activate pause,    activate, ACTIVE,               -",
        "activate pause,    pause,    PAUSED,               -",
        "activate pause,    end,      ENDED,                -",
        "activate end,      activate, campaign_ended,       -",
        "activate end,      pause,    campaign_ended,       -",
        "activate end,      end,      ENDED,                -",
      })
  void a_campaign_goes_from_state_to_state(String before, String action, String becomes) {
    Campaign campaign = Campaign.drafted(acme, percent(10));
    for (String step : before == null ? new String[0] : before.split(" ")) {
      assertThat(acme.act(campaign.path() + "/" + step).statusCode()).isEqualTo(200);
    }

    Response answer = acme.act(campaign.path() + "/" + action);

    if (becomes.equals(becomes.toUpperCase(Locale.ROOT))) {
      assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
      assertThat(answer.<String>path("status")).isEqualTo(becomes);
      assertThat(campaign.now().getString("status")).isEqualTo(becomes);
    } else {
      refused(answer, 409, becomes);
    }
  }

  @Test
  void an_action_that_is_done_already_tells_no_event() {
    Campaign campaign = Campaign.drafted(acme, percent(10));
    campaign.activate();
    campaign.activate();
    campaign.pause();
    campaign.pause();
    campaign.end();
    campaign.end();

    assertThat(new Feed(acme).readAsMany(4).types())
        .containsExactly(
            "campaign.created", "campaign.activated", "campaign.paused", "campaign.ended");
  }

  @Test
  void an_ended_campaign_neither_changes_nor_issues() {
    Campaign campaign = Campaign.active(acme, percent(10));
    campaign.end();

    refused(campaign.change(Map.of("name", "Z")), 409, "campaign_ended");
    refused(campaign.issue(campaign.issuing()), 409, "campaign_ended");
    refused(campaign.publish("ann", "order-1"), 409, "campaign_ended");
  }

  @Test
  void a_campaign_that_is_over_stays_over() {
    Campaign campaign = Campaign.active(acme, percent(10));
    campaign.pause();
    campaign.endYesterday();

    refused(campaign.change(singletonMap("schedule", null)), 409, "campaign_over");
    refused(campaign.activate(), 409, "campaign_over");
    assertThat(campaign.now().getString("status")).isEqualTo("PAUSED");
  }

  @Test
  void a_draft_ends_in_the_future() {
    Map<String, String> past = Map.of("endsAt", "2020-01-01T00:00:00Z");
    Campaign draft = Campaign.drafted(acme, percent(10));

    refusedField(
        acme.post("/v1/campaigns", Body.with(percent(10), "schedule", past)),
        "/schedule/endsAt",
        "not_in_future");
    refusedField(draft.change(Map.of("schedule", past)), "/schedule/endsAt", "not_in_future");
  }

  @Test
  void campaigns_are_listed_by_status_and_type() {
    Campaign sale = Campaign.active(acme, percent(10));
    Campaign gifts = Campaign.drafted(acme, giftCard(100));
    Campaign thanks = Campaign.active(acme, walletCredit(100));

    assertThat(ids("")).containsExactly(thanks.id(), gifts.id(), sale.id());
    assertThat(ids("?status=ACTIVE")).containsExactly(thanks.id(), sale.id());
    assertThat(ids("?type=GIFT_CARD")).containsExactly(gifts.id());
    assertThat(ids("?type=GIFT_CARD&status=ENDED")).isEmpty();
  }

  private List<Object> ids(String filter) {
    return acme.all("/v1/campaigns" + filter, 1).stream().map(row -> row.get("id")).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"?status=active", "?type=COUPON", "?colour=red", "?limit=0", "?limit=201"})
  void a_filter_that_is_not_known_is_refused(String filter) {
    assertThat(refused(acme.get("/v1/campaigns" + filter)).getInt("status")).isEqualTo(400);
  }
}
