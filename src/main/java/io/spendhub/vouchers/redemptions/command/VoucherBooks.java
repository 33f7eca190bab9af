package io.spendhub.vouchers.redemptions.command;

import io.spendhub.ledger.Journal;
import io.spendhub.vouchers.campaigns.domain.CampaignStandings.Standing;
import io.spendhub.vouchers.people.domain.ShopDirectory;
import io.spendhub.vouchers.redemptions.command.VoucherBook.Contents;
import io.spendhub.vouchers.redemptions.domain.Publication;
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
    List<Reservation> due = due(journal, wanted, ended);
    Map<UUID, Reservation> reservations = reservations(organization, wanted, due);
    log.lockOrders(organization, wanted.orders());
    log.lockCodes(organization, wanted.codeKeys());
    return read(journal, wanted, due, reservations);
  }

  /** The same without a lock, for decisions that have no effect. */
  VoucherBook peek(Journal journal, Wanted wanted) {
    List<Reservation> due = due(journal, wanted, ALL);
    return read(journal, wanted, due, reservations(journal.organizationId(), wanted, due));
  }

  private List<Reservation> due(Journal journal, Wanted wanted, int ended) {
    return log.dueReservations(journal.organizationId(), wanted.campaigns(), journal.now(), ended);
  }

  /** Their orders are wanted too: whoever redeems one need not say what it was made for. */
  private Map<UUID, Reservation> reservations(
      UUID organization, Wanted wanted, List<Reservation> due) {
    Map<UUID, Reservation> all = new HashMap<>();
    due.forEach(each -> all.put(each.id(), each));
    all.putAll(log.reservations(organization, wanted.reservations()));
    for (Reservation each : all.values()) {
      wanted.use(each.campaignId(), each.voucherId(), each.use());
    }
    return all;
  }

  private VoucherBook read(
      Journal journal, Wanted wanted, List<Reservation> due, Map<UUID, Reservation> reservations) {
    UUID organization = journal.organizationId();
    var redemptions = log.redemptions(organization, wanted.redemptions());
    redemptions.values().forEach(wanted::redeemed);
    Map<Source, Publication> publications = log.publications(organization, wanted.sources());
    publications.values().forEach(wanted::published);
    Map<UUID, Standing> campaigns = log.campaigns(organization, wanted.campaigns());
    Map<UUID, Voucher> vouchers = new HashMap<>(free(organization, wanted, campaigns));
    vouchers.putAll(log.vouchers(organization, wanted.vouchers()));
    var holderUsage = log.holderUsage(organization, wanted.holders());
    Collection<String> names = wanted.holders().stream().map(HolderKey::holder).toList();
    var holders = log.holders(organization, names);
    ShopDirectory shops =
        wanted.shops().isEmpty()
            ? new ShopDirectory(false, Map.of())
            : log.shops(organization, wanted.shops());
    VoucherBook book =
        new VoucherBook(
            journal,
            new Contents(
                campaigns,
                vouchers,
                holderUsage,
                holders,
                shops,
                redemptions,
                reservations,
                log.takenKeys(organization, wanted.codeKeys()),
                publications,
                log.onOrders(organization, wanted.orders(), journal.now())));
    book.expire(due);
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
