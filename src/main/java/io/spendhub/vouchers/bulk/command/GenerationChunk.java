package io.spendhub.vouchers.bulk.command;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.spendhub.ledger.Journal;
import io.spendhub.ledger.Journals;
import io.spendhub.platform.audit.Change;
import io.spendhub.platform.audit.Origin;
import io.spendhub.platform.events.Event;
import io.spendhub.shared.Ids;
import io.spendhub.shared.Refusal;
import io.spendhub.vouchers.bulk.command.CodeDraw.Drawn;
import io.spendhub.vouchers.bulk.domain.GenerationJob;
import io.spendhub.vouchers.bulk.domain.GenerationJobs;
import io.spendhub.vouchers.bulk.domain.GenerationJobs.Name;
import io.spendhub.vouchers.bulk.domain.NewVouchers;
import io.spendhub.vouchers.bulk.domain.NewVouchers.Alike;
import io.spendhub.vouchers.campaigns.CampaignStatus;
import io.spendhub.vouchers.campaigns.domain.CampaignStandings.Standing;
import io.spendhub.vouchers.campaigns.domain.CampaignState;
import io.spendhub.vouchers.campaigns.domain.CampaignSums;
import io.spendhub.vouchers.campaigns.domain.CampaignUsage;
import io.spendhub.vouchers.codes.domain.CodeRoom;
import io.spendhub.vouchers.redemptions.command.VoucherMetrics;
import io.spendhub.vouchers.redemptions.command.VoucherPostings;
import io.spendhub.vouchers.redemptions.domain.VoucherLog;
import io.spendhub.vouchers.redemptions.domain.VoucherLog.Changes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One transaction of a job: some thousand vouchers, what they carry, and the job's progress, all of
 * it or nothing. So a job that is cut off anywhere goes on where it stood.
 *
 * <p>Locks are taken in this order: the job's row, which only workers and those who end a job take;
 * the new vouchers, which nobody else can see; and only then, for a moment, the campaign's account.
 * Redemptions wait for that moment, and not while codes are drawn and saved. Somebody who holds the
 * account and saves the same code at the same time would wait for this transaction while it waits
 * for the account; PostgreSQL undoes one of the two, and both are run again.
 */
@ApplicationScoped
class GenerationChunk {
  private static final int TAKEN_BY_CHANCE = 100;

  private final GenerationJobs jobs;
  private final NewVouchers vouchers;
  private final CodeDraw draw;
  private final CodeRoom room;
  private final VoucherLog log;
  private final Journals journals;
  private final VoucherMetrics metrics;
  private final Clock clock;

  GenerationChunk(
      GenerationJobs jobs,
      NewVouchers vouchers,
      CodeDraw draw,
      CodeRoom room,
      VoucherLog log,
      Journals journals,
      VoucherMetrics metrics,
      Clock clock) {
    this.jobs = jobs;
    this.vouchers = vouchers;
    this.draw = draw;
    this.room = room;
    this.log = log;
    this.journals = journals;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * What was saved before the campaign was locked.
   *
   * @param beforeAll an id that was given just before those of the vouchers
   */
  private record Made(Alike alike, UUID beforeAll, long drawn, List<Long> taken) {
    long count() {
      return drawn - taken.size();
    }
  }

  /**
   * Makes at most so many vouchers of a job.
   *
   * @return whether anything was done; not where another worker is at the job, or it has ended
   */
  boolean run(Name name, int atMost) {
    Timing timing = new Timing();
    long made =
        QuarkusTransaction.requiringNew()
            .call(() -> jobs.lockIfFree(name).map(job -> make(job, atMost, timing)).orElse(-1L));
    if (made > 0) {
      metrics.generated(made, timing.sinceLock());
    }
    return made >= 0;
  }

  private long make(GenerationJob job, int atMost, Timing timing) {
    CampaignState before = standing(job).campaign();
    if (before.status() == CampaignStatus.ENDED) {
      fail(job, "campaign_ended");
      return 0;
    }
    Made made = save(job, before.terms().amount().orElse(0), Math.min(atMost, job.left()));
    Journal journal = journals.open(job.organizationId(), List.of(job.campaignId()));
    timing.locked();
    Standing standing = standing(job);
    requireSame(before, standing.campaign());
    count(journal, standing, made, job);
    GenerationJob after = job.advanced(made.drawn(), made.taken(), journal.now());
    jobs.save(after, journal.now());
    if (after.status().isFinal()) {
      raise(journal, "campaign.vouchers_generated", job, after);
    }
    journal.write();
    return made.count();
  }

  /** Ends a job that can never go on. */
  void fail(Name name, String why) {
    QuarkusTransaction.requiringNew()
        .run(() -> jobs.lockIfFree(name).ifPresent(job -> fail(job, why)));
  }

  private void fail(GenerationJob job, String why) {
    Journal journal = journals.open(job.organizationId(), List.of());
    GenerationJob after = job.failed(why, journal.now());
    jobs.save(after, journal.now());
    raise(journal, "campaign.generation_failed", job, after);
    journal.write();
  }

  private static void raise(
      Journal journal, String type, GenerationJob before, GenerationJob after) {
    Event event = new Event(type, after.campaignId(), after.requestId(), after.view());
    Change change =
        Change.told(event, Optional.of(before.view()), Origin.ofService(after.requestId()));
    journal.change(event, change.about(after.id()));
  }

  private Standing standing(GenerationJob job) {
    return log.campaigns(job.organizationId(), List.of(job.campaignId()))
        .get()
        .values()
        .iterator()
        .next();
  }

  /** Draws until there are as many as wanted: where a code exists, another is drawn. */
  private Made save(GenerationJob job, long amount, long wanted) {
    Alike alike = new Alike(job.organizationId(), job.campaignId(), amount, clock.instant());
    UUID beforeAll = Ids.next();
    List<Long> taken = new ArrayList<>();
    long drawn = 0;
    while (drawn - taken.size() < wanted) {
      if (taken.size() > wanted + TAKEN_BY_CHANCE) {
        throw Refusal.unprocessable(
            "pattern_too_small", "Most codes of the format that are drawn exist already.");
      }
      long missing = wanted - (drawn - taken.size());
      Drawn next = draw.draw(job, job.nextIndex() + drawn, missing);
      taken.addAll(next.taken());
      taken.addAll(vouchers.add(alike, next.free()));
      drawn += missing;
    }
    return new Made(alike, beforeAll, drawn, taken);
  }

  /** Only a draft changes what its vouchers carry, and it may have done so just now. */
  private static void requireSame(CampaignState before, CampaignState locked) {
    if (locked.status() == CampaignStatus.ENDED
        || !locked.terms().amount().equals(before.terms().amount())) {
      throw new IllegalStateException("the campaign has changed meanwhile; it is tried again");
    }
  }

  private void count(Journal journal, Standing standing, Made made, GenerationJob job) {
    long carried = CampaignSums.times(made.alike().amount(), made.count());
    new VoucherPostings(journal).issue(standing.campaign(), carried, job.id());
    CampaignUsage usage =
        standing.usage().plusIssued(made.count(), carried).waitingFrom(made.beforeAll());
    log.save(job.organizationId(), Changes.issued(Map.of(job.campaignId(), usage), Map.of()));
    room.drawn(job.organizationId(), job.format(), made.count());
  }

  /** When the campaign's account was locked. */
  private static final class Timing {
    private long lockedAt;

    void locked() {
      lockedAt = System.nanoTime();
    }

    long sinceLock() {
      return System.nanoTime() - lockedAt;
    }
  }
}
