package io.spendhub.vouchers.redemptions.query;

import static java.util.stream.Collectors.toMap;

import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.Sql;
import io.spendhub.wallets.EntryDetails;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Tells statements which use of a voucher credited a wallet, or took its credit back. */
@ApplicationScoped
class CreditEntryDetails implements EntryDetails {
  private static final String SELECT =
      """
      select id, metadata from vouchers.redemptions
      where organization_id = ? and id = any (?::uuid[]) and authorization_id is null
      """;

  private final Sql sql;

  CreditEntryDetails(Sql sql) {
    this.sql = sql;
  }

  @Override
  public Map<Cause, Detail> describe(UUID organizationId, Collection<Cause> causes) {
    List<UUID> subjects = causes.stream().map(Cause::subjectId).distinct().toList();
    Map<UUID, Detail> redemptions =
        sql.query(SELECT, organizationId, subjects).list(CreditEntryDetails::detail).stream()
            .collect(toMap(detail -> detail.redemptionId().orElseThrow(), detail -> detail));
    Map<Cause, Detail> details = new HashMap<>();
    for (Cause cause : causes) {
      Optional.ofNullable(redemptions.get(cause.subjectId()))
          .ifPresent(detail -> details.put(cause, detail));
    }
    return details;
  }

  private static Detail detail(Row row) {
    return new Detail(
        Optional.empty(), Optional.of(row.uuid("id")), Optional.empty(), row.pairs("metadata"));
  }
}
