package io.spendhub.vouchers.redemptions.command;

import io.spendhub.ledger.Journal;
import io.spendhub.platform.events.Event;
import io.spendhub.vouchers.VoucherUse;
import io.spendhub.vouchers.campaigns.domain.CampaignState;
import io.spendhub.vouchers.campaigns.domain.CampaignUsage;
import io.spendhub.vouchers.people.domain.HolderState;
import io.spendhub.vouchers.people.domain.HolderUsage;
import io.spendhub.vouchers.people.domain.ShopDirectory;
import io.spendhub.vouchers.redemptions.RollbackView;
import io.spendhub.vouchers.redemptions.VoucherView;
import io.spendhub.vouchers.redemptions.domain.Publication;
import io.spendhub.vouchers.redemptions.domain.Redemption;
import io.spendhub.vouchers.redemptions.domain.RedemptionFacts;
import io.spendhub.vouchers.redemptions.domain.Reservation;
import io.spendhub.vouchers.redemptions.domain.Voucher;
import io.spendhub.vouchers.redemptions.domain.VoucherLog;
import io.spendhub.vouchers.redemptions.domain.VoucherLog.Changes;
import io.spendhub.vouchers.redemptions.domain.VoucherLog.HolderKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The vouchers of one transaction as decisions find and leave them: read after the locks of their
 * campaigns, changed in memory, saved together at the end. One transaction has one book, whichever
 * contexts use it.
 */
final class VoucherBook {
  /** However many reservations have run out: none of them may count in a decision. */
  static final int ALL = Integer.MAX_VALUE;

  private final Journal journal;
  private final VoucherLog log;

  private final Map<UUID, CampaignState> campaigns = new HashMap<>();
  private final Map<UUID, CampaignUsage> usage = new HashMap<>();
  private final Map<UUID, Voucher> vouchers = new HashMap<>();
  private final Map<HolderKey, HolderUsage> holderUsage = new HashMap<>();
  private final Map<String, HolderState> holders = new HashMap<>();
  private final Map<UUID, Redemption> redemptions = new HashMap<>();
  private final Map<UUID, Reservation> reservations = new HashMap<>();
  private final Orders orders;
  private final Set<String> taken = new HashSet<>();
  private ShopDirectory shops = new ShopDirectory(false, Map.of());

  private final Set<UUID> changedUsage = new HashSet<>();
  private final Set<UUID> changedVouchers = new TreeSet<>();
  private final Set<HolderKey> changedHolders = new HashSet<>();
  private final Map<String, UUID> issued = new LinkedHashMap<>();
  private final Map<UUID, Redemption> made = new LinkedHashMap<>();
  private final Map<UUID, Redemption> changedRedemptions = new LinkedHashMap<>();
  private final List<RollbackView> rollbacks = new ArrayList<>();
  private final Map<UUID, Reservation> reserved = new LinkedHashMap<>();
  private final Map<UUID, Reservation> ended = new LinkedHashMap<>();
  private final List<Publication> publications = new ArrayList<>();

  VoucherBook(Journal journal, VoucherLog log) {
    this.journal = journal;
    this.log = log;
    this.orders = new Orders(log, journal);
  }

  /**
   * Reads what is not read yet, and locks codes and orders, those of wanted reservations too.
   *
   * @param ended how many of the reservations that have run out are to be ended; {@link #ALL} where
   *     anything is decided on what the campaigns have left
   * @return reservations of the wanted campaigns that have run out and still count
   */
  List<Reservation> read(Wanted wanted, int ended) {
    List<Reservation> due = readReservations(wanted, ended);
    orders.lock(wanted.orders());
    log.lockCodes(journal.organizationId(), wanted.codeKeys());
    readAll(wanted);
    return due;
  }

  /** The same without a lock, for decisions that have no effect. */
  List<Reservation> peek(Wanted wanted) {
    List<Reservation> due = readReservations(wanted, ALL);
    readAll(wanted);
    return due;
  }

  /** Their orders are wanted too: whoever redeems one need not say what it was made for. */
  private List<Reservation> readReservations(Wanted wanted, int ended) {
    UUID organization = journal.organizationId();
    Set<UUID> newCampaigns = without(wanted.campaigns(), campaigns.keySet());
    List<Reservation> due = log.dueReservations(organization, newCampaigns, journal.now(), ended);
    due.forEach(each -> reservations.put(each.id(), each));
    reservations.putAll(
        log.reservations(organization, without(wanted.reservations(), reservations.keySet())));
    for (Reservation reservation : reservations.values()) {
      wanted.use(reservation.campaignId(), reservation.voucherId(), reservation.use());
    }
    return due;
  }

