package io.spendhub.vouchers.redemptions.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.platform.jobs.OrganizationTurns;
import io.spendhub.vouchers.redemptions.domain.OverdueVouchers;
import io.spendhub.vouchers.redemptions.domain.OverdueVouchers.Due;
import io.spendhub.vouchers.redemptions.domain.OverdueVouchers.DueCampaign;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whose vouchers are released next. */
class ReleaseTurnsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final int AT_ONCE = 5;
  private static final UUID BUSY = new UUID(1, 0);
  private static final UUID QUIET = new UUID(2, 0);

  private final Listed listed = new Listed();

  @Test
  void one_voucher_of_an_organization_does_not_wait_for_the_many_of_another() {
    listed.expired.put(BUSY, dueOf(BUSY, 1, 1_000));
    listed.expired.put(QUIET, dueOf(QUIET, 1, 1));
    OrganizationTurns<Due> turns = ReleaseTurns.of(listed, NOW, AT_ONCE);

    assertThat(round(turns)).containsExactly(listed.of(BUSY).subList(0, AT_ONCE), listed.of(QUIET));
    assertThat(turns.isOver()).isFalse();
  }

  @Test
  void those_of_campaigns_that_are_over_have_their_turn_too() {
    listed.over.put(new DueCampaign(BUSY, new UUID(7, 1)), dueOf(BUSY, 1, 1_000));
    listed.over.put(new DueCampaign(QUIET, new UUID(7, 2)), dueOf(QUIET, 2, 1));
    OrganizationTurns<Due> turns = ReleaseTurns.of(listed, NOW, AT_ONCE);

    assertThat(round(turns)).flatExtracting(batch -> batch).containsAll(dueOf(QUIET, 2, 1));
  }

  @Test
  void every_voucher_comes_once_and_then_it_is_over() {
    listed.expired.put(BUSY, dueOf(BUSY, 1, 2 * AT_ONCE));
    listed.over.put(new DueCampaign(BUSY, new UUID(7, 2)), dueOf(BUSY, 2, 3));
    listed.over.put(new DueCampaign(BUSY, new UUID(7, 3)), dueOf(BUSY, 3, 3));
    listed.expired.put(QUIET, dueOf(QUIET, 4, 7));
    OrganizationTurns<Due> turns = ReleaseTurns.of(listed, NOW, AT_ONCE);

    List<Due> all = new ArrayList<>();
    while (!turns.isOver()) {
      turns.round((organization, batch) -> all.addAll(batch));
    }

    assertThat(all).hasSize(2 * AT_ONCE + 6 + 7).doesNotHaveDuplicates();
  }

  @Test
  void many_small_campaigns_share_a_turn() {
    for (int campaign = 0; campaign < AT_ONCE; campaign++) {
      listed.over.put(new DueCampaign(BUSY, new UUID(7, campaign)), dueOf(BUSY, campaign, 1));
    }

    assertThat(round(ReleaseTurns.of(listed, NOW, AT_ONCE)))
        .singleElement()
        .satisfies(batch -> assertThat(batch).hasSize(AT_ONCE));
  }

  @Test
  void where_nothing_is_due_it_is_over() {
    assertThat(ReleaseTurns.of(listed, NOW, AT_ONCE).isOver()).isTrue();
  }

  private static List<List<Due>> round(OrganizationTurns<Due> turns) {
    List<List<Due>> batches = new ArrayList<>();
    turns.round((organization, batch) -> batches.add(batch));
    return batches;
  }

  private static List<Due> dueOf(UUID organization, int campaign, int count) {
    DueCampaign of = new DueCampaign(organization, new UUID(7, campaign));
    return IntStream.range(0, count)
        .mapToObj(number -> new Due(of, new UUID(campaign, number)))
        .toList();
  }

  /** What is overdue, as lists that do not change. */
  private static final class Listed implements OverdueVouchers {
    private final Map<UUID, List<Due>> expired = new LinkedHashMap<>();
    private final Map<DueCampaign, List<Due>> over = new LinkedHashMap<>();

    List<Due> of(UUID organization) {
      return expired.getOrDefault(organization, List.of());
    }

    @Override
    public List<DueCampaign> campaignsWithDueReservations(Instant now, int atMost) {
      throw new UnsupportedOperationException("reservations end apart");
    }

    @Override
    public List<UUID> organizationsWithExpired(Instant now) {
      return List.copyOf(expired.keySet());
    }

    @Override
    public List<Due> expired(UUID organization, Instant now, Optional<Due> after, int atMost) {
      return page(of(organization), after, atMost);
    }

    @Override
    public List<DueCampaign> campaignsOver(Instant now) {
      return List.copyOf(over.keySet());
    }

    @Override
    public List<Due> carrying(DueCampaign campaign, Optional<Due> after, int atMost) {
      return page(over.getOrDefault(campaign, List.of()), after, atMost);
    }

    private static List<Due> page(List<Due> all, Optional<Due> after, int atMost) {
      return all.stream().skip(after.map(all::indexOf).orElse(-1) + 1L).limit(atMost).toList();
    }
  }
}
