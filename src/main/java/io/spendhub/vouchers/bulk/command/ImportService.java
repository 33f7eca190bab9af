package io.spendhub.vouchers.bulk.command;

import io.spendhub.platform.connections.FailureChain;
import io.spendhub.platform.sql.Again;
import io.spendhub.shared.Refusal;
import io.spendhub.shared.Refusal.FieldError;
import io.spendhub.vouchers.bulk.ImportLine;
import io.spendhub.vouchers.bulk.ImportRow;
import io.spendhub.vouchers.bulk.ImportView;
import io.spendhub.vouchers.bulk.RejectedRow;
import io.spendhub.vouchers.campaigns.CampaignId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Brings vouchers along from elsewhere, some at a time: what was imported stays if the file breaks
 * off, and the same file again imports what is missing.
 */
@ApplicationScoped
public class ImportService {
  private static final int ROWS_AT_ONCE = 1_000;
  private static final int ROWS_SHOWN = 100;
  private static final int ATTEMPTS = 5;

  /** Unique violation, serialization failure, deadlock: somebody saved the same code meanwhile. */
  private static final Set<String> LOST_RACES = Set.of("23505", "40001", "40P01");

  private final ImportChunk chunk;
  private final Again again;

  ImportService(ImportChunk chunk, Again again) {
    this.chunk = chunk;
    this.again = again;
  }

  /** What became of some rows. */
  record Outcome(long imported, List<RejectedRow> skipped, List<RejectedRow> rejected) {}

  /**
   * Imports what a file says, line by line as it is read.
   *
   * @throws Refusal 404 {@code campaign_not_found}, 409 {@code campaign_ended}, 422 {@code
   *     voucher_key_missing} and {@code amount_out_of_range}, and what the lines themselves throw;
   *     it tells how many vouchers were imported before
   */
  public ImportView run(CampaignId campaign, Iterator<? extends ImportLine> lines, String request) {
    chunk.requireOpen(campaign);
    Sum sum = new Sum();
    try {
      read(campaign, lines, request, sum);
    } catch (Refusal broken) {
      throw sum.told(broken);
    }
    return sum.view();
  }

  private void read(
      CampaignId campaign, Iterator<? extends ImportLine> lines, String request, Sum sum) {
    List<ImportRow> rows = new ArrayList<>();
    while (lines.hasNext()) {
      switch (lines.next()) {
        case RejectedRow rejected -> sum.reject(rejected);
        case ImportRow row -> rows.add(row);
      }
      if (rows.size() == ROWS_AT_ONCE) {
        sum.add(add(campaign, rows, request));
        rows.clear();
      }
    }
    if (!rows.isEmpty()) {
      sum.add(add(campaign, rows, request));
    }
  }

  private Outcome add(CampaignId campaign, List<ImportRow> rows, String request) {
    for (int attempt = 1; ; attempt++) {
      try {
        return again.ifLost(() -> chunk.add(campaign, rows, request));
      } catch (RuntimeException failure) {
        if (attempt == ATTEMPTS || !isLostRace(failure)) {
          throw failure;
        }
      }
    }
  }

  private static boolean isLostRace(Throwable failure) {
    return FailureChain.sqlState(failure).filter(LOST_RACES::contains).isPresent();
  }

  /** What became of the file so far. */
  private static final class Sum {
    private final Shown skipped = new Shown();
    private final Shown rejected = new Shown();
    private long imported;

    void add(Outcome outcome) {
      imported += outcome.imported();
      outcome.skipped().forEach(skipped::add);
      outcome.rejected().forEach(this::reject);
    }

    void reject(RejectedRow row) {
      rejected.add(row);
    }

    Refusal told(Refusal broken) {
      String before = " Vouchers that were imported before: " + imported + ".";
      return broken.errors().isEmpty()
          ? Refusal.of(broken.kind(), broken.code(), broken.detail() + before)
          : Refusal.invalidFields(
              broken.errors().stream()
                  .map(
                      error ->
                          new FieldError(error.pointer(), error.code(), error.detail() + before))
                  .toList());
    }

    ImportView view() {
      return new ImportView(
          imported, skipped.count, skipped.first(), rejected.count, rejected.first());
    }
  }

  /** Rows that were not imported: all are counted, and the first of them are told. */
  private static final class Shown {
    private final NavigableMap<Integer, RejectedRow> first = new TreeMap<>();
    private long count;

    void add(RejectedRow row) {
      count++;
      first.put(row.line(), row);
      if (first.size() > ROWS_SHOWN) {
        first.pollLastEntry();
      }
    }

    List<RejectedRow> first() {
      return List.copyOf(first.values());
    }
  }
}
