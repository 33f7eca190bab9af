package io.spendhub.ledger.persistence;

import io.spendhub.ledger.VerificationCheck;
import io.spendhub.ledger.domain.CommitDigest;
import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.Snapshot;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The answers that are kept under idempotency keys are those that their commit digested. Of commits
 * that are older than 30 days some have left already, and so they are not compared.
 */
@ApplicationScoped
class AnswersMatchDigests implements VerificationCheck {
  private static final String COMMITS =
      """
      select id::text as of, answers_digest, at >= now() - interval '30 days' as compared
      from ledger.commits
      where organization_id = ? and answers_digest is not null order by id
      """;
  private static final String ANSWERS =
      """
      select commit_id::text as of, key_hash, fingerprint, status,
             sha256(convert_to(body, 'UTF8')) as body_hash
      from platform.idempotency_keys
      where organization_id = ? and commit_id is not null order by commit_id, key_hash
      """;

  @Override
  public String name() {
    return "answers_match_digests";
  }

  @Override
  public Finding run(Snapshot snapshot, UUID organizationId) {
    try (CommitRows commits = new CommitRows(snapshot, COMMITS, organizationId);
        CommitRows answers = new CommitRows(snapshot, ANSWERS, organizationId)) {
      return compare(commits, answers);
    }
  }

  private static Finding compare(CommitRows commits, CommitRows answers) {
    long compared = 0;
    for (; commits.hasCurrent() && !answers.isBefore(commits.commitId()); commits.next()) {
      String id = commits.commitId();
      List<String> fields = new ArrayList<>();
      for (; answers.isOf(id); answers.next()) {
        add(fields, answers.row());
      }
      if (commits.row().bool("compared")) {
        compared++;
        byte[] digest = CommitDigest.ofFields(fields);
        if (!Arrays.equals(digest, commits.row().bytes("answers_digest"))) {
          return new Finding(
              compared, Optional.of("the answers of commit " + id + " have changed"));
        }
      }
    }
    return new Finding(compared, answers.stray());
  }

  private static void add(List<String> fields, Row answer) {
    HexFormat hex = HexFormat.of();
    fields.add(hex.formatHex(answer.bytes("key_hash")));
    fields.add(hex.formatHex(answer.bytes("fingerprint")));
    fields.add(answer.text("status"));
    fields.add(hex.formatHex(answer.bytes("body_hash")));
  }
}
