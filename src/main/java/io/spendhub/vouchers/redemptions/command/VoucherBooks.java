package io.spendhub.vouchers.redemptions.command;

import io.spendhub.ledger.Journal;
import io.spendhub.shared.Later;
import io.spendhub.vouchers.campaigns.domain.CampaignStandings.Standing;
import io.spendhub.vouchers.people.domain.HolderState;
import io.spendhub.vouchers.people.domain.HolderUsage;
import io.spendhub.vouchers.people.domain.ShopDirectory;
import io.spendhub.vouchers.redemptions.command.VoucherBook.Contents;
import io.spendhub.vouchers.redemptions.domain.Publication;
import io.spendhub.vouchers.redemptions.domain.Redemption;
import io.spendhub.vouchers.redemptions.domain.Reservation;
import io.spendhub.vouchers.redemptions.domain.Voucher;
import io.spendhub.vouchers.redemptions.domain.VoucherLog;
import io.spendhub.vouchers.redemptions.domain.VoucherLog.HolderKey;
import io.spendhub.vouchers.redemptions.domain.VoucherLog.Source;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads the vouchers that a transaction decides on, and saves what was decided. */
@ApplicationScoped
class VoucherBooks {
  /** However many reservations have run out: none of them may count in a decision. */
  static final int ALL = Integer.MAX_VALUE;

  private final VoucherLog log;
  private final VoucherMetrics metrics;

  VoucherBooks(VoucherLog log, VoucherMetrics metrics) {
    this.log = log;
    this.metrics = metrics;
  }

  /**
   * Opens a book with all that is wanted, once the campaigns are locked. Codes and orders are
   * locked here, those of wanted reservations too, and reservations that have run out are ended.
   *
   * @param ended how many of those reservations; {@link #ALL} where anything is decided on what the
   *     campaigns have left
   */
  VoucherBook open(Journal journal, Wanted wanted, int ended) {
    UUID organization = journal.organizationId();
    Asked asked = asked(journal, wanted, ended);
    log.lockOrders(organization, wanted.orders());
    log.lockCodes(organization, wanted.codeKeys());
    return book(journal, wanted, asked);
  }

  /** The same without a lock, for decisions that have no effect. */
  VoucherBook peek(Journal journal, Wanted wanted) {
    return book(journal, wanted, asked(journal, wanted, ALL));
  }

  /** What commands name, and those reservations of their campaigns that have run out. */
  private record Asked(
      List<Reservation> due,
      Map<UUID, Reservation> reservations,
      Map<UUID, Redemption> redemptions,
      Map<Source, Publication> publications,
      Standings standings) {}

  /** What the campaigns' locks keep as it is. */
  private record Standings(
      Later<Map<UUID, Standing>> campaigns,
      Later<Map<UUID, Voucher>> vouchers,
      Later<Map<HolderKey, HolderUsage>> usage,
      Later<Map<String, HolderState>> holders,
      Later<ShopDirectory> shops) {}

  /**
   * Reads at once what is wanted, and where that leads to more, such as the voucher of a
   * redemption, all of it in a second step.
   */
  private Asked asked(Journal journal, Wanted wanted, int ended) {
    UUID organization = journal.organizationId();
    var due = log.dueReservations(organization, wanted.campaigns(), journal.now(), ended);
    var named = log.reservations(organization, wanted.reservations());
    var redemptions = log.redemptions(organization, wanted.redemptions());
    var publications = log.publications(organization, wanted.sources());
    Standings standings = standings(organization, wanted);
    int first = wanted.size();
    Map<UUID, Reservation> reservations = new HashMap<>();
    due.get().forEach(each -> reservations.put(each.id(), each));
    reservations.putAll(named.get());
    for (Reservation each : reservations.values()) {
      // Its order too: whoever redeems one need not say what it was made for.
      wanted.use(each.campaignId(), each.voucherId(), each.use());
    }
    redemptions.get().values().forEach(wanted::redeemed);
    publications.get().values().forEach(wanted::published);
    return new Asked(
        due.get(),
        reservations,
        redemptions.get(),
        publications.get(),
        wanted.size() == first ? standings : standings(organization, wanted));
  }

  private Standings standings(UUID organization, Wanted wanted) {
    Collection<String> names = wanted.holders().stream().map(HolderKey::holder).toList();
    return new Standings(
        log.campaigns(organization, wanted.campaigns()),
        log.vouchers(organization, wanted.vouchers()),
        log.holderUsage(organization, wanted.holders()),
        log.holders(organization, names),
        log.shops(organization, wanted.shops()));
  }

  private VoucherBook book(Journal journal, Wanted wanted, Asked asked) {
    UUID organization = journal.organizationId();
    Map<UUID, Standing> campaigns = asked.standings().campaigns().get();
    Map<UUID, Voucher> vouchers = new HashMap<>(free(organization, wanted, campaigns));
    vouchers.putAll(asked.standings().vouchers().get());
    VoucherBook book =
        new VoucherBook(
            journal,
            new Contents(
                campaigns,
                vouchers,
                asked.standings().usage().get(),
                asked.standings().holders().get(),
                asked.standings().shops().get(),
                asked.redemptions(),
                asked.reservations(),
                log.takenKeys(organization, wanted.codeKeys()),
                asked.publications(),
                log.onOrders(organization, wanted.orders(), journal.now())));
    book.expire(asked.due());
    return book;
  }

  /** Of each campaign that gives vouchers to holders as many as all commands together may take. */
  private Map<UUID, Voucher> free(UUID organization, Wanted wanted, Map<UUID, Standing> campaigns) {
    Map<UUID, Voucher> free = new HashMap<>();
    wanted
        .free()
        .forEach(
            (campaignId, atMost) -> {
              Standing standing = campaigns.get(campaignId);
              if (standing != null) {
                log.free(organization, campaignId, standing.usage().publishedUpTo(), atMost)
                    .forEach(voucher -> free.put(voucher.id(), voucher));
              }
            });
    return free;
  }

  void save(Journal journal, VoucherBook book) {
    log.save(journal.organizationId(), book.changes());
  }

  /** Counts what became of redemptions, once that is committed. */
  void committed(VoucherBook book) {
    book.results().forEach(metrics::count);
  }
}
