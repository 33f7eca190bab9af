package io.spendhub.vouchers.redemptions.persistence;

import static java.util.stream.Collectors.toMap;

import io.spendhub.platform.sql.Primary;
import io.spendhub.platform.sql.Remembered;
import io.spendhub.shared.Later;
import io.spendhub.vouchers.VoucherPlace;
import io.spendhub.vouchers.people.domain.HolderState;
import io.spendhub.vouchers.people.domain.HolderUsage;
import io.spendhub.vouchers.people.domain.ShopDirectory;
import io.spendhub.vouchers.redemptions.VoucherCommand.RedemptionPlace;
import io.spendhub.vouchers.redemptions.domain.OrderUse;
import io.spendhub.vouchers.redemptions.domain.Publication;
import io.spendhub.vouchers.redemptions.domain.Redemption;
import io.spendhub.vouchers.redemptions.domain.Reservation;
import io.spendhub.vouchers.redemptions.domain.Voucher;
import io.spendhub.vouchers.redemptions.domain.VoucherLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

@ApplicationScoped
class JdbcVoucherLog implements VoucherLog {
  private static final String PLACE =
      """
      select campaign_id, id as voucher_id from vouchers.vouchers
      where organization_id = ? and code_key = any (?)
      """;
  private static final String TAKEN =
      """
      select code_key, campaign_id, holder, amount, expires_at from vouchers.vouchers
      where organization_id = ? and code_key = any (?)
      """;
  private static final String LOCK_CODES =
      """
      select pg_advisory_xact_lock(hashtextextended('voucher codes of ' || ?, bucket))
      from (select distinct hashtextextended(key, 0) & 63 as bucket from unnest(?) as k (key)
            order by bucket) as buckets
      """;
  private static final String PLACE_OF_REDEMPTION =
      """
      select campaign_id, voucher_id, wallet_id from vouchers.redemptions
      where organization_id = ? and id = ?
      """;
  private static final String PLACE_OF_RESERVATION =
      """
      select campaign_id, voucher_id from vouchers.reservations
      where organization_id = ? and id = ?
      """;
  private static final String CAMPAIGNS =
      """
      select c.id, c.name, c.type, c.status, c.currency, c.terms::text as terms, u.*
      from vouchers.campaigns c
      join vouchers.campaign_usage u
        on u.organization_id = c.organization_id and u.campaign_id = c.id
      where c.organization_id = ? and c.id = any (?::uuid[])
      """;
  private static final String MOST_USED =
      """
      select
        coalesce((select max(redemptions + reserved) from vouchers.vouchers
                  where organization_id = ? and campaign_id = ?), 0) as by_voucher,
        coalesce((select max(redemptions + reserved) from vouchers.holder_usage
                  where organization_id = ? and campaign_id = ?), 0) as by_holder
      """;
  private static final String VOUCHERS =
      "select * from vouchers.vouchers where organization_id = ? and id = any (?::uuid[])";
  private static final String FREE =
      """
      select * from vouchers.vouchers
      where organization_id = ? and (campaign_id, id) > (?, ?) and campaign_id <= ?
        and holder is null and redemptions = 0 and reserved = 0 and status = 'ACTIVE'
        and (expires_at is null or expires_at > now())
      order by campaign_id, id limit ?
      """;
  private static final String HOLDER_USAGE =
      """
      select u.campaign_id, u.holder, u.redemptions, u.reserved
      from unnest(?::uuid[], ?::text[]) as wanted (campaign_id, holder)
      join vouchers.holder_usage u
        on u.campaign_id = wanted.campaign_id and u.holder = wanted.holder
      where u.organization_id = ?
      """;
  private static final String HOLDERS =
      """
      select name, status, metadata::text as metadata from vouchers.holders
      where organization_id = ? and name = any (?)
      """;
  private static final String SHOPS =
      """
      select name, accepts from vouchers.shops where organization_id = ? and name = any (?)
      """;
  private static final String ANY_SHOP =
      "select 1 as any_shop from vouchers.shops where organization_id = ? order by id limit 1";
  private static final String REDEMPTIONS =
      "select * from vouchers.redemptions where organization_id = ? and id = any (?::uuid[])";
  private static final String RESERVATIONS =
      "select * from vouchers.reservations where organization_id = ? and id = any (?::uuid[])";
  private static final String DUE =
      """
      select * from vouchers.reservations
      where organization_id = ? and campaign_id = any (?::uuid[]) and status = 'ACTIVE'
        and expires_at <= ?
      order by expires_at, id limit ?
      """;
  private static final String NAME_ORDERS =
      """
      insert into vouchers.orders (organization_id, id) select ?, o.id from unnest(?) as o (id)
      order by o.id on conflict do nothing
      """;
  private static final String LOCK_ORDERS =
      """
      select id from vouchers.orders where organization_id = ? and id = any (?)
      order by id for no key update
      """;
  private static final String ON_ORDERS =
      """
      select r.order_id, r.id, r.voucher_id, r.amount - r.rolled_back_amount as amount,
             c.type, (c.terms -> 'stacking')::text as stacking
      from vouchers.redemptions r
      join vouchers.campaigns c
        on c.organization_id = r.organization_id and c.id = r.campaign_id
      where r.organization_id = ? and r.order_id = any (?) and not r.returned
      union all
      select r.order_id, r.id, r.voucher_id, r.amount, c.type, (c.terms -> 'stacking')::text
      from vouchers.reservations r
      join vouchers.campaigns c
        on c.organization_id = r.organization_id and c.id = r.campaign_id
      where r.organization_id = ? and r.order_id = any (?) and r.status = 'ACTIVE'
        and r.expires_at > ?
      """;
  private static final String PUBLICATIONS =
      """
      select p.* from unnest(?::uuid[], ?::text[]) as wanted (campaign_id, source_id)
      join vouchers.publications p
        on p.campaign_id = wanted.campaign_id and p.source_id = wanted.source_id
      where p.organization_id = ?
      """;

