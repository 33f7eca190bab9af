package io.spendhub.vouchers.redemptions.command;

import io.spendhub.ledger.Journals;
import io.spendhub.vouchers.VoucherPlace;
import io.spendhub.vouchers.VoucherUse;
import io.spendhub.vouchers.redemptions.FailureCode;
import io.spendhub.vouchers.redemptions.ValidationView;
import io.spendhub.vouchers.redemptions.VoucherCommand;
import io.spendhub.vouchers.redemptions.VoucherCommand.Reserve;
import io.spendhub.vouchers.redemptions.VoucherView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Decides uses that are not made: the same decision, on the primary, without locks. */
@ApplicationScoped
public class ValidationService {
  private static final ValidationView NOT_FOUND =
      new ValidationView(
          false,
          Optional.of(FailureCode.VOUCHER_NOT_FOUND.code()),
          Optional.of("There is no such voucher."),
          OptionalLong.empty(),
          OptionalLong.empty(),
          Optional.empty());

  private final Journals journals;
  private final VoucherHandler handler;

  ValidationService(Journals journals, VoucherHandler handler) {
    this.journals = journals;
    this.handler = handler;
  }

  /**
   * What a use would be answered now.
   *
   * @param place none if no voucher has the code
   * @throws io.spendhub.shared.Refusal 422 for a use that makes no sense, as a redemption says it
   */
  @Transactional
  public ValidationView validate(
      UUID organizationId, Optional<VoucherPlace> place, VoucherUse use) {
    return place
        .map(found -> decisions(organizationId, List.of(found), use).validate(found, use))
        .orElse(NOT_FOUND);
  }

  /** Those of some vouchers that a shop may accept now from a holder, whatever the order. */
  @Transactional
  public List<VoucherView> applicable(
      UUID organizationId,
      List<VoucherView> vouchers,
      Optional<String> holder,
      Optional<String> shop) {
    VoucherUse use = new VoucherUse(holder, shop, Optional.empty(), OptionalLong.empty(), Map.of());
    List<VoucherPlace> places =
        vouchers.stream().map(found -> new VoucherPlace(found.campaignId(), found.id())).toList();
    VoucherDecisions decisions = decisions(organizationId, places, use);
    return vouchers.stream().filter(found -> decisions.isApplicable(found.id(), use)).toList();
  }

  private VoucherDecisions decisions(
      UUID organizationId, List<VoucherPlace> places, VoucherUse use) {
    Set<UUID> campaigns = new TreeSet<>();
    places.forEach(place -> campaigns.add(place.campaignId()));
    List<VoucherCommand> uses =
        places.stream()
            .<VoucherCommand>map(place -> new Reserve(Optional.of(place), use, Duration.ZERO))
            .toList();
    return handler.peek(journals.peek(organizationId, campaigns), uses);
  }
}
