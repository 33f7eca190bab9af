package io.spendhub.authorizations.persistence;

import io.spendhub.authorizations.OperationView;
import io.spendhub.authorizations.domain.Authorization;
import io.spendhub.authorizations.domain.AuthorizationLog;
import io.spendhub.authorizations.domain.VoucherPart;
import io.spendhub.platform.sql.Primary;
import io.spendhub.platform.sql.Remembered;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class JdbcAuthorizations implements AuthorizationLog {
  private static final int REMEMBERED = 100_000;
  private static final String FIND =
      """
      select * from authorizations.authorizations where organization_id = ? and id = any (?)
      """;
  private static final String LATEST_OPERATIONS =
      """
      select o.* from unnest(?) as wanted (authorization_id)
      cross join lateral (
        select o.id, o.authorization_id, o.kind, o.amount, o.decision, o.decline_code, o.late,
        o.original_amount, o.original_currency, o.network_reference, o.occurred_at, o.created_at
        from authorizations.operations o
        where o.organization_id = ? and o.authorization_id = wanted.authorization_id
        order by o.id desc limit 100) o
      order by o.id
      """;

  private record Name(UUID organizationId, UUID id) {}

  private final Primary primary;
  private final AuthorizationRows rows;

  /** An authorization stays on the same card and wallet for good, so this never goes stale. */
  private final Remembered<Name, Place> places = new Remembered<>(REMEMBERED);

  JdbcAuthorizations(Primary primary, AuthorizationRows rows) {
    this.primary = primary;
    this.rows = rows;
  }

  @Override
  public Optional<Place> placeOf(UUID organizationId, UUID authorizationId) {
    return places.get(new Name(organizationId, authorizationId), this::readPlace);
  }

  private Optional<Place> readPlace(Name name) {
    return Optional.ofNullable(find(name.organizationId(), List.of(name.id())).get(name.id()))
        .map(
            found ->
                new Place(
                    found.purchase().cardId(),
                    found.purchase().walletId(),
                    found.voucher().map(VoucherPart::campaignId)));
  }

  @Override
  public Map<UUID, Authorization> find(UUID organizationId, Collection<UUID> ids) {
    Map<UUID, Authorization> found = new HashMap<>();
    if (ids.isEmpty()) {
      return found;
    }
    return primary.with(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setObject(1, organizationId);
            statement.setArray(2, connection.createArrayOf("uuid", ids.toArray()));
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                Authorization authorization = rows.authorization(row);
                found.put(authorization.id(), authorization);
              }
            }
          }
          return found;
        });
  }

  @Override
  public Map<UUID, List<OperationView>> operations(
      UUID organizationId, Collection<UUID> authorizationIds) {
    Map<UUID, List<OperationView>> found = new HashMap<>();
    if (authorizationIds.isEmpty()) {
      return found;
    }
    return primary.with(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(LATEST_OPERATIONS)) {
            statement.setArray(1, connection.createArrayOf("uuid", authorizationIds.toArray()));
            statement.setObject(2, organizationId);
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                found
                    .computeIfAbsent(
                        row.getObject("authorization_id", UUID.class), id -> new ArrayList<>())
                    .add(rows.operation(row));
              }
            }
          }
          return found;
        });
  }

  @Override
  public void save(UUID organizationId, Changes changes) {
    primary.execute(
        rows.made(changes.made()), AuthorizationRows.INSERT_AUTHORIZATIONS, organizationId);
    primary.execute(
        rows.changed(changes.changed()), AuthorizationRows.UPDATE_AUTHORIZATIONS, organizationId);
    primary.execute(
        rows.operations(changes.operations()), AuthorizationRows.INSERT_OPERATIONS, organizationId);
    primary.execute(
        rows.refunds(changes.refunds()), AuthorizationRows.INSERT_REFUNDS, organizationId);
  }
}