  private static final int REMEMBERED = 100_000;

  private record Name(UUID organizationId, List<String> codeKeys) {}

  private final Primary primary;

  /** A code stands for the same voucher for good. */
  private final Remembered<Name, VoucherPlace> places = new Remembered<>(REMEMBERED);

  JdbcVoucherLog(Primary primary) {
    this.primary = primary;
  }

  @Override
  public Optional<VoucherPlace> placeOf(UUID organizationId, List<String> codeKeys) {
    return places.get(
        new Name(organizationId, codeKeys),
        _ -> primary.first(PLACE, VoucherRecords::place, organizationId, codeKeys));
  }

  @Override
  public void lockCodes(UUID organizationId, Set<String> codeKeys) {
    if (!codeKeys.isEmpty()) {
      primary.list(LOCK_CODES, row -> row, organizationId.toString(), List.copyOf(codeKeys));
    }
  }

  @Override
  public Set<String> takenKeys(UUID organizationId, Set<String> codeKeys) {
    return issuedAs(organizationId, codeKeys).keySet();
  }

  @Override
  public Map<String, Issued> issuedAs(UUID organizationId, Set<String> codeKeys) {
    Map<String, Issued> found = new HashMap<>();
    if (!codeKeys.isEmpty()) {
      primary.list(
          TAKEN,
          row -> found.put(row.text("code_key"), VoucherRecords.issued(row)),
          organizationId,
          List.copyOf(codeKeys));
    }
    return found;
  }

  @Override
  public Optional<RedemptionPlace> placeOfRedemption(UUID organizationId, UUID redemptionId) {
    return primary.first(
        PLACE_OF_REDEMPTION,
        row -> new RedemptionPlace(VoucherRecords.place(row), row.uuidIfAny("wallet_id")),
        organizationId,
        redemptionId);
  }

  @Override
  public Optional<VoucherPlace> placeOfReservation(UUID organizationId, UUID reservationId) {
    return primary.first(
        PLACE_OF_RESERVATION, VoucherRecords::place, organizationId, reservationId);
  }

  @Override
  public Later<Map<UUID, Standing>> campaigns(UUID organizationId, Collection<UUID> ids) {
    return primary.findLater(
        CAMPAIGNS,
        VoucherRecords::standing,
        standing -> standing.campaign().id(),
        organizationId,
        ids);
  }

  @Override
  public MostUsed mostUsed(UUID organizationId, UUID campaignId) {
    return primary
        .list(
            MOST_USED,
            row -> new MostUsed(row.number("by_voucher"), row.number("by_holder")),
            organizationId,
            campaignId,
            organizationId,
            campaignId)
        .getFirst();
  }

  @Override
  public Later<Map<UUID, Voucher>> vouchers(UUID organizationId, Collection<UUID> ids) {
    return primary.findLater(VOUCHERS, VoucherRecords::voucher, Voucher::id, organizationId, ids);
  }

  @Override
  public Later<Map<HolderKey, HolderUsage>> holderUsage(
      UUID organizationId, Set<HolderKey> holders) {
    if (holders.isEmpty()) {
      return Later.of(Map.of());
    }
    List<HolderKey> wanted = List.copyOf(holders);
    return primary
        .listLater(
            HOLDER_USAGE,
            VoucherRecords::holderUsage,
            wanted.stream().map(HolderKey::campaignId).toList(),
            wanted.stream().map(HolderKey::holder).toList(),
            organizationId)
        .map(VoucherRecords::byKey);
  }

