package io.spendhub.authorizations.query;

import static java.util.stream.Collectors.toMap;

import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.Sql;
import io.spendhub.shared.Merchant;
import io.spendhub.wallets.EntryDetails;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Tells statements which purchase moved the money, at which merchant. */
@ApplicationScoped
class CardEntryDetails implements EntryDetails {
  private final Sql sql;

  CardEntryDetails(Sql sql) {
    this.sql = sql;
  }

  /** What a row of any of the three tables tells. */
  private record Told(
      UUID id, Optional<UUID> authorizationId, Merchant merchant, Map<String, String> metadata) {}

  @Override
  public Map<Cause, Detail> describe(UUID organizationId, Collection<Cause> causes) {
    List<UUID> subjects = causes.stream().map(Cause::subjectId).distinct().toList();
    List<UUID> operationIds =
        causes.stream().flatMap(cause -> cause.operationId().stream()).toList();
    Map<UUID, Told> purchases = new HashMap<>();
    read(
            """
            select id, id as authorization_id, merchant_name, merchant_mcc, merchant_country,
                   merchant_id, metadata
            from authorizations.authorizations
            where organization_id = ? and id = any (?::uuid[])
            """,
            organizationId,
            subjects)
        .forEach(told -> purchases.put(told.id(), told));
    read(
            """
            select id, null::uuid as authorization_id, merchant_name, merchant_mcc,
                   merchant_country, merchant_id, metadata
            from authorizations.unlinked_refunds
            where organization_id = ? and id = any (?::uuid[])
            """,
            organizationId,
            subjects)
        .forEach(told -> purchases.put(told.id(), told));
    Map<UUID, Map<String, String>> operations = operationMetadata(organizationId, operationIds);
    Map<Cause, Detail> details = new HashMap<>();
    for (Cause cause : causes) {
      Optional.ofNullable(purchases.get(cause.subjectId()))
          .ifPresent(purchase -> details.put(cause, detail(cause, purchase, operations)));
    }
    return details;
  }

  private static Detail detail(
      Cause cause, Told purchase, Map<UUID, Map<String, String>> operations) {
    return new Detail(
        purchase.authorizationId(),
        Optional.empty(),
        Optional.of(purchase.merchant()),
        cause.operationId().map(operations::get).orElse(purchase.metadata()));
  }

  private List<Told> read(String select, UUID organizationId, List<UUID> ids) {
    return sql.query(select, organizationId, ids).list(CardEntryDetails::told);
  }

  private static Told told(Row row) {
    return new Told(
        row.uuid("id"),
        row.uuidIfAny("authorization_id"),
        AuthorizationRecords.merchant(row),
        row.pairs("metadata"));
  }

  private Map<UUID, Map<String, String>> operationMetadata(UUID organizationId, List<UUID> ids) {
    record Noted(UUID id, Map<String, String> metadata) {}
    return sql
        .query(
            """
            select id, metadata from authorizations.operations
            where organization_id = ? and id = any (?::uuid[])
            """,
            organizationId,
            ids)
        .list(row -> new Noted(row.uuid("id"), row.pairs("metadata")))
        .stream()
        .collect(toMap(Noted::id, Noted::metadata));
  }
}
