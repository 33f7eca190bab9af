package io.spendhub.vouchers.campaigns.command;

import io.spendhub.identity.Directory;
import io.spendhub.ledger.GuardedAccount;
import io.spendhub.ledger.Journal;
import io.spendhub.ledger.Journals;
import io.spendhub.platform.events.Event;
import io.spendhub.platform.sql.Versioned;
import io.spendhub.shared.Ids;
import io.spendhub.shared.Refusal;
import io.spendhub.vouchers.campaigns.CampaignCommand.ChangeCampaign;
import io.spendhub.vouchers.campaigns.CampaignCommand.OpenCampaign;
import io.spendhub.vouchers.campaigns.CampaignId;
import io.spendhub.vouchers.campaigns.CampaignLimits;
import io.spendhub.vouchers.campaigns.CampaignStatus;
import io.spendhub.vouchers.campaigns.CampaignTerms;
import io.spendhub.vouchers.campaigns.CampaignView;
import io.spendhub.vouchers.campaigns.CampaignView.UsageView;
import io.spendhub.vouchers.campaigns.OverdueReservations;
import io.spendhub.vouchers.campaigns.PlannedVouchers;
import io.spendhub.vouchers.campaigns.Schedule;
import io.spendhub.vouchers.campaigns.domain.Campaign;
import io.spendhub.vouchers.campaigns.domain.CampaignStandings;
import io.spendhub.vouchers.campaigns.domain.CampaignStandings.MostUsed;
import io.spendhub.vouchers.campaigns.domain.CampaignUsage;
import io.spendhub.vouchers.campaigns.domain.Campaigns;
import io.spendhub.vouchers.campaigns.domain.TermsCheck;
import io.spendhub.vouchers.codes.command.CodeKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Drafts campaigns, and takes them through their life. */
@ApplicationScoped
@Transactional
public class CampaignService {
  private final Campaigns campaigns;
  private final PlannedVouchers planned;
  private final CampaignStandings standings;
  private final OverdueReservations reservations;
  private final Directory directory;
  private final Journals journals;
  private final CodeKeys codes;

  CampaignService(
      Campaigns campaigns,
      PlannedVouchers planned,
      CampaignStandings standings,
      OverdueReservations reservations,
      Directory directory,
      Journals journals,
      CodeKeys codes) {
    this.campaigns = campaigns;
    this.planned = planned;
    this.standings = standings;
    this.reservations = reservations;
    this.directory = directory;
    this.journals = journals;
    this.codes = codes;
  }

  /**
   * Drafts a campaign, of which nothing can be redeemed yet.
   *
   * @throws Refusal 400 that names each invalid field, 422 {@code voucher_key_missing} where codes
   *     shall be shown once and the service has no key
   */
  public CampaignView open(OpenCampaign command) {
    TermsCheck.check(command.type(), command.terms());
    codes.requireKeyFor(command.terms().code());
    UUID organizationId = command.organizationId();
    String currency =
        command
            .currency()
            .orElseGet(() -> directory.organization(organizationId).defaultCurrency());
    UUID id = Ids.next();
    journals.openAccount(organizationId, id, GuardedAccount.CAMPAIGN, currency);
    Journal journal = journals.open(organizationId, List.of(id));
    requireToCome(command.terms().schedule(), journal.now());
    Campaign campaign =
        new Campaign(
            new CampaignId(organizationId, id),
            command.name(),
            command.type(),
            currency,
            command.metadata(),
            journal.now());
    campaigns.add(campaign, command.terms());
    CampaignView view = view(campaign, command.terms(), UsageView.NONE);
    journal.change(new Event("campaign.created", id, command.requestId(), view), Optional.empty());
    journal.write();
    return view;
  }

  private static void requireToCome(Schedule schedule, Instant now) {
    if (schedule.isOver(now)) {
      throw Refusal.invalidField("/schedule/endsAt", "not_in_future", "It must be in the future.");
    }
  }

  /** Lets vouchers be used; 409 {@code campaign_ended} and {@code campaign_over}. */
  public Versioned<CampaignView> activate(CampaignId id, String requestId) {
    return change(
        id,
        requestId,
        "campaign.activated",
        (campaign, journal) -> {
          boolean changed = campaign.activate();
          if (changed) {
            campaigns.terms(id).schedule().requireNotOver(journal.now());
          }
          return changed;
        });
  }

  /** Stops vouchers from being used for a while; 409 for a draft and an ended one. */
  public Versioned<CampaignView> pause(CampaignId id, String requestId) {
    return change(id, requestId, "campaign.paused", Campaign::pause);
  }

  /** Ends a campaign for good, a draft too. */
  public Versioned<CampaignView> end(CampaignId id, String requestId) {
    return change(id, requestId, "campaign.ended", Campaign::end);
  }

