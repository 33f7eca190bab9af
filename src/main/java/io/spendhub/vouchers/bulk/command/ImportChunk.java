package io.spendhub.vouchers.bulk.command;

import io.spendhub.ledger.Journal;
import io.spendhub.ledger.Journals;
import io.spendhub.platform.events.Event;
import io.spendhub.shared.Ids;
import io.spendhub.shared.Refusal;
import io.spendhub.vouchers.bulk.ImportRow;
import io.spendhub.vouchers.bulk.RejectedRow;
import io.spendhub.vouchers.bulk.command.ImportService.Outcome;
import io.spendhub.vouchers.campaigns.CampaignId;
import io.spendhub.vouchers.campaigns.domain.CampaignStandings.Standing;
import io.spendhub.vouchers.campaigns.domain.CampaignState;
import io.spendhub.vouchers.campaigns.domain.CampaignSums;
import io.spendhub.vouchers.campaigns.domain.CampaignUsage;
import io.spendhub.vouchers.codes.CodeFormat;
import io.spendhub.vouchers.codes.command.CodeKeys;
import io.spendhub.vouchers.redemptions.command.VoucherPostings;
import io.spendhub.vouchers.redemptions.domain.Voucher;
import io.spendhub.vouchers.redemptions.domain.VoucherLog;
import io.spendhub.vouchers.redemptions.domain.VoucherLog.Changes;
import io.spendhub.vouchers.redemptions.domain.VoucherLog.Issued;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * Some rows of a file in one transaction, with one transfer for all that they carry. Nothing is
 * held while the next rows are waited for: a file comes as slowly as its sender likes.
 */
@ApplicationScoped
@Transactional(TxType.REQUIRES_NEW)
class ImportChunk {
  private final Journals journals;
  private final VoucherLog log;
  private final CodeKeys codes;

  ImportChunk(Journals journals, VoucherLog log, CodeKeys codes) {
    this.journals = journals;
    this.log = log;
    this.codes = codes;
  }

  /** 404 {@code campaign_not_found}, 409 {@code campaign_ended}. */
  void requireOpen(CampaignId campaign) {
    Standing standing =
        log.campaigns(campaign.organizationId(), List.of(campaign.id())).get().get(campaign.id());
    if (standing == null) {
      throw Refusal.notFound("campaign");
    }
    standing.campaign().status().requireNotEnded();
  }

  Outcome add(CampaignId campaign, List<ImportRow> rows, String requestId) {
    UUID organizationId = campaign.organizationId();
    Journal journal = journals.open(organizationId, List.of(campaign.id()));
    Standing standing =
        log.campaigns(organizationId, List.of(campaign.id())).get().values().iterator().next();
    standing.campaign().status().requireNotEnded();
    Rows sorted = new Rows(journal, standing.campaign(), known(organizationId, rows));
    rows.forEach(sorted::add);
    if (!sorted.fresh.isEmpty()) {
      save(journal, standing, sorted.fresh, requestId);
    }
    return new Outcome(sorted.fresh.size(), sorted.skipped, sorted.rejected);
  }

  /** The voucher of each code that exists, however it is kept; nobody issues one meanwhile. */
  private Map<String, Issued> known(UUID organizationId, List<ImportRow> rows) {
    Set<String> keys = new HashSet<>();
    rows.forEach(row -> keys.addAll(codes.of(row.code())));
    log.lockCodes(organizationId, keys);
    return log.issuedAs(organizationId, keys);
  }

  private void save(
      Journal journal, Standing standing, Map<String, Voucher> fresh, String requestId) {
    long carried = fresh.values().stream().mapToLong(Voucher::amount).reduce(0, CampaignSums::of);
    CampaignState campaign = standing.campaign();
    new VoucherPostings(journal).issue(campaign, carried, campaign.id());
    UUID first = fresh.values().iterator().next().id();
    CampaignUsage usage = standing.usage().plusIssued(fresh.size(), carried).waitingFrom(first);
    log.save(journal.organizationId(), Changes.issued(Map.of(campaign.id(), usage), fresh));
    Event event =
        new Event(
            "campaign.vouchers_imported",
            campaign.id(),
            requestId,
            Map.of("campaignId", campaign.id(), "imported", fresh.size(), "amount", carried));
    journal.change(event, Optional.empty());
    journal.write();
  }

  /** Rows on their way to become vouchers, or not. */
  private final class Rows {
    private final Journal journal;
    private final CampaignState campaign;
    private final Map<String, Issued> known;
    private final Map<String, Voucher> fresh = new LinkedHashMap<>();
    private final List<RejectedRow> skipped = new ArrayList<>();
    private final List<RejectedRow> rejected = new ArrayList<>();

    Rows(Journal journal, CampaignState campaign, Map<String, Issued> known) {
      this.journal = journal;
      this.campaign = campaign;
      this.known = known;
    }

    void add(ImportRow row) {
      CodeFormat format = campaign.terms().code();
      String key = codes.of(format, row.code());
      Optional<Issued> other = other(row, key);
      if (other.isPresent()) {
        passOver(row, other.get());
      } else if (!campaign.type().carriesBalance() && row.amount().orElse(0) > 0) {
        reject(row, "amount", "amount_not_allowed", "A discount carries no amount.");
      } else if (campaign.type().carriesBalance() && row.amount().orElse(1) < 1) {
        reject(row, "amount", "out_of_range", "An amount is at least 1.");
      } else {
        fresh.put(key, voucher(row, format));
      }
    }

    /** The voucher that has the code already, of a row before or from earlier. */
    private Optional<Issued> other(ImportRow row, String key) {
      return Optional.ofNullable(fresh.get(key))
          .map(Rows::issued)
          .or(
              () ->
                  codes.of(row.code()).stream()
                      .flatMap(each -> Optional.ofNullable(known.get(each)).stream())
                      .findFirst());
    }

    private static Issued issued(Voucher voucher) {
      return new Issued(
          voucher.campaignId(), voucher.holder(), voucher.amount(), voucher.expiresAt());
    }

    /** A row that tells of the same voucher what is known of it already may come again. */
    private void passOver(ImportRow row, Issued other) {
      Optional<String> differing =
          row.differingColumn(other.holder(), other.amount(), other.expiresAt());
      if (!other.campaignId().equals(campaign.id())) {
        reject(row, "code", "code_taken", "A voucher of another campaign has this code.");
      } else if (differing.isPresent()) {
        reject(
            row,
            differing.get(),
            "code_taken",
            "The campaign has a voucher with this code, and it differs in "
                + differing.get()
                + ".");
      } else {
        skipped.add(
            new RejectedRow(
                row.line(),
                Optional.of("code"),
                "already_imported",
                "The campaign has this voucher already."));
      }
    }

    private void reject(ImportRow row, String column, String code, String detail) {
      rejected.add(new RejectedRow(row.line(), Optional.of(column), code, detail));
    }

    private Voucher voucher(ImportRow row, CodeFormat format) {
      OptionalLong stated = campaign.terms().amount();
      return Voucher.issued(
          Ids.next(),
          campaign,
          format.showOnce() ? Optional.empty() : Optional.of(row.code()),
          row.holder(),
          row.amount().orElse(stated.orElse(0)),
          row.expiresAt(),
          journal.now());
    }
  }
}