  private void readAll(Wanted wanted) {
    UUID organization = journal.organizationId();
    redemptions.putAll(
        log.redemptions(organization, without(wanted.redemptions(), redemptions.keySet())));
    redemptions.values().forEach(wanted::redeemed);
    log.campaigns(organization, without(wanted.campaigns(), campaigns.keySet()))
        .forEach(
            (id, standing) -> {
              campaigns.put(id, standing.campaign());
              usage.put(id, standing.usage());
            });
    vouchers.putAll(log.vouchers(organization, without(wanted.vouchers(), vouchers.keySet())));
    readPeople(organization, wanted);
    taken.addAll(log.takenKeys(organization, wanted.codeKeys()));
    orders.read(wanted.orders());
  }

  private void readPeople(UUID organization, Wanted wanted) {
    Set<HolderKey> newHolders = without(wanted.holders(), holderUsage.keySet());
    holderUsage.putAll(log.holderUsage(organization, newHolders));
    List<String> names = newHolders.stream().map(HolderKey::holder).toList();
    holders.putAll(log.holders(organization, names));
    if (!wanted.shops().isEmpty()) {
      shops = shops.and(log.shops(organization, wanted.shops()));
    }
  }

  private static <T> Set<T> without(Set<T> wanted, Set<T> known) {
    Set<T> missing = new HashSet<>(wanted);
    missing.removeAll(known);
    return missing;
  }

  CampaignState campaign(UUID id) {
    return known(campaigns, id);
  }

  CampaignUsage usage(UUID campaignId) {
    return known(usage, campaignId);
  }

  Voucher voucher(UUID id) {
    return known(vouchers, id);
  }

  Redemption redemption(UUID id) {
    return known(redemptions, id);
  }

  Optional<Reservation> reservation(UUID id) {
    return Optional.ofNullable(reservations.get(id));
  }

  VoucherView view(Voucher voucher) {
    return voucher.view(campaign(voucher.campaignId()), journal.now());
  }

  /** What a use is decided on. */
  RedemptionFacts facts(
      UUID voucherId,
      VoucherUse use,
      Optional<Reservation> reservation,
      Optional<String> walletCurrency) {
    Voucher voucher = voucher(voucherId);
    UUID campaignId = voucher.campaignId();
    return new RedemptionFacts(
        campaign(campaignId),
        usage(campaignId),
        voucher,
        use.holder().map(holders::get).orElse(HolderState.UNKNOWN),
        use.holder()
            .map(name -> holderUsage(new HolderKey(campaignId, name)))
            .orElse(HolderUsage.NONE),
        use.shop().map(shop -> shops.accepts(shop, campaignId)).orElse(true),
        orders.others(use, reservation),
        reservation,
        walletCurrency,
        journal.now());
  }

  /** A redemption is made, with its use and its amount. */
  void redeem(Redemption redemption) {
    count(redemption, 1, redemption.amount());
    made.put(redemption.id(), redemption);
    redemptions.put(redemption.id(), redemption);
    orders.put(redemption, campaign(redemption.campaignId()));
  }

  /** Something is given back of a redemption, which stands as given after it. */
  void rollBack(Redemption after, long amount) {
    count(after, after.returned() ? -1 : 0, -amount);
    change(after);
    orders.settle(after, campaign(after.campaignId()));
  }

  /** A purchase needs less of its redemption. */
  void settle(Redemption before, Redemption after) {
    int uses = after.returned() && !before.returned() ? -1 : 0;
    count(after, uses, after.kept() - before.kept());
    change(after);
  }

  private void change(Redemption after) {
    redemptions.put(after.id(), after);
    if (made.replace(after.id(), after) == null) {
      changedRedemptions.put(after.id(), after);
    }
  }

  private void count(Redemption redemption, long uses, long amount) {
    boolean carries = campaign(redemption.campaignId()).type().carriesBalance();
    long drawn = carries ? amount : 0;
    put(
        redemption.campaignId(),
        usage(redemption.campaignId()).plusRedeemed(uses, amount).plusIssued(0, -drawn));
    put(voucher(redemption.voucherId()).plusRedeemed(uses, drawn));
    redemption
        .holder()
        .map(name -> new HolderKey(redemption.campaignId(), name))
        .ifPresent(holder -> put(holder, holderUsage(holder).plusRedeemed(uses)));
  }

  void reserve(Reservation reservation) {
    hold(reservation, 1);
    reserved.put(reservation.id(), reservation);
    reservations.put(reservation.id(), reservation);
    orders.put(reservation, campaign(reservation.campaignId()));
  }

  /** Reservations that have run out end here, whoever comes by. */
  void expire(List<Reservation> due) {
    for (Reservation reservation : due) {
      end(reservation, Reservation.Status.EXPIRED);
      CampaignState campaign = campaign(reservation.campaignId());
      Optional<String> code = voucher(reservation.voucherId()).code();
      journal.raise(
          new Event(
              "voucher.reservation_expired",
              reservation.id(),
              "expiry",
              reservation.ended(Reservation.Status.EXPIRED).view(campaign, code)));
    }
  }

  /** A reservation ends, and what it kept is free again. */
  void end(Reservation reservation, Reservation.Status how) {
    Reservation after = reservation.ended(how);
    reservations.put(after.id(), after);
    if (reserved.replace(after.id(), after) == null) {
      ended.put(after.id(), after);
    }
    hold(reservation, -1);
    orders.remove(reservation);
  }

