package io.spendhub.authorizations.query;

import io.spendhub.authorizations.AuthorizationStatus;
import io.spendhub.authorizations.AuthorizationView;
import io.spendhub.authorizations.Decision;
import io.spendhub.authorizations.DeclineDetail;
import io.spendhub.authorizations.OperationKind;
import io.spendhub.authorizations.OperationView;
import io.spendhub.authorizations.Original;
import io.spendhub.authorizations.VoucherPartView;
import io.spendhub.platform.sql.Row;
import io.spendhub.shared.Merchant;
import java.util.List;
import java.util.Optional;

/** From the rows of the read side into what the API answers. */
final class AuthorizationRecords {
  private AuthorizationRecords() {}

  static AuthorizationView authorization(Row row) {
    return new AuthorizationView(
        row.uuid("id"),
        row.uuid("card_id"),
        row.uuid("wallet_id"),
        row.constant("decision", Decision.class),
        row.textIfAny("decline_code"),
        row.jsonIfAny("decline_detail", DeclineDetail.class),
        row.constant("status", AuthorizationStatus.class),
        row.number("requested_amount"),
        row.number("approved_amount"),
        row.number("incremented_amount"),
        row.number("held_amount"),
        row.number("cleared_amount"),
        row.number("refunded_amount"),
        row.number("released_amount"),
        row.number("excess_amount"),
        row.text("currency"),
        merchant(row),
        voucher(row),
        original(row),
        row.textIfAny("network_reference"),
        row.pairs("metadata"),
        row.bool("imported") ? row.instantIfAny("occurred_at") : Optional.empty(),
        row.instantIfAny("expires_at"),
        row.instant("created_at"),
        List.of(),
        Optional.empty());
  }

  private static Optional<VoucherPartView> voucher(Row row) {
    return row.uuidIfAny("redemption_id")
        .map(
            redemption ->
                new VoucherPartView(
                    Optional.of(redemption),
                    row.uuid("campaign_id"),
                    row.number("voucher_amount"),
                    row.number("voucher_held"),
                    row.number("voucher_cleared"),
                    row.number("voucher_refunded")));
  }

  static OperationView operation(Row row) {
    return new OperationView(
        row.uuid("id"),
        row.constant("kind", OperationKind.class),
        row.number("amount"),
        row.constant("decision", Decision.class),
        row.textIfAny("decline_code"),
        row.bool("late"),
        original(row),
        row.textIfAny("network_reference"),
        row.pairsIfAny("metadata"),
        row.instantIfAny("occurred_at"),
        row.instant("created_at"));
  }

  static Merchant merchant(Row row) {
    return new Merchant(
        row.text("merchant_name"),
        row.textIfAny("merchant_mcc"),
        row.textIfAny("merchant_country"),
        row.textIfAny("merchant_id"));
  }

  private static Optional<Original> original(Row row) {
    return row.numberIfAny("original_amount")
        .map(amount -> new Original(amount, row.text("original_currency")));
  }
}
