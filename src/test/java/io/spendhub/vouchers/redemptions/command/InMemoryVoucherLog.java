package io.spendhub.vouchers.redemptions.command;

import io.spendhub.shared.Later;
import io.spendhub.vouchers.VoucherPlace;
import io.spendhub.vouchers.campaigns.domain.CampaignState;
import io.spendhub.vouchers.campaigns.domain.CampaignUsage;
import io.spendhub.vouchers.people.domain.HolderState;
import io.spendhub.vouchers.people.domain.HolderUsage;
import io.spendhub.vouchers.people.domain.ShopDirectory;
import io.spendhub.vouchers.redemptions.VoucherCommand.RedemptionPlace;
import io.spendhub.vouchers.redemptions.VoucherStatus;
import io.spendhub.vouchers.redemptions.domain.OrderUse;
import io.spendhub.vouchers.redemptions.domain.Publication;
import io.spendhub.vouchers.redemptions.domain.Redemption;
import io.spendhub.vouchers.redemptions.domain.Reservation;
import io.spendhub.vouchers.redemptions.domain.Voucher;
import io.spendhub.vouchers.redemptions.domain.VoucherLog;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables of one organization's vouchers, each as a map, in the order of what was saved. */
final class InMemoryVoucherLog implements VoucherLog {
  final Map<UUID, CampaignState> campaigns = new LinkedHashMap<>();
  final Map<UUID, CampaignUsage> usage = new HashMap<>();
  final Map<UUID, Voucher> vouchers = new LinkedHashMap<>();
  final Map<HolderKey, HolderUsage> holderUsage = new HashMap<>();
  final Map<String, HolderState> holders = new HashMap<>();
  final Map<UUID, Redemption> redemptions = new LinkedHashMap<>();
  final Map<UUID, Reservation> reservations = new LinkedHashMap<>();
  final Set<String> lockedOrders = new HashSet<>();
  ShopDirectory shops = new ShopDirectory(false, Map.of());
  private final Map<String, VoucherPlace> keys = new HashMap<>();
  private final Set<Publication> publications = new LinkedHashSet<>();

  @Override
  public Optional<VoucherPlace> placeOf(UUID organizationId, List<String> codeKeys) {
    return codeKeys.stream().map(keys::get).filter(Objects::nonNull).findFirst();
  }

  @Override
  public void lockCodes(UUID organizationId, Set<String> codeKeys) {
    // Nobody else is there.
  }

  @Override
  public Set<String> takenKeys(UUID organizationId, Set<String> codeKeys) {
    Set<String> taken = new HashSet<>(codeKeys);
    taken.retainAll(keys.keySet());
    return taken;
  }

  @Override
  public Optional<RedemptionPlace> placeOfRedemption(UUID organizationId, UUID redemptionId) {
    throw new UnsupportedOperationException("the service asks before the transaction");
  }

  @Override
  public Optional<VoucherPlace> placeOfReservation(UUID organizationId, UUID reservationId) {
    throw new UnsupportedOperationException("the service asks before the transaction");
  }

  @Override
  public Later<Map<UUID, Standing>> campaigns(UUID organizationId, Collection<UUID> ids) {
    Map<UUID, Standing> found = new HashMap<>();
    only(campaigns, ids)
        .forEach(
            (id, campaign) ->
                found.put(id, new Standing(campaign, Objects.requireNonNull(usage.get(id)))));
    return Later.of(found);
  }

  @Override
  public MostUsed mostUsed(UUID organizationId, UUID campaignId) {
    throw new UnsupportedOperationException("only changes of terms ask");
  }

  @Override
  public Later<Map<UUID, Voucher>> vouchers(UUID organizationId, Collection<UUID> ids) {
    return Later.of(only(vouchers, ids));
  }

  @Override
  public Later<Map<HolderKey, HolderUsage>> holderUsage(
      UUID organizationId, Set<HolderKey> wanted) {
    return Later.of(only(holderUsage, wanted));
  }

  @Override
  public Later<Map<String, HolderState>> holders(UUID organizationId, Collection<String> names) {
    return Later.of(only(holders, names));
  }

  @Override
  public Later<ShopDirectory> shops(UUID organizationId, Collection<String> names) {
    return Later.of(new ShopDirectory(shops.any(), only(shops.accepted(), names)));
  }

  @Override
  public Later<Map<UUID, Redemption>> redemptions(UUID organizationId, Collection<UUID> ids) {
    return Later.of(only(redemptions, ids));
  }