  /**
   * Changes a campaign's name, terms or metadata. What its vouchers give, only a draft can change.
   *
   * @throws Refusal 404, 409 {@code campaign_ended}, {@code campaign_not_draft}, {@code
   *     codes_exist}, {@code limit_below_usage} and {@code campaign_over}, 412 and 428 for the
   *     version, 400 for terms
   */
  public Versioned<CampaignView> change(ChangeCampaign command) {
    CampaignId id = command.id();
    return change(
        id,
        command.requestId(),
        "campaign.updated",
        (campaign, journal) -> {
          command.expected().require(campaign.version());
          campaign.change(command.name(), command.metadata());
          CampaignTerms before = campaigns.terms(id);
          CampaignTerms after = command.terms().apply(before);
          if (!after.equals(before)) {
            restate(campaign, before, after, journal);
          }
          return true;
        });
  }

  private void restate(
      Campaign campaign, CampaignTerms before, CampaignTerms after, Journal journal) {
    TermsCheck.check(campaign.type(), after);
    codes.requireKeyFor(after.code());
    boolean givesTheSame =
        after.discount().equals(before.discount())
            && after.amount().equals(before.amount())
            && after.code().showOnce() == before.code().showOnce();
    if (campaign.status() != CampaignStatus.DRAFT && !givesTheSame) {
      throw Refusal.conflict("campaign_not_draft", "Only a draft can change what vouchers give.");
    }
    if (after.code().showOnce() != before.code().showOnce()) {
      requireNoCodes(campaign.id());
    }
    boolean over = before.schedule().isOver(journal.now());
    if (over && !after.schedule().endsAt().equals(before.schedule().endsAt())) {
      throw Refusal.conflict("campaign_over", "A campaign that is over stays over.");
    }
    if (!over && campaign.status() == CampaignStatus.DRAFT) {
      requireToCome(after.schedule(), journal.now());
    }
    if (!after.limits().equals(before.limits())) {
      reservations.endOverdue(journal, campaign.id().id());
      requireAboveUsage(campaign.id(), after.limits());
    }
    campaigns.restate(campaign.id(), after);
  }

  /** All codes of a campaign are kept, or none is. */
  private void requireNoCodes(CampaignId id) {
    if (usage(id).issued() + planned.outstanding(id.organizationId(), id.id()) > 0) {
      throw Refusal.conflict(
          "codes_exist", "The campaign has codes, or makes some, that are kept as it says now.");
    }
  }

  /** Limits never stand below what was used of them, so that they can be proved at any time. */
  private void requireAboveUsage(CampaignId id, CampaignLimits limits) {
    CampaignUsage usage = usage(id);
    MostUsed most = standings.mostUsed(id.organizationId(), id.id());
    boolean below =
        limits.redemptions().orElse(Long.MAX_VALUE) < usage.redemptions() + usage.reserved()
            || limits.budgetAmount().orElse(Long.MAX_VALUE)
                < usage.spentAmount() + usage.reservedAmount()
            || limits.perVoucher().orElse(Long.MAX_VALUE) < most.byVoucher()
            || limits.perHolder().orElse(Long.MAX_VALUE) < most.byHolder();
    if (below) {
      throw Refusal.conflict("limit_below_usage", "More than that was used already.");
    }
  }

  private Versioned<CampaignView> change(
      CampaignId id, String requestId, String event, Predicate<Campaign> action) {
    return change(id, requestId, event, (campaign, journal) -> action.test(campaign));
  }

  private Versioned<CampaignView> change(
      CampaignId id, String requestId, String event, BiPredicate<Campaign, Journal> action) {
    if (standings.campaigns(id.organizationId(), List.of(id.id())).get().isEmpty()) {
      throw Refusal.notFound("campaign");
    }
    Journal journal = journals.open(id.organizationId(), List.of(id.id()));
    Campaign campaign = campaigns.get(id).orElseThrow(() -> Refusal.notFound("campaign"));
    CampaignView before = view(campaign, campaigns.terms(id), usage(id).view());
    boolean changed = action.test(campaign, journal);
    CampaignView view = view(campaign, campaigns.terms(id), usage(id).view());
    if (changed) {
      journal.change(new Event(event, id.id(), requestId, view), Optional.of(before));
      journal.write();
    }
    return new Versioned<>(view, campaign.version());
  }

  private CampaignUsage usage(CampaignId id) {
    return standings
        .campaigns(id.organizationId(), List.of(id.id()))
        .get()
        .values()
        .iterator()
        .next()
        .usage();
  }

  private static CampaignView view(Campaign campaign, CampaignTerms terms, UsageView usage) {
    return CampaignView.of(
        campaign.id().id(),
        campaign.name(),
        campaign.type(),
        campaign.status(),
        campaign.currency(),
        terms,
        campaign.metadata(),
        usage,
        campaign.createdAt());
  }
}
