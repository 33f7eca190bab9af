package io.spendhub.vouchers.redemptions.persistence;

import static io.spendhub.testing.api.Campaign.giftCard;
import static io.spendhub.testing.api.Campaign.off;
import static java.util.Collections.singletonMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Voucher;
import io.spendhub.vouchers.redemptions.domain.OverdueVouchers;
import io.spendhub.vouchers.redemptions.domain.OverdueVouchers.Due;
import io.spendhub.vouchers.redemptions.domain.OverdueVouchers.DueCampaign;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What expiry finds to do, at times so late that no job of this test run comes before. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class OverdueVouchersTest {
  private static final Instant SPRING = Instant.parse("2999-03-01T00:00:00Z");
  private static final Instant AUTUMN = Instant.parse("2999-09-01T00:00:00Z");

  @Inject OverdueVouchers overdue;

  private Spending acme;

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
  }

  @Test
  void the_end_of_a_campaign_is_found_where_its_schedule_was_changed_to() {
    Campaign campaign = Campaign.active(acme, Body.with(giftCard(50), "schedule", ending(SPRING)));
    campaign.voucher();
    assertThat(over(SPRING)).containsExactly(campaign.uuid());
    assertThat(over(SPRING.minusMillis(1))).isEmpty();

    campaign.restate(Map.of("schedule", ending(AUTUMN)));
    assertThat(over(SPRING)).isEmpty();
    assertThat(over(AUTUMN)).containsExactly(campaign.uuid());

    campaign.restate(Map.of("name", "Late gifts"));
    assertThat(over(AUTUMN)).containsExactly(campaign.uuid());

    campaign.restate(singletonMap("schedule", null));
    assertThat(over(Instant.parse("9999-01-01T00:00:00Z"))).isEmpty();
  }

  @Test
  void a_campaign_that_carries_nothing_is_nothing_to_release() {
    Campaign.active(acme, Body.with(off(50), "schedule", ending(SPRING))).voucher();
    Campaign.active(acme, Body.with(giftCard(50), "schedule", ending(SPRING)));

    assertThat(over(SPRING)).isEmpty();
  }

  @Test
  void vouchers_of_a_campaign_are_listed_page_by_page() {
    Campaign campaign = Campaign.active(acme, giftCard(50));
    List<UUID> vouchers =
        List.of(campaign.voucher().uuid(), campaign.voucher().uuid(), campaign.voucher().uuid());
    DueCampaign asked = new DueCampaign(acme.organizationId(), campaign.uuid());

    List<Due> page = found(() -> overdue.carrying(asked, Optional.empty(), 2));
    List<Due> rest = found(() -> overdue.carrying(asked, Optional.of(page.getLast()), 2));

    assertThat(page).extracting(Due::voucherId).isEqualTo(vouchers.subList(0, 2));
    assertThat(rest).extracting(Due::voucherId).isEqualTo(vouchers.subList(2, 3));
  }

  @Test
  void expired_vouchers_are_listed_by_organization_those_first_that_expired_first() {
    Campaign campaign = Campaign.active(acme, giftCard(50));
    UUID last = expiring(campaign, AUTUMN).uuid();
    UUID first = expiring(campaign, SPRING).uuid();
    expiring(campaign, AUTUMN.plusSeconds(1));
    Spending other = Spending.inANewOrganization();
    expiring(Campaign.active(other, giftCard(50)), AUTUMN.plusSeconds(1));

    List<Due> page = expired(Optional.empty());

    assertThat(page).extracting(Due::voucherId).containsExactly(first, last);
    assertThat(expired(Optional.of(page.getFirst())))
        .extracting(Due::voucherId)
        .containsExactly(last);
    assertThat(found(() -> overdue.organizationsWithExpired(AUTUMN)))
        .contains(acme.organizationId())
        .doesNotContain(other.organizationId())
        .doesNotHaveDuplicates();
  }

  @Test
  void reservations_of_an_organization_do_not_wait_for_all_those_of_another() {
    Spending quiet = Spending.inANewOrganization();
    for (int campaign = 0; campaign < 3; campaign++) {
      reserved(acme);
    }
    DueCampaign ofQuiet = reserved(quiet);
    Instant tomorrow = Instant.now().plus(Duration.ofDays(1));

    List<DueCampaign> turns =
        found(() -> overdue.campaignsWithDueReservations(tomorrow, 10_000)).stream()
            .filter(due -> Set.of(acme, quiet).stream().anyMatch(it -> belongs(due, it)))
            .toList();

    assertThat(turns).hasSize(4);
    assertThat(turns.subList(0, 2)).contains(ofQuiet);
  }

  private static boolean belongs(DueCampaign due, Spending organization) {
    return due.organizationId().equals(organization.organizationId());
  }

  private static DueCampaign reserved(Spending organization) {
    Campaign campaign = Campaign.active(organization, giftCard(50));
    Voucher voucher = campaign.voucher();
    voucher.reserve(voucher.on(10));
    return new DueCampaign(organization.organizationId(), campaign.uuid());
  }

  private static Voucher expiring(Campaign campaign, Instant at) {
    return campaign.voucher(Body.with(campaign.issuing(), "expiresAt", at.toString()));
  }

  private static Map<String, Object> ending(Instant at) {
    return Map.of("endsAt", at.toString());
  }

  private List<Due> expired(Optional<Due> after) {
    return found(() -> overdue.expired(acme.organizationId(), AUTUMN, after, 10));
  }

  private List<UUID> over(Instant at) {
    return found(() -> overdue.campaignsOver(at)).stream()
        .filter(due -> belongs(due, acme))
        .map(DueCampaign::campaignId)
        .toList();
  }

  private static <T> List<T> found(Supplier<List<T>> question) {
    return QuarkusTransaction.requiringNew().call(question::get);
  }
}
