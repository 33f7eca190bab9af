package io.spendhub.ledger.persistence;

import io.spendhub.ledger.VerificationCheck;
import io.spendhub.ledger.domain.CommitDigest;
import io.spendhub.platform.audit.AuditLine;
import io.spendhub.platform.sql.Snapshot;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The lines of the audit trail are those that their commits digested: all of them, to the letter.
 */
@ApplicationScoped
class AuditMatchesDigests implements VerificationCheck {
  private static final String COMMITS =
      """
      select id::text as of, audit_digest from ledger.commits
      where organization_id = ? and audit_digest is not null order by id
      """;
  private static final String LINES =
      """
      select commit_id::text as of, id, created_at, actor_type, actor_id, actor_name, request_id,
             address, action, subject, changes::text
      from platform.audit_lines where organization_id = ? order by commit_id, id
      """;

  @Override
  public String name() {
    return "audit_matches_digests";
  }

  @Override
  public Finding run(Snapshot snapshot, UUID organizationId) {
    try (CommitRows commits = new CommitRows(snapshot, COMMITS, organizationId);
        CommitRows lines = new CommitRows(snapshot, LINES, organizationId)) {
      return compare(commits, lines);
    }
  }

  private static Finding compare(CommitRows commits, CommitRows lines) {
    long compared = 0;
    for (; commits.hasCurrent() && !lines.isBefore(commits.commitId()); commits.next()) {
      String id = commits.commitId();
      List<AuditLine> told = new ArrayList<>();
      for (; lines.isOf(id); lines.next()) {
        told.add(AuditLines.line(lines.row()));
      }
      compared += told.size();
      byte[] digest = CommitDigest.ofFields(AuditLines.digestFields(told));
      if (!Arrays.equals(digest, commits.row().bytes("audit_digest"))) {
        return new Finding(
            compared, Optional.of("the audit trail of commit " + id + " has changed"));
      }
    }
    return new Finding(compared, lines.stray());
  }
}
