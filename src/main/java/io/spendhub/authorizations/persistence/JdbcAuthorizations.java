package io.spendhub.authorizations.persistence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.spendhub.authorizations.OperationView;
import io.spendhub.authorizations.domain.Authorization;
import io.spendhub.authorizations.domain.AuthorizationLog;
import io.spendhub.authorizations.domain.VoucherPart;
import io.spendhub.authorizations.persistence.AuthorizationRows.Done;
import io.spendhub.platform.sql.Primary;
import io.spendhub.platform.sql.Remembered;
import io.spendhub.shared.Later;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
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

  /** An authorization stays on the same card and wallet for good, so this never goes stale. */
  private final Remembered<Name, Place> places = new Remembered<>(REMEMBERED);

  JdbcAuthorizations(Primary primary) {
    this.primary = primary;
  }

  @Override
  public Optional<Place> placeOf(UUID organizationId, UUID authorizationId) {
    return places.get(new Name(organizationId, authorizationId), this::readPlace);
  }

  private Optional<Place> readPlace(Name name) {
    return Optional.ofNullable(find(name.organizationId(), List.of(name.id())).get().get(name.id()))
        .map(
            found ->
                new Place(
                    found.purchase().cardId(),
                    found.purchase().walletId(),
                    found.voucher().map(VoucherPart::campaignId)));
  }

  @Override
  public Later<Map<UUID, Authorization>> find(UUID organizationId, Collection<UUID> ids) {
    return primary.findLater(
        FIND, AuthorizationRows::authorization, Authorization::id, organizationId, ids);
  }

  @Override
  public Later<Map<UUID, List<OperationView>>> operations(
      UUID organizationId, Collection<UUID> authorizationIds) {
    return authorizationIds.isEmpty()
        ? Later.of(Map.of())
        : primary
            .listLater(
                LATEST_OPERATIONS,
                AuthorizationRows::done,
                List.copyOf(authorizationIds),
                organizationId)
            .map(
                done ->
                    done.stream()
                        .collect(groupingBy(Done::authorizationId, mapping(Done::view, toList()))));
  }

  @Override
  public void save(UUID organizationId, Changes changes) {
    primary.insertLater(AuthorizationRows.AUTHORIZATIONS, organizationId, changes.made());
    primary.updateLater(AuthorizationRows.AUTHORIZATIONS, organizationId, changes.changed());
    primary.insertLater(AuthorizationRows.OPERATIONS, organizationId, done(changes.operations()));
    primary.insertLater(AuthorizationRows.REFUNDS, organizationId, changes.refunds());
  }

  private static List<Done> done(Map<UUID, List<OperationView>> operations) {
    return operations.entrySet().stream()
        .flatMap(on -> on.getValue().stream().map(operation -> new Done(on.getKey(), operation)))
        .toList();
  }
}
