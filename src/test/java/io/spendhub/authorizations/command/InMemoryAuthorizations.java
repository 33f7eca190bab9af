package io.spendhub.authorizations.command;

import io.spendhub.authorizations.Decision;
import io.spendhub.authorizations.OperationView;
import io.spendhub.authorizations.domain.Amounts;
import io.spendhub.authorizations.domain.Authorization;
import io.spendhub.authorizations.domain.AuthorizationLog;
import io.spendhub.shared.Later;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Authorizations in the order in which they were made. */
final class InMemoryAuthorizations implements AuthorizationLog {
  private final Map<UUID, Authorization> rows = new LinkedHashMap<>();

  UUID id(int place) {
    return List.copyOf(rows.keySet()).get(place);
  }

  Map<UUID, Authorization> all() {
    return new HashMap<>(rows);
  }

  List<Authorization> approved() {
    return rows.values().stream().filter(each -> each.decision() == Decision.APPROVED).toList();
  }

  List<Amounts> amounts() {
    return rows.values().stream().map(Authorization::amounts).toList();
  }

  @Override
  public void save(UUID organizationId, Changes changes) {
    List<Authorization> all = new ArrayList<>(changes.made());
    all.addAll(changes.changed());
    all.forEach(each -> rows.put(each.id(), each));
  }

  /** Answers show none of the earlier ones here. */
  @Override
  public Later<Map<UUID, List<OperationView>>> operations(
      UUID organizationId, Collection<UUID> ids) {
    return Later.of(Map.of());
  }

  @Override
  public Optional<Place> placeOf(UUID organizationId, UUID authorizationId) {
    throw new UnsupportedOperationException("steps know the place");
  }

  @Override
  public Later<Map<UUID, Authorization>> find(
      UUID organizationId, Collection<UUID> authorizationIds) {
    throw new UnsupportedOperationException("decisions are handed all of them");
  }
}
