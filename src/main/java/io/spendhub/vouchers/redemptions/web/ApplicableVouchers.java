package io.spendhub.vouchers.redemptions.web;

import io.spendhub.platform.http.lists.Cursor;
import io.spendhub.platform.http.lists.Page;
import io.spendhub.platform.http.lists.PageQuery;
import io.spendhub.vouchers.redemptions.VoucherView;
import io.spendhub.vouchers.redemptions.command.ValidationService;
import io.spendhub.vouchers.redemptions.query.CandidateQueries;
import io.spendhub.vouchers.redemptions.query.CandidateQueries.Asked;
import io.spendhub.vouchers.redemptions.query.CandidateQueries.Candidates;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a shop may accept now from a holder: candidates are read on until the page is full. */
@ApplicationScoped
class ApplicableVouchers {
  private static final int MOST_CANDIDATES = 2_000;
  private static final int AT_ONCE = 500;

  private final CandidateQueries queries;
  private final ValidationService validations;

  ApplicableVouchers(CandidateQueries queries, ValidationService validations) {
    this.queries = queries;
    this.validations = validations;
  }

  /**
   * Newest first; short of its limit with a next page only after {@link #MOST_CANDIDATES}, or after
   * all that one call looks at.
   */
  Page<VoucherView> list(Asked asked, PageQuery page) {
    List<UUID> campaigns = queries.openCampaigns(asked);
    List<VoucherView> found = new ArrayList<>();
    Optional<UUID> after = page.afterId();
    boolean more = !campaigns.isEmpty();
    boolean full = true;
    for (int read = 0; more && full && read < MOST_CANDIDATES; read += AT_ONCE) {
      Candidates next = queries.candidates(asked, campaigns, after, AT_ONCE);
      found.addAll(applicable(asked, next.vouchers()));
      if (found.size() > page.limit()) {
        return Page.of(found, page, ApplicableVouchers::position);
      }
      after = next.goesOnAfter();
      more = after.isPresent();
      full = next.vouchers().size() == AT_ONCE;
    }
    return new Page<>(found, more ? Cursor.encode(after.orElseThrow().toString()) : null);
  }

  private List<VoucherView> applicable(Asked asked, List<VoucherView> candidates) {
    return validations.applicable(asked.organizationId(), candidates, asked.holder(), asked.shop());
  }

  private static String position(VoucherView voucher) {
    return voucher.id().toString();
  }
}
