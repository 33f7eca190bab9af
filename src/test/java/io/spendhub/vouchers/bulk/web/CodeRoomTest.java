package io.spendhub.vouchers.bulk.web;

import static io.spendhub.testing.api.Campaign.percent;
import static io.spendhub.testing.api.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Generation;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Together;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A guess is a guess at all codes of a format, whichever campaigns they belong to. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class CodeRoomTest {
  private static final String TOO_SMALL = "pattern_too_small";

  /** 32 characters at 4 places are 1,048,576 possible codes. */
  private static final Map<String, Object> ROOM_FOR_ONE = Map.of("length", 4);

  /** 2 characters at 31 places. */
  private static final Map<String, Object> ROOM_FOR_2147 = Map.of("charset", "23", "length", 31);

  private Spending acme;

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
  }

  @Test
  void campaigns_whose_codes_look_alike_share_the_room_for_them() {
    campaign(ROOM_FOR_ONE).voucher();

    assertFull(campaign(ROOM_FOR_ONE));
    assertFull(campaign(Map.of("pattern", "##-##")));
    assertFull(campaign(Map.of("length", 4, "charset", "ZYXWVUTSRQPNMLKJHGFEDCBA98765432")));
  }

  @Test
  void what_guessers_have_to_guess_apart_has_room_of_its_own() {
    campaign(ROOM_FOR_ONE).voucher();

    campaign(Map.of("length", 4, "prefix", "A-")).voucher();
    campaign(Map.of("length", 4, "suffix", "A")).voucher();
    campaign(Map.of("length", 5)).voucher();
    Campaign.active(Spending.inANewOrganization(), body(ROOM_FOR_ONE)).voucher();
    assertFull(campaign(Map.of("length", 4, "prefix", "a")));
  }

  @Test
  void a_campaign_that_changes_its_format_leaves_its_codes_behind() {
    Campaign first = campaign(ROOM_FOR_ONE);
    first.voucher();
    first.restate(Map.of("code", Map.of("length", 12)));

    assertFull(campaign(ROOM_FOR_ONE));
  }

  @Test
  void codes_of_other_characters_count_by_how_likely_a_guess_hits_them() {
    // One of 31^5 codes is as likely to be hit as 1.2 of 32^5, of which there may be 33.
    Generation.of(acme, campaign(Map.of("length", 5, "charset", allBut("2"))).id(), 28).completed();
    Campaign large = campaign(Map.of("length", 5));

    refused(large.spending().post(Generation.pathOf(large.id()), count(1)), 422, TOO_SMALL);

    Campaign tiny = campaign(Map.of("length", 9, "charset", "23456789AB"));
    Generation.of(acme, campaign(Map.of("length", 9)).id(), 10_000).completed();
    Generation.of(acme, tiny.id(), 999).completed();
  }

  @Test
  void codes_that_jobs_of_other_campaigns_will_make_count_already() {
    Campaign one = campaign(ROOM_FOR_2147);
    Campaign other = campaign(ROOM_FOR_2147);
    Generation.of(acme, one.id(), 2_000);

    refused(acme.post(Generation.pathOf(other.id()), count(148)), 422, TOO_SMALL);
    Generation.of(acme, other.id(), 147).completed();
    refused(issue(one), 422, TOO_SMALL);
    refused(issue(other), 422, TOO_SMALL);
  }

  @Test
  void of_many_campaigns_that_ask_at_once_one_has_the_room() {
    List<Campaign> campaigns =
        IntStream.range(0, 6).mapToObj(number -> campaign(ROOM_FOR_ONE)).toList();

    List<Response> answers = Together.run(6, thread -> issue(campaigns.get(thread)));

    assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() != 201)
        .allSatisfy(answer -> refused(answer, 422, TOO_SMALL));
  }

  @Test
  void codes_that_are_chosen_take_no_room_from_other_campaigns() {
    campaign(ROOM_FOR_ONE).voucher("ABBA");

    campaign(ROOM_FOR_ONE).voucher();
  }

  @Test
  void a_generation_of_codes_that_all_exist_fails_for_good() {
    Campaign campaign = campaign(Map.of());
    for (int number = 0; number < 16; number++) {
      String bits = "%4s".formatted(Integer.toBinaryString(number)).replace(' ', '0');
      campaign.voucher(bits.replace('1', '3').replace('0', '2'));
    }

    JsonPath job = openedPastTheApi(campaign, "{\"charset\":\"23\",\"length\":4}").ended().now();

    assertThat(job.getString("status")).isEqualTo("FAILED");
    assertThat(job.getString("failure")).isEqualTo(TOO_SMALL);
    assertThat(job.getLong("done")).isZero();
    assertThat(campaign.usage("vouchers")).isEqualTo(16);
  }

  /** So small a format is refused over the API, and to fill a larger one takes long. */
  private Generation openedPastTheApi(Campaign campaign, String format) {
    UUID id = UUID.randomUUID();
    Stored.change(
        """
        insert into vouchers.jobs (organization_id, id, kind, campaign_id, code, status, total,
          request_id, next_at, created_at)
        select organization_id, ?, 'GENERATION', id, (terms -> 'code' || ?::jsonb)::json, 'PENDING',
          1, 'r', now(), now()
        from vouchers.campaigns where id = ?
        """,
        id,
        format,
        campaign.uuid());
    return new Generation(acme, campaign.id(), id.toString());
  }

  private void assertFull(Campaign campaign) {
    refused(issue(campaign), 422, TOO_SMALL);
    refused(campaign.publish("ann", "order-1"), 422, TOO_SMALL);
    refused(acme.post(Generation.pathOf(campaign.id()), count(1)), 422, TOO_SMALL);
  }

  private static Response issue(Campaign campaign) {
    return campaign.issue(campaign.issuing());
  }

  private static Map<String, Object> count(int count) {
    return Map.of("count", count);
  }

  private static String allBut(String character) {
    return "23456789ABCDEFGHJKLMNPQRSTUVWXYZ".replace(character, "");
  }

  private Campaign campaign(Map<String, ?> code) {
    return Campaign.active(acme, body(code));
  }

  private static Map<String, Object> body(Map<String, ?> code) {
    return Body.with(percent(10), "code", code);
  }
}
