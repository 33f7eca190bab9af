package io.spendhub.vouchers.campaigns.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.spendhub.shared.Refusal;
import io.spendhub.testing.RuleTable;
import io.spendhub.testing.RuleTable.Cell;
import io.spendhub.vouchers.campaigns.CampaignId;
import io.spendhub.vouchers.campaigns.CampaignStatus;
import io.spendhub.vouchers.campaigns.CampaignType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The life of a campaign. */
class CampaignTest {
  private static final String ENDED = "campaign_ended";
  private static final String NEVER_ACTIVE = "campaign_not_active";

  /** What becomes of a campaign, or why it is refused. */
  private static final RuleTable LIFE =
      RuleTable.of(
          """
                 | activate       | pause               | end                 | change
          DRAFT  | ACTIVE         | campaign_not_active | ENDED               | DRAFT
          ACTIVE | ACTIVE         | PAUSED              | ENDED               | ACTIVE
          PAUSED | ACTIVE         | PAUSED              | ENDED               | PAUSED
          ENDED  | campaign_ended | campaign_ended      | ENDED               | campaign_ended""");

  @ParameterizedTest
  @MethodSource("cells")
  void a_campaign_becomes_what_the_table_says(Cell cell) {
    Campaign campaign = in(CampaignStatus.valueOf(cell.row()));

    if (cell.value().equals(ENDED) || cell.value().equals(NEVER_ACTIVE)) {
      assertThatExceptionOfType(Refusal.class)
          .isThrownBy(() -> happens(cell.column(), campaign))
          .satisfies(
              refusal -> {
                assertThat(refusal.code()).isEqualTo(cell.value());
                assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
              });
      assertThat(campaign.status()).hasToString(cell.row());
    } else {
      boolean changed = happens(cell.column(), campaign);
      assertThat(campaign.status()).hasToString(cell.value());
      assertThat(changed).isEqualTo(!cell.value().equals(cell.row()));
    }
  }

  @Test
  void the_table_leaves_no_status_out() {
    assertThat(LIFE.rows()).containsExactlyElementsOf(RuleTable.names(CampaignStatus.class));
  }

  @Test
  void a_change_counts_a_version_and_the_life_of_a_campaign_does_not() {
    Campaign campaign = in(CampaignStatus.PAUSED);
    assertThat(campaign.version()).isZero();

    campaign.change(Optional.of("Summer"), Optional.empty());

    assertThat(campaign.version()).isEqualTo(1);
    assertThat(campaign.name()).isEqualTo("Summer");
    assertThat(campaign.metadata()).isEqualTo(Map.of("team", "sales"));
  }

  @Test
  void metadata_is_replaced_as_a_whole_and_the_name_stays() {
    Campaign campaign = in(CampaignStatus.DRAFT);

    campaign.change(Optional.empty(), Optional.of(Map.of("a", "b")));

    assertThat(campaign.name()).isEqualTo("Spring");
    assertThat(campaign.metadata()).isEqualTo(Map.of("a", "b"));
  }

  static Stream<Cell> cells() {
    return LIFE.cells().stream();
  }

  private static Campaign in(CampaignStatus status) {
    Campaign campaign =
        new Campaign(
            new CampaignId(new UUID(0, 1), new UUID(0, 2)),
            "Spring",
            CampaignType.DISCOUNT,
            "GBP",
            Map.of("team", "sales"),
            Instant.EPOCH);
    switch (status) {
      case DRAFT -> {}
      case ACTIVE -> campaign.activate();
      case PAUSED -> {
        campaign.activate();
        campaign.pause();
      }
      case ENDED -> {
        campaign.activate();
        campaign.end();
      }
    }
    return campaign;
  }

  private static boolean happens(String event, Campaign campaign) {
    return switch (event) {
      case "activate" -> campaign.activate();
      case "pause" -> campaign.pause();
      case "end" -> campaign.end();
      case "change" -> {
        campaign.change(Optional.empty(), Optional.empty());
        yield false;
      }
      default -> throw new IllegalArgumentException(event);
    };
  }
}