  @Override
  public Later<Map<String, HolderState>> holders(UUID organizationId, Collection<String> names) {
    if (names.isEmpty()) {
      return Later.of(Map.of());
    }
    return primary
        .listLater(HOLDERS, VoucherRecords::holder, organizationId, List.copyOf(names))
        .map(VoucherRecords::byKey);
  }

  @Override
  public Later<ShopDirectory> shops(UUID organizationId, Collection<String> names) {
    if (names.isEmpty()) {
      return Later.of(new ShopDirectory(false, Map.of()));
    }
    Later<List<Map.Entry<String, Optional<Set<UUID>>>>> found =
        primary.listLater(SHOPS, VoucherRecords::shop, organizationId, List.copyOf(names));
    return primary
        .listLater(ANY_SHOP, row -> row.number("any_shop"), organizationId)
        .map(any -> new ShopDirectory(!any.isEmpty(), VoucherRecords.byKey(found.get())));
  }

  @Override
  public Later<Map<UUID, Redemption>> redemptions(UUID organizationId, Collection<UUID> ids) {
    return primary.findLater(
        REDEMPTIONS, VoucherRecords::redemption, Redemption::id, organizationId, ids);
  }

  @Override
  public Later<Map<UUID, Reservation>> reservations(UUID organizationId, Collection<UUID> ids) {
    return primary.findLater(
        RESERVATIONS, VoucherRecords::reservation, Reservation::id, organizationId, ids);
  }

  @Override
  public Later<List<Reservation>> dueReservations(
      UUID organizationId, Collection<UUID> campaignIds, Instant now, int atMost) {
    return campaignIds.isEmpty()
        ? Later.of(List.of())
        : primary.listLater(
            DUE,
            VoucherRecords::reservation,
            organizationId,
            List.copyOf(campaignIds),
            now,
            atMost);
  }

  @Override
  public void lockOrders(UUID organizationId, Collection<String> orderIds) {
    if (!orderIds.isEmpty()) {
      List<String> ids = List.copyOf(orderIds);
      primary.change(NAME_ORDERS, organizationId, ids);
      primary.list(LOCK_ORDERS, row -> row.text("id"), organizationId, ids);
    }
  }

  @Override
  public Map<String, Map<UUID, OrderUse>> onOrders(
      UUID organizationId, Collection<String> orderIds, Instant now) {
    Map<String, Map<UUID, OrderUse>> found = new HashMap<>();
    if (!orderIds.isEmpty()) {
      List<String> ids = List.copyOf(orderIds);
      primary.list(
          ON_ORDERS,
          row ->
              found
                  .computeIfAbsent(row.text("order_id"), order -> new LinkedHashMap<>())
                  .put(row.uuid("id"), VoucherRecords.orderUse(row)),
          organizationId,
          ids,
          organizationId,
          ids,
          now);
    }
    return found;
  }

  @Override
  public List<Voucher> free(
      UUID organizationId, UUID campaignId, Optional<UUID> after, int atMost) {
    return primary.list(
        FREE,
        VoucherRecords::voucher,
        organizationId,
        campaignId,
        after.orElse(new UUID(0, 0)),
        campaignId,
        atMost);
  }

  @Override
  public Later<Map<Source, Publication>> publications(UUID organizationId, Set<Source> sources) {
    if (sources.isEmpty()) {
      return Later.of(Map.of());
    }
    List<Source> wanted = List.copyOf(sources);
    return primary
        .listLater(
            PUBLICATIONS,
            VoucherRecords::publication,
            wanted.stream().map(Source::campaignId).toList(),
            wanted.stream().map(Source::sourceId).toList(),
            organizationId)
        .map(
            found ->
                found.stream()
                    .collect(
                        toMap(
                            given -> new Source(given.campaignId(), given.sourceId()),
                            Function.identity())));
  }

  @Override
  public void save(UUID organizationId, Changes changes) {
    primary.updateLater(VoucherRows.USAGE, organizationId, changes.usage().entrySet());
    primary.insertLater(VoucherRows.ISSUED, organizationId, changes.issued().entrySet());
    primary.updateLater(VoucherRows.VOUCHERS, organizationId, changes.vouchers());
    primary.insertLater(
        VoucherRows.HOLDERS,
        organizationId,
        changes.holders().entrySet(),
        VoucherRows.OR_UPDATE_HOLDER);
    primary.insertLater(VoucherRows.REDEMPTIONS, organizationId, changes.made());
    primary.updateLater(VoucherRows.REDEMPTIONS, organizationId, changes.rolledBack());
    primary.insertLater(VoucherRows.ROLLBACKS, organizationId, changes.rollbacks());
    primary.insertLater(VoucherRows.RESERVATIONS, organizationId, changes.reservations());
    primary.updateLater(VoucherRows.RESERVATIONS, organizationId, changes.ended());
    primary.insertLater(VoucherRows.PUBLICATIONS, organizationId, changes.publications());
  }
}
