package io.spendhub.vouchers.bulk.query;

import io.spendhub.platform.http.lists.Listing;
import io.spendhub.platform.http.lists.Page;
import io.spendhub.platform.http.lists.PageQuery;
import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.Sql;
import io.spendhub.vouchers.bulk.JobStatus;
import io.spendhub.vouchers.bulk.JobView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Jobs and how far they have come. */
@ApplicationScoped
public class JobQueries {
  private static final String TABLE = "vouchers.jobs";
  private static final String SELECT =
      """
      select id, kind, campaign_id, status, total, done, failure, codes_shown_at, created_at,
             started_at, finished_at, coalesce((code ->> 'showOnce')::boolean, false) as show_once
      from %s j
      """;

  private final Sql sql;

  JobQueries(Sql sql) {
    this.sql = sql;
  }

  public Optional<JobView> find(UUID organizationId, UUID jobId) {
    return sql.query(SELECT.formatted(TABLE) + "where organization_id = ?", organizationId)
        .then("and id = ?", jobId)
        .first(JobQueries::view);
  }

  /** Jobs, newest first. */
  public Page<JobView> list(
      UUID organizationId, Optional<UUID> campaignId, Optional<JobStatus> status, PageQuery page) {
    return Listing.of(TABLE, organizationId)
        .by("campaign_id", campaignId)
        .by("status", status)
        .page(sql, page, SELECT, JobQueries::view);
  }

  private static JobView view(Row row) {
    return new JobView(
        row.uuid("id"),
        row.text("kind"),
        row.uuid("campaign_id"),
        row.constant("status", JobStatus.class),
        row.number("total"),
        row.number("done"),
        row.bool("show_once"),
        row.textIfAny("failure"),
        row.instantIfAny("codes_shown_at"),
        row.instant("created_at"),
        row.instantIfAny("started_at"),
        row.instantIfAny("finished_at"));
  }
}