  private void hold(Reservation reservation, int sign) {
    long amount = sign * reservation.amount();
    boolean carries = campaign(reservation.campaignId()).type().carriesBalance();
    put(reservation.campaignId(), usage(reservation.campaignId()).plusReserved(sign, amount));
    put(voucher(reservation.voucherId()).plusReserved(sign, carries ? amount : 0));
    reservation
        .use()
        .holder()
        .map(name -> new HolderKey(reservation.campaignId(), name))
        .ifPresent(holder -> put(holder, holderUsage(holder).plusReserved(sign)));
  }

  /** Whether another voucher of the organization is known by this. */
  boolean isTaken(String codeKey) {
    return taken.contains(codeKey);
  }

  void issue(Voucher voucher, String codeKey) {
    taken.add(codeKey);
    issued.put(codeKey, voucher.id());
    vouchers.put(voucher.id(), voucher);
    CampaignUsage before = usage(voucher.campaignId());
    put(voucher.campaignId(), before.plusIssued(1, voucher.balance()).waitingFrom(voucher.id()));
  }

  /** What a voucher carries changes, and with it what its campaign has open. */
  void carry(Voucher after) {
    long more = after.balance() - voucher(after.id()).balance();
    put(after.campaignId(), usage(after.campaignId()).plusIssued(0, more));
    put(after);
  }

  /** A voucher changes in what is not counted. */
  void put(Voucher after) {
    vouchers.put(after.id(), after);
    if (!issued.containsValue(after.id())) {
      changedVouchers.add(after.id());
    }
  }

  void publish(Publication publication) {
    publications.add(publication);
    put(
        publication.campaignId(),
        usage(publication.campaignId()).published(publication.voucherId()));
  }

  Optional<Publication> publication(UUID campaignId, String sourceId) {
    Optional<Publication> own =
        publications.stream()
            .filter(each -> each.campaignId().equals(campaignId))
            .filter(each -> each.sourceId().equals(sourceId))
            .findFirst();
    return own.or(() -> log.publication(journal.organizationId(), campaignId, sourceId));
  }

  /** The campaign's next voucher that is free, which this transaction too may have changed. */
  Optional<Voucher> nextFree(UUID campaignId) {
    UUID organization = journal.organizationId();
    Optional<UUID> last = usage(campaignId).publishedUpTo();
    Optional<Voucher> next = log.nextFree(organization, campaignId, last);
    while (next.isPresent()) {
      vouchers.putIfAbsent(next.get().id(), next.get());
      Optional<UUID> id = next.map(Voucher::id);
      boolean free = voucher(next.get().id()).isFree();
      next = free ? Optional.empty() : log.nextFree(organization, campaignId, id);
    }
    return vouchers.values().stream()
        .filter(each -> each.campaignId().equals(campaignId) && each.isFree())
        .filter(each -> last.isEmpty() || each.id().compareTo(last.get()) > 0)
        .min(Comparator.comparing(Voucher::id));
  }

  /** A voucher by its id, read if it is not known yet. */
  Voucher fetch(UUID id) {
    return vouchers.computeIfAbsent(
        id, missing -> known(log.vouchers(journal.organizationId(), Set.of(id)), missing));
  }

  void record(RollbackView rollback) {
    rollbacks.add(rollback);
  }

  private HolderUsage holderUsage(HolderKey holder) {
    return holderUsage.getOrDefault(holder, HolderUsage.NONE);
  }

  private void put(HolderKey holder, HolderUsage after) {
    holderUsage.put(holder, after);
    changedHolders.add(holder);
  }

  private void put(UUID campaignId, CampaignUsage after) {
    usage.put(campaignId, after);
    changedUsage.add(campaignId);
  }

  /** Saves what was changed since it was last saved. */
  void save() {
    Map<String, Voucher> fresh = new LinkedHashMap<>();
    issued.forEach((key, id) -> fresh.put(key, voucher(id)));
    log.save(
        journal.organizationId(),
        new Changes(
            only(usage, changedUsage),
            fresh,
            only(vouchers, changedVouchers).values(),
            only(holderUsage, changedHolders),
            made.values(),
            changedRedemptions.values(),
            rollbacks,
            reserved.values(),
            ended.values(),
            publications));
    changedUsage.clear();
    changedVouchers.clear();
    changedHolders.clear();
    issued.clear();
    made.clear();
    changedRedemptions.clear();
    rollbacks.clear();
    reserved.clear();
    ended.clear();
    publications.clear();
  }

  private static <K, V> Map<K, V> only(Map<K, V> all, Set<K> changed) {
    Map<K, V> some = new LinkedHashMap<>();
    changed.forEach(key -> some.put(key, known(all, key)));
    return some;
  }

  private static <K, V> V known(Map<K, V> all, K key) {
    return Objects.requireNonNull(all.get(key), "it was read before");
  }
}
