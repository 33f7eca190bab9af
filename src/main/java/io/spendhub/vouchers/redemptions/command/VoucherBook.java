package io.spendhub.vouchers.redemptions.command;

import io.spendhub.ledger.Journal;
import io.spendhub.platform.events.Event;
import io.spendhub.shared.Refusal;
import io.spendhub.shared.Undo;
import io.spendhub.vouchers.VoucherUse;
import io.spendhub.vouchers.campaigns.domain.CampaignStandings.Standing;
import io.spendhub.vouchers.campaigns.domain.CampaignState;
import io.spendhub.vouchers.campaigns.domain.CampaignUsage;
import io.spendhub.vouchers.people.domain.HolderState;
import io.spendhub.vouchers.people.domain.HolderUsage;
import io.spendhub.vouchers.people.domain.ShopDirectory;
import io.spendhub.vouchers.redemptions.RollbackView;
import io.spendhub.vouchers.redemptions.VoucherView;
import io.spendhub.vouchers.redemptions.domain.OrderUse;
import io.spendhub.vouchers.redemptions.domain.Publication;
import io.spendhub.vouchers.redemptions.domain.Redemption;
import io.spendhub.vouchers.redemptions.domain.RedemptionFacts;
import io.spendhub.vouchers.redemptions.domain.Reservation;
import io.spendhub.vouchers.redemptions.domain.Voucher;
import io.spendhub.vouchers.redemptions.domain.VoucherLog.Changes;
import io.spendhub.vouchers.redemptions.domain.VoucherLog.HolderKey;
import io.spendhub.vouchers.redemptions.domain.VoucherLog.Source;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The vouchers of one transaction as decisions find and leave them: read after the locks of their
 * campaigns, changed in memory, saved together at the end.
 */
final class VoucherBook {
  private final Journal journal;
  private final Map<UUID, CampaignState> campaigns = new HashMap<>();
  private final Map<String, HolderState> holders;
  private final ShopDirectory shops;

  private final Map<UUID, CampaignUsage> usage;
  private final Map<UUID, Voucher> vouchers;
  private final Map<HolderKey, HolderUsage> holderUsage;
  private final Map<UUID, Redemption> redemptions;
  private final Map<UUID, Reservation> reservations;
  private final Map<Source, Publication> publications;
  private final Set<String> taken;
  private final Orders orders;

  private final Set<UUID> changedUsage;
  private final Set<UUID> changedVouchers;
  private final Set<HolderKey> changedHolders;
  private final Map<String, UUID> issued;
  private final Set<UUID> fresh;
  private final Map<UUID, Redemption> made;
  private final Map<UUID, Redemption> changedRedemptions;
  private final List<RollbackView> rollbacks;
  private final Map<UUID, Reservation> reserved;
  private final Map<UUID, Reservation> ended;
  private final List<Publication> published;
  private final List<String> results;

  /** All that was read for a transaction. */
  record Contents(
      Map<UUID, Standing> campaigns,
      Map<UUID, Voucher> vouchers,
      Map<HolderKey, HolderUsage> holderUsage,
      Map<String, HolderState> holders,
      ShopDirectory shops,
      Map<UUID, Redemption> redemptions,
      Map<UUID, Reservation> reservations,
      Set<String> takenKeys,
      Map<Source, Publication> publications,
      Map<String, Map<UUID, OrderUse>> orders) {}

  VoucherBook(Journal journal, Contents read) {
    this.journal = journal;
    this.holders = read.holders();
    this.shops = read.shops();
    Map<UUID, CampaignUsage> standing = new HashMap<>();
    read.campaigns()
        .forEach(
            (id, each) -> {
              campaigns.put(id, each.campaign());
              standing.put(id, each.usage());
            });
    Undo undo = journal.undo();
    this.usage = undo.map(standing);
    this.vouchers = undo.map(read.vouchers());
    this.holderUsage = undo.map(read.holderUsage());
    this.redemptions = undo.map(read.redemptions());
    this.reservations = undo.map(read.reservations());
    this.publications = undo.map(read.publications());
    this.taken = undo.set();
    this.taken.addAll(read.takenKeys());
    this.orders = new Orders(read.orders(), undo);
    this.changedUsage = undo.set();
    this.changedVouchers = undo.set();
    this.changedHolders = undo.set();
    this.issued = undo.map();
    this.fresh = undo.set();
    this.made = undo.map();
    this.changedRedemptions = undo.map();
    this.rollbacks = undo.list();
    this.reserved = undo.map();
    this.ended = undo.map();
    this.published = undo.list();
    this.results = undo.list();
  }

  CampaignState campaign(UUID id) {
    return known(campaigns, id);
  }

  CampaignUsage usage(UUID campaignId) {
    return known(usage, campaignId);
  }

  /**
   * A voucher that its code or its redemption stands for.
   *
   * @throws Refusal 404 if it was remembered, and lost in a failover
   */
  Voucher voucher(UUID id) {
    return Optional.ofNullable(vouchers.get(id)).orElseThrow(() -> Refusal.notFound("voucher"));
  }

  /**
   * A redemption that was there when it was asked for.
   *
   * @throws Refusal 404 if it was lost in a failover since
   */
  Redemption redemption(UUID id) {
    return Optional.ofNullable(redemptions.get(id))
        .orElseThrow(() -> Refusal.notFound("redemption"));
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
    fresh.add(voucher.id());
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
    if (!fresh.contains(after.id())) {
      changedVouchers.add(after.id());
    }
  }

  void publish(Publication publication) {
    published.add(publication);
    publications.put(new Source(publication.campaignId(), publication.sourceId()), publication);
    put(
        publication.campaignId(),
        usage(publication.campaignId()).published(publication.voucherId()));
  }

  /** What a source was given, whether earlier or in this transaction. */
  Optional<Publication> publication(UUID campaignId, String sourceId) {
    return Optional.ofNullable(publications.get(new Source(campaignId, sourceId)));
  }

  /** The campaign's vouchers that are free, in the order of issue. */
  Stream<Voucher> free(UUID campaignId) {
    Optional<UUID> last = usage(campaignId).publishedUpTo();
    return vouchers.values().stream()
        .filter(each -> each.campaignId().equals(campaignId) && each.isFree())
        .filter(each -> last.isEmpty() || each.id().compareTo(last.get()) > 0)
        .sorted(Comparator.comparing(Voucher::id));
  }

  /** Takes note of what became of a redemption: succeeded, or its failure code. */
  void note(String result) {
    results.add(result);
  }

  List<String> results() {
    return results;
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

  /** All that was changed, to be saved. */
  Changes changes() {
    Map<String, Voucher> vouchersMade = new LinkedHashMap<>();
    issued.forEach((key, id) -> vouchersMade.put(key, voucher(id)));
    return new Changes(
        only(usage, changedUsage),
        vouchersMade,
        only(vouchers, new TreeSet<>(changedVouchers)).values(),
        only(holderUsage, changedHolders),
        made.values(),
        changedRedemptions.values(),
        rollbacks,
        reserved.values(),
        ended.values(),
        published);
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
