package io.spendhub.ledger.query;

import io.quarkus.arc.All;
import io.spendhub.ledger.VerificationCheck;
import io.spendhub.ledger.VerificationCheck.Finding;
import io.spendhub.ledger.VerificationView;
import io.spendhub.ledger.VerificationView.ChainHead;
import io.spendhub.ledger.VerificationView.CheckView;
import io.spendhub.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Proves an organization's ledger from its transfers, on one repeatable snapshot. */
@ApplicationScoped
public class Verification {
  private static final String AS_OF = "select now()";
  private static final String HEAD =
      """
      select number, hash from ledger.commits
      where organization_id = ? and number is not null order by number desc limit 1
      """;

  private final Sql sql;
  private final List<VerificationCheck> checks;

  Verification(Sql sql, @All List<VerificationCheck> checks) {
    this.sql = sql;
    this.checks = checks.stream().sorted(Comparator.comparing(VerificationCheck::name)).toList();
  }

  public VerificationView verify(UUID organizationId) {
    return sql.onSnapshot(snapshot -> verify(snapshot, organizationId));
  }

  private VerificationView verify(Connection snapshot, UUID organizationId) throws SQLException {
    Instant asOf = asOf(snapshot);
    Optional<ChainHead> head = head(snapshot, organizationId);
    List<CheckView> results = new ArrayList<>();
    for (VerificationCheck check : checks) {
      Finding finding = check.run(snapshot, organizationId);
      boolean ok = finding.difference().isEmpty();
      results.add(new CheckView(check.name(), ok, finding.figure(), finding.difference()));
    }
    return new VerificationView(
        results.stream().allMatch(CheckView::ok), asOf, head, List.copyOf(results));
  }

  private static Instant asOf(Connection snapshot) throws SQLException {
    try (PreparedStatement statement = snapshot.prepareStatement(AS_OF);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  private static Optional<ChainHead> head(Connection snapshot, UUID organizationId)
      throws SQLException {
    try (PreparedStatement statement = snapshot.prepareStatement(HEAD)) {
      statement.setObject(1, organizationId);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(new ChainHead(row.getLong(1), HexFormat.of().formatHex(row.getBytes(2))))
            : Optional.empty();
      }
    }
  }
}
