package io.spendhub.vouchers.bulk.command;

import io.spendhub.ledger.Journal;
import io.spendhub.ledger.Journals;
import io.spendhub.platform.audit.Change;
import io.spendhub.platform.audit.CurrentOrigin;
import io.spendhub.platform.events.Event;
import io.spendhub.shared.Ids;
import io.spendhub.shared.Refusal;
import io.spendhub.vouchers.bulk.JobView;
import io.spendhub.vouchers.bulk.domain.GenerationJob;
import io.spendhub.vouchers.bulk.domain.GenerationJobs;
import io.spendhub.vouchers.bulk.domain.GenerationJobs.Name;
import io.spendhub.vouchers.campaigns.CampaignId;
import io.spendhub.vouchers.campaigns.domain.CampaignStandings.Standing;
import io.spendhub.vouchers.campaigns.domain.CampaignSums;
import io.spendhub.vouchers.codes.CodeFormat;
import io.spendhub.vouchers.codes.command.CodeKeys;
import io.spendhub.vouchers.codes.domain.CodeFormats;
import io.spendhub.vouchers.codes.domain.CodeRoom;
import io.spendhub.vouchers.redemptions.domain.VoucherLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Asks for vouchers by the million, and for their codes. */
@ApplicationScoped
@Transactional
public class GenerationService {
  /** Jobs of an organization; callers at the same moment may pass it by a few. */
  private static final int MOST_OPEN = 20;

  private final GenerationJobs jobs;
  private final CodeRoom room;
  private final VoucherLog log;
  private final Journals journals;
  private final CodeKeys codes;
  private final ShownCodes shown;
  private final CurrentOrigin origin;
  private final jakarta.enterprise.event.Event<JobOpened> opened;

  GenerationService(
      GenerationJobs jobs,
      CodeRoom room,
      VoucherLog log,
      Journals journals,
      CodeKeys codes,
      ShownCodes shown,
      CurrentOrigin origin,
      jakarta.enterprise.event.Event<JobOpened> opened) {
    this.jobs = jobs;
    this.room = room;
    this.log = log;
    this.journals = journals;
    this.codes = codes;
    this.shown = shown;
    this.origin = origin;
    this.opened = opened;
  }

  /** There is a job that nobody works on yet; told to this process once it is committed. */
  record JobOpened() {}

  /**
   * Asks for vouchers with codes that are drawn at random.
   *
   * @param count 1 to 10,000,000
   * @throws Refusal 404 {@code campaign_not_found}, 409 {@code campaign_ended} and {@code
   *     too_many_jobs}, 422 {@code pattern_too_small}, {@code amount_out_of_range} and {@code
   *     voucher_key_missing}
   */
  public JobView ask(CampaignId campaign, long count, String requestId) {
    UUID organizationId = campaign.organizationId();
    List<UUID> ids = List.of(campaign.id());
    if (log.campaigns(organizationId, ids).get().isEmpty()) {
      throw Refusal.notFound("campaign");
    }
    Journal journal = journals.open(organizationId, ids);
    Standing standing = log.campaigns(organizationId, ids).get().values().iterator().next();
    requireRoom(campaign, standing, count);
    GenerationJob job =
        GenerationJob.asked(
            organizationId,
            Ids.next(),
            campaign.id(),
            standing.campaign().terms().code(),
            count,
            requestId,
            journal.now());
    jobs.add(job);
    raise(journal, "campaign.generation_requested", requestId, Optional.empty(), job);
    opened.fire(new JobOpened());
    return job.view();
  }

  private void requireRoom(CampaignId campaign, Standing standing, long count) {
    standing.campaign().status().requireNotEnded();
    CodeFormat format = standing.campaign().terms().code();
    codes.requireKeyFor(format);
    if (jobs.open(campaign.organizationId()) >= MOST_OPEN) {
      throw Refusal.conflict(
          "too_many_jobs", "The organization has " + MOST_OPEN + " jobs that have not ended.");
    }
    long outstanding = jobs.outstanding(campaign.organizationId(), campaign.id());
    long taken = room.taken(campaign.organizationId(), format);
    long existing = Math.max(standing.usage().issued() + outstanding, taken);
    CodeFormats.requireRoom(format, existing, count);
    long amount = standing.campaign().terms().amount().orElse(0);
    CampaignSums.of(standing.usage().openAmount(), CampaignSums.times(amount, count + outstanding));
  }

  /**
   * Ends a job; what it made stays.
   *
   * @throws Refusal 404 {@code job_not_found}, 409 {@code job_ended} unless it was cancelled before
   */
  public JobView cancel(UUID organizationId, UUID jobId, String requestId) {
    GenerationJob job = locked(organizationId, jobId);
    Journal journal = journals.open(organizationId, List.of());
    GenerationJob after = job.cancelled(journal.now());
    if (after.status() != job.status()) {
      jobs.save(after, journal.now());
      raise(journal, "campaign.generation_cancelled", requestId, Optional.of(job), after);
    }
    return after.view();
  }

  /**
   * The codes of a job that has ended, of a campaign that shows them once. They are marked as shown
   * before the first of them is given out: whoever loses the answer has lost them.
   *
   * @throws Refusal 404 {@code job_not_found}, 409 {@code codes_kept}, {@code job_not_ended} and
   *     {@code codes_already_shown}, 422 {@code voucher_key_missing} and {@code
   *     voucher_key_changed}
   */
  public Iterable<String> showCodes(UUID organizationId, UUID jobId, String requestId) {
    GenerationJob job = locked(organizationId, jobId);
    Journal journal = journals.open(organizationId, List.of());
    Instant now = journal.now();
    GenerationJob after = job.showingCodes(now);
    Iterable<String> made = shown.of(after);
    jobs.save(after, now);
    raise(journal, "campaign.codes_shown", requestId, Optional.of(job), after);
    return made;
  }

  private void raise(
      Journal journal,
      String type,
      String requestId,
      Optional<GenerationJob> before,
      GenerationJob after) {
    Event event = new Event(type, after.campaignId(), requestId, after.view());
    Change change = Change.told(event, before.map(GenerationJob::view), origin.get());
    journal.change(event, change.about(after.id()));
    journal.write();
  }

  private GenerationJob locked(UUID organizationId, UUID jobId) {
    return jobs.lock(new Name(organizationId, jobId)).orElseThrow(() -> Refusal.notFound("job"));
  }
}
