package io.spendhub.vouchers.bulk.persistence;

import io.spendhub.platform.sql.JsonText;
import io.spendhub.platform.sql.Primary;
import io.spendhub.platform.sql.Row;
import io.spendhub.vouchers.bulk.JobStatus;
import io.spendhub.vouchers.bulk.JobView;
import io.spendhub.vouchers.bulk.domain.GenerationJob;
import io.spendhub.vouchers.bulk.domain.GenerationJobs;
import io.spendhub.vouchers.codes.CodeFormat;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class JdbcGenerationJobs implements GenerationJobs {
  /** A job never waits for a clock that is ahead: what comes next is bounded by the database's. */
  private static final String ADD =
      """
      insert into vouchers.jobs (organization_id, id, kind, campaign_id, code, status, total,
        request_id, next_at, created_at)
      values (?, ?, ?, ?, ?::json, ?, ?, ?, least(?, clock_timestamp()), ?)
      """;

  private static final String DUE =
      """
      select organization_id, id from (
        select organization_id, id, next_at,
               row_number() over (partition by organization_id order by next_at, id) as turn
        from vouchers.jobs where status in ('PENDING', 'RUNNING') and next_at <= ?) as waiting
      order by turn, next_at, id limit ?
      """;
  private static final String READ =
      """
      select *, code::text as format, taken::text[] as taken_texts
      from vouchers.jobs where organization_id = ? and id = ?
      """;
  private static final String LOCK = READ + "for update";
  private static final String LOCK_IF_FREE =
      READ + "and status in ('PENDING', 'RUNNING') for update skip locked";
  private static final String SAVE =
      """
      update vouchers.jobs
      set status = ?, done = ?, next_index = ?, taken = ?,
          failure = ?, codes_shown_at = ?, started_at = ?, finished_at = ?,
          next_at = least(?, clock_timestamp())
      where organization_id = ? and id = ?
      """;
  private static final String POSTPONE =
      """
      update vouchers.jobs
      set failure = ?, next_at = least(?, clock_timestamp() + interval '10 seconds')
      where organization_id = ? and id = ? and status in ('PENDING', 'RUNNING')
      """;
  private static final String OUTSTANDING =
      """
      select coalesce(sum(total - done), 0)::bigint as vouchers from vouchers.jobs
      where organization_id = ? and campaign_id = ? and status in ('PENDING', 'RUNNING')
      """;
  private static final String OPEN =
      """
      select count(*) as jobs from vouchers.jobs
      where organization_id = ? and status in ('PENDING', 'RUNNING')
      """;
  private static final String ANY_SHOWS_ONCE =
      """
      select 1 as found from vouchers.campaigns
      where organization_id = ? and (terms -> 'code' ->> 'showOnce')::boolean limit 1
      """;

  private final Primary primary;
  private final JsonText json;

  JdbcGenerationJobs(Primary primary, JsonText json) {
    this.primary = primary;
    this.json = json;
  }

  @Override
  public void add(GenerationJob job) {
    primary.change(
        ADD,
        job.organizationId(),
        job.id(),
        JobView.GENERATION,
        job.campaignId(),
        json.of(job.format()),
        job.status(),
        job.total(),
        job.requestId(),
        job.createdAt(),
        job.createdAt());
  }

  @Override
  public List<Name> due(Instant now, int atMost) {
    return primary.list(
        DUE, row -> new Name(row.uuid("organization_id"), row.uuid("id")), now, atMost);
  }

  @Override
  public Optional<GenerationJob> lockIfFree(Name name) {
    return first(LOCK_IF_FREE, name);
  }

  @Override
  public Optional<GenerationJob> lock(Name name) {
    return first(LOCK, name);
  }

  private Optional<GenerationJob> first(String sql, Name name) {
    return primary.first(sql, JdbcGenerationJobs::job, name.organizationId(), name.id());
  }

  private static GenerationJob job(Row row) {
    return new GenerationJob(
        row.uuid("organization_id"),
        row.uuid("id"),
        row.uuid("campaign_id"),
        row.json("format", CodeFormat.class),
        row.constant("status", JobStatus.class),
        row.number("total"),
        row.number("done"),
        row.number("next_index"),
        row.texts("taken_texts").stream().map(Long::valueOf).toList(),
        row.textIfAny("failure"),
        row.text("request_id"),
        row.instantIfAny("codes_shown_at"),
        row.instant("created_at"),
        row.instantIfAny("started_at"),
        row.instantIfAny("finished_at"));
  }

  @Override
  public void save(GenerationJob job, Instant nextAt) {
    primary.change(
        SAVE,
        job.status(),
        job.done(),
        job.nextIndex(),
        job.taken(),
        job.failure(),
        job.codesShownAt(),
        job.startedAt(),
        job.finishedAt(),
        nextAt,
        job.organizationId(),
        job.id());
  }

  @Override
  public void postpone(Name name, String why, Instant nextAt) {
    primary.change(POSTPONE, why, nextAt, name.organizationId(), name.id());
  }

  @Override
  public long outstanding(UUID organizationId, UUID campaignId) {
    return primary
        .list(OUTSTANDING, row -> row.number("vouchers"), organizationId, campaignId)
        .getFirst();
  }

  @Override
  public long open(UUID organizationId) {
    return primary.list(OPEN, row -> row.number("jobs"), organizationId).getFirst();
  }

  @Override
  public boolean anyShowsOnce(UUID organizationId) {
    return !primary.list(ANY_SHOWS_ONCE, row -> row.number("found"), organizationId).isEmpty();
  }
}
