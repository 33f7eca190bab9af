package io.spendhub.ledger.persistence;

import io.spendhub.ledger.VerificationCheck;
import io.spendhub.ledger.domain.CommitDigest;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
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
      select id::text, answers_digest, at >= now() - interval '30 days' from ledger.commits
      where organization_id = ? and answers_digest is not null order by id
      """;
  private static final String ANSWERS =
      """
      select commit_id::text, key_hash, fingerprint, status, sha256(convert_to(body, 'UTF8'))
      from platform.idempotency_keys
      where organization_id = ? and commit_id is not null order by commit_id, key_hash
      """;

  @Override
  public String name() {
    return "answers_match_digests";
  }

  @Override
  public Finding run(Connection snapshot, UUID organizationId) throws SQLException {
    try (CommitRows commits = new CommitRows(snapshot, COMMITS, organizationId);
        CommitRows answers = new CommitRows(snapshot, ANSWERS, organizationId)) {
      return compare(commits, answers);
    }
  }

  private static Finding compare(CommitRows commits, CommitRows answers) throws SQLException {
    long compared = 0;
    for (; commits.hasCurrent() && !answers.isBefore(commits.commitId()); commits.next()) {
      String id = commits.commitId();
      List<String> fields = new ArrayList<>();
      for (; answers.isOf(id); answers.next()) {
        add(fields, answers);
      }
      if (commits.row().getBoolean(3)) {
        compared++;
        byte[] digest = CommitDigest.ofAnswers(fields);
        if (!Arrays.equals(digest, commits.row().getBytes(2))) {
          return new Finding(
              compared, Optional.of("the answers of commit " + id + " have changed"));
        }
      }
    }
    return new Finding(compared, answers.stray());
  }

  private static void add(List<String> fields, CommitRows answer) throws SQLException {
    HexFormat hex = HexFormat.of();
    fields.add(hex.formatHex(answer.row().getBytes(2)));
    fields.add(hex.formatHex(answer.row().getBytes(3)));
    fields.add(String.valueOf(answer.row().getInt(4)));
    fields.add(hex.formatHex(answer.row().getBytes(5)));
  }
}