  @Override
  public Later<Map<UUID, Reservation>> reservations(UUID organizationId, Collection<UUID> ids) {
    return Later.of(only(reservations, ids));
  }

  @Override
  public Later<List<Reservation>> dueReservations(
      UUID organizationId, Collection<UUID> campaignIds, Instant now, int atMost) {
    return Later.of(
        active(reservations)
            .filter(
                each -> campaignIds.contains(each.campaignId()) && !each.expiresAt().isAfter(now))
            .limit(atMost)
            .toList());
  }

  @Override
  public void lockOrders(UUID organizationId, Collection<String> orderIds) {
    lockedOrders.addAll(orderIds);
  }

  /** Only what was locked stands still. */
  @Override
  public Map<String, Issued> issuedAs(UUID organizationId, Set<String> codeKeys) {
    throw new UnsupportedOperationException("only imports ask for it");
  }

  @Override
  public Map<String, Map<UUID, OrderUse>> onOrders(
      UUID organizationId, Collection<String> orderIds, Instant now) {
    if (!lockedOrders.containsAll(orderIds)) {
      throw new AssertionError("some of the orders " + orderIds + " are not locked");
    }
    Map<String, Map<UUID, OrderUse>> found = new HashMap<>();
    for (String order : orderIds) {
      Map<UUID, OrderUse> on = new LinkedHashMap<>();
      redemptions.values().stream()
          .filter(each -> !each.returned() && each.orderId().equals(Optional.of(order)))
          .forEach(
              each -> on.put(each.id(), use(each.voucherId(), each.kept(), each.campaignId())));
      active(reservations)
          .filter(each -> each.use().order().flatMap(it -> it.id()).equals(Optional.of(order)))
          .filter(each -> each.expiresAt().isAfter(now))
          .forEach(
              each -> on.put(each.id(), use(each.voucherId(), each.amount(), each.campaignId())));
      found.put(order, on);
    }
    return found;
  }

  private OrderUse use(UUID voucherId, long amount, UUID campaignId) {
    CampaignState campaign = Objects.requireNonNull(campaigns.get(campaignId));
    return OrderUse.of(campaign, voucherId, amount);
  }

  @Override
  public List<Voucher> free(
      UUID organizationId, UUID campaignId, Optional<UUID> after, int atMost) {
    return vouchers.values().stream()
        .filter(each -> each.campaignId().equals(campaignId))
        .filter(each -> after.isEmpty() || each.id().compareTo(after.get()) > 0)
        .filter(each -> each.holder().isEmpty() && each.status() == VoucherStatus.ACTIVE)
        .filter(each -> each.redemptions() == 0 && each.reserved() == 0)
        .limit(atMost)
        .toList();
  }

  @Override
  public Later<Map<Source, Publication>> publications(UUID organizationId, Set<Source> sources) {
    Map<Source, Publication> found = new HashMap<>();
    for (Publication each : publications) {
      Source source = new Source(each.campaignId(), each.sourceId());
      if (sources.contains(source)) {
        found.put(source, each);
      }
    }
    return Later.of(found);
  }

  @Override
  public void save(UUID organizationId, Changes changes) {
    usage.putAll(changes.usage());
    changes.issued().forEach(this::issue);
    for (Voucher voucher : changes.vouchers()) {
      present(vouchers.replace(voucher.id(), voucher));
    }
    holderUsage.putAll(changes.holders());
    changes.made().forEach(each -> redemptions.put(each.id(), each));
    changes.rolledBack().forEach(each -> present(redemptions.replace(each.id(), each)));
    changes.reservations().forEach(each -> reservations.put(each.id(), each));
    changes.ended().forEach(each -> present(reservations.replace(each.id(), each)));
    publications.addAll(changes.publications());
    lockedOrders.clear();
  }

  private void issue(String key, Voucher voucher) {
    vouchers.put(voucher.id(), voucher);
    keys.put(key, new VoucherPlace(voucher.campaignId(), voucher.id()));
  }

  private static void present(@Nullable Object before) {
    Objects.requireNonNull(before, "what changes was saved before");
  }

  private static Stream<Reservation> active(Map<UUID, Reservation> all) {
    return all.values().stream().filter(each -> each.status() == Reservation.Status.ACTIVE);
  }

  private static <K, V> Map<K, V> only(Map<K, V> all, Collection<K> keys) {
    Map<K, V> found = new HashMap<>(all);
    found.keySet().retainAll(Set.copyOf(keys));
    return found;
  }
}
