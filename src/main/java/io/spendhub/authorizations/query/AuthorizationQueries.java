package io.spendhub.authorizations.query;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.spendhub.authorizations.AuthorizationFilter;
import io.spendhub.authorizations.AuthorizationView;
import io.spendhub.authorizations.OperationView;
import io.spendhub.platform.http.lists.Listing;
import io.spendhub.platform.http.lists.Page;
import io.spendhub.platform.http.lists.PageQuery;
import io.spendhub.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Authorizations with their latest operations. */
@ApplicationScoped
public class AuthorizationQueries {
  private static final String TABLE = "authorizations.authorizations";
  private static final String LATEST_OPERATIONS =
      """
      select o.* from unnest(?::uuid[]) as wanted (authorization_id)
      cross join lateral (
        select o.id, o.authorization_id, o.kind, o.amount, o.decision, o.decline_code, o.late,
        o.original_amount, o.original_currency, o.network_reference, o.occurred_at, o.created_at,
          case when ? then nullif(o.metadata::text, '{}') end as metadata
        from authorizations.operations o
        where o.organization_id = ? and o.authorization_id = wanted.authorization_id
        order by o.id desc limit ?) o
      order by o.id
      """;

  private final Sql sql;

  AuthorizationQueries(Sql sql) {
    this.sql = sql;
  }

  /** An operation and what it was done to. */
  private record Done(UUID authorizationId, OperationView operation) {}

  public Optional<AuthorizationView> find(UUID organizationId, UUID id) {
    List<AuthorizationView> found =
        sql.query("select * from " + TABLE + " where organization_id = ?", organizationId)
            .then("and id = ?", id)
            .list(AuthorizationRecords::authorization);
    return withOperations(organizationId, found, true).stream().findFirst();
  }

  /**
   * Authorizations, newest first; their operations without metadata, which bounds the answer.
   *
   * @param cards the ids of those whose authorizations may be listed; all, if it is empty
   */
  public Page<AuthorizationView> list(
      UUID organizationId, Optional<Set<UUID>> cards, AuthorizationFilter filter, PageQuery page) {
    if (filter.matchesNothing()) {
      return new Page<>(List.of(), null);
    }
    Page<AuthorizationView> found =
        Listing.of(TABLE, organizationId)
            .only("card_id", cards)
            .by("card_id", filter.cardId())
            .by("wallet_id", filter.walletId())
            .among("decision = 'DECLINED'", filter.declined())
            .where("status = ?", filter.status().filter(any -> !filter.declined()))
            .where("decision = ?", filter.decision().filter(any -> !filter.declined()))
            .created(filter.from(), filter.to())
            .page(sql, page, "select * from %s a", AuthorizationRecords::authorization);
    return new Page<>(withOperations(organizationId, found.data(), false), found.nextCursor());
  }

  private List<AuthorizationView> withOperations(
      UUID organizationId, List<AuthorizationView> authorizations, boolean metadata) {
    if (authorizations.isEmpty()) {
      return authorizations;
    }
    List<UUID> ids = authorizations.stream().map(AuthorizationView::id).toList();
    Map<UUID, List<OperationView>> operations =
        sql
            .query(
                LATEST_OPERATIONS,
                ids,
                metadata,
                organizationId,
                AuthorizationView.OPERATIONS_SHOWN)
            .list(
                row -> new Done(row.uuid("authorization_id"), AuthorizationRecords.operation(row)))
            .stream()
            .collect(groupingBy(Done::authorizationId, mapping(Done::operation, toList())));
    return authorizations.stream()
        .map(each -> each.withOperations(operations.getOrDefault(each.id(), List.of())))
        .toList();
  }
}
