package io.spendhub.limits.persistence;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.quarkus.arc.All;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.spendhub.limits.LimitRecount;
import io.spendhub.limits.LimitSpec;
import io.spendhub.limits.LimitWindow;
import io.spendhub.limits.SpendingHistory;
import io.spendhub.limits.SpendingLimits;
import io.spendhub.limits.domain.LimitSpecs;
import io.spendhub.limits.domain.SpendingLimit;
import io.spendhub.limits.domain.SpendingLimitId;
import io.spendhub.platform.sql.Snapshot;
import io.spendhub.shared.Ids;
import io.spendhub.shared.Later;
import io.spendhub.shared.Undo;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@ApplicationScoped
class PanacheSpendingLimits
    implements SpendingLimits, PanacheRepositoryBase<SpendingLimit, SpendingLimitId> {
  private final JdbcLimits rows;
  private final List<SpendingHistory> histories;

  PanacheSpendingLimits(JdbcLimits rows, @All List<SpendingHistory> histories) {
    this.rows = rows;
    this.histories = histories;
  }

  @Override
  @Transactional
  public void define(UUID organizationId, UUID ownerId, List<LimitSpec> specs, String timezone) {
    LimitSpecs.check(specs);
    specs.forEach(spec -> add(organizationId, ownerId, spec, timezone));
    flush();
  }

  @Override
  @Transactional
  public void redefine(UUID organizationId, UUID ownerId, List<LimitSpec> specs, String timezone) {
    LimitSpecs.check(specs);
    Map<LimitWindow, LimitSpec> wanted = new EnumMap<>(LimitWindow.class);
    specs.forEach(spec -> wanted.put(spec.window(), spec));
    for (SpendingLimit limit : ofOwner(organizationId, ownerId)) {
      LimitSpec spec = wanted.get(limit.window());
      if (spec != null && limit.edit(spec, timezone)) {
        wanted.remove(limit.window());
      } else {
        delete(limit);
      }
    }
    flush();
    List<SpendingLimit> added =
        wanted.values().stream().map(spec -> add(organizationId, ownerId, spec, timezone)).toList();
    flush();
    rows.count(organizationId, added, histories);
  }

  private SpendingLimit add(UUID organizationId, UUID ownerId, LimitSpec spec, String timezone) {
    SpendingLimitId id = new SpendingLimitId(organizationId, Ids.next());
    SpendingLimit limit = new SpendingLimit(id, ownerId, spec, timezone);
    persist(limit);
    return limit;
  }

  private List<SpendingLimit> ofOwner(UUID organizationId, UUID ownerId) {
    return list("id.organizationId = ?1 and ownerId = ?2", organizationId, ownerId);
  }

  @Override
  public Map<UUID, List<LimitSpec>> find(UUID organizationId, Collection<UUID> ownerIds) {
    return rows.limits(organizationId, ownerIds).stream()
        .collect(
            groupingBy(
                SpendingLimit::ownerId,
                collectingAndThen(
                    toList(), limits -> limits.stream().map(SpendingLimit::spec).toList())));
  }

  @Override
  public Later<Opened> open(UUID organizationId, Collection<Spending> spending, Undo undo) {
    return rows.open(organizationId, spending, undo);
  }

  @Override
  public LimitRecount recount(Snapshot snapshot, UUID organizationId) {
    return new JdbcLimitRecount(snapshot, organizationId);
  }
}
