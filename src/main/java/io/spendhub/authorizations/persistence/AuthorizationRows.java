package io.spendhub.authorizations.persistence;

import static io.spendhub.platform.sql.Type.BOOL;
import static io.spendhub.platform.sql.Type.CONSTANT;
import static io.spendhub.platform.sql.Type.INT8;
import static io.spendhub.platform.sql.Type.PAIRS;
import static io.spendhub.platform.sql.Type.TEXT;
import static io.spendhub.platform.sql.Type.TIMESTAMPTZ;
import static io.spendhub.platform.sql.Type.UUID;
import static io.spendhub.platform.sql.Type.json;

import io.spendhub.authorizations.AuthorizationCommand.Note;
import io.spendhub.authorizations.AuthorizationCommand.Purchase;
import io.spendhub.authorizations.AuthorizationStatus;
import io.spendhub.authorizations.Decision;
import io.spendhub.authorizations.DeclineCode;
import io.spendhub.authorizations.DeclineDetail;
import io.spendhub.authorizations.OperationKind;
import io.spendhub.authorizations.OperationView;
import io.spendhub.authorizations.Original;
import io.spendhub.authorizations.UnlinkedRefundView;
import io.spendhub.authorizations.domain.Amounts;
import io.spendhub.authorizations.domain.Authorization;
import io.spendhub.authorizations.domain.Verdict.Declined;
import io.spendhub.authorizations.domain.VoucherPart;
import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.Table;
import io.spendhub.shared.Merchant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** How authorizations and what was done to them stand in their tables. */
final class AuthorizationRows {
  static final Table<Authorization> AUTHORIZATIONS =
      Table.<Authorization>of("authorizations.authorizations")
          .key("id", UUID, Authorization::id)
          .column("card_id", UUID, a -> a.purchase().cardId())
          .column("wallet_id", UUID, a -> a.purchase().walletId())
          .column("origin", CONSTANT, Authorization::origin)
          .column("decision", CONSTANT, Authorization::decision)
          .column("decline_code", TEXT.orNull(), a -> a.decline().map(why -> why.code().code()))
          .column(
              "decline_detail",
              json(DeclineDetail.class).orNull(),
              a -> a.decline().flatMap(Declined::detail))
          .changing("status", CONSTANT, a -> a.amounts().status())
          .column("currency", TEXT, a -> a.purchase().currency())
          .column("requested_amount", INT8, a -> a.purchase().amount())
          .column("approved_amount", INT8, a -> a.amounts().approved())
          .later("incremented_amount", INT8, a -> a.amounts().incremented())
          .changing("held_amount", INT8, a -> a.amounts().held())
          .changing("cleared_amount", INT8, a -> a.amounts().cleared())
          .changing("refunded_amount", INT8, a -> a.amounts().refunded())
          .changing("released_amount", INT8, a -> a.amounts().released())
          .changing("excess_amount", INT8, a -> a.amounts().excess())
          .column("merchant_name", TEXT, a -> a.purchase().merchant().name())
          .column("merchant_mcc", TEXT.orNull(), a -> a.purchase().merchant().mcc())
          .column("merchant_country", TEXT.orNull(), a -> a.purchase().merchant().country())
          .column("merchant_id", TEXT.orNull(), a -> a.purchase().merchant().id())
          .column("original_amount", INT8.orNull(), a -> a.note().original().map(Original::amount))
          .column(
              "original_currency", TEXT.orNull(), a -> a.note().original().map(Original::currency))
          .column("network_reference", TEXT.orNull(), a -> a.note().networkReference())
          .column("metadata", PAIRS, a -> a.note().metadata())
          .column("occurred_at", TIMESTAMPTZ, Authorization::countedAt)
          .column("imported", BOOL, a -> a.note().occurredAt().isPresent())
          .column("created_at", TIMESTAMPTZ, Authorization::createdAt)
          .column("expires_at", TIMESTAMPTZ.orNull(), Authorization::expiresAt)
          .column("redemption_id", UUID.orNull(), a -> a.voucher().map(VoucherPart::redemptionId))
          .column("campaign_id", UUID.orNull(), a -> a.voucher().map(VoucherPart::campaignId))
          .column("voucher_amount", INT8.orNull(), a -> a.voucher().map(VoucherPart::promised))
          .changing(
              "voucher_held", INT8.orNull(), a -> a.voucher().map(part -> part.held(a.amounts())))
          .later(
              "voucher_cleared",
              INT8.orNull(),
              a -> a.voucher().map(part -> part.cleared(a.amounts())))
          .later("voucher_refunded", INT8.orNull(), a -> a.voucher().map(VoucherPart::refunded));

  static final Table<Done> OPERATIONS =
      Table.<Done>of("authorizations.operations")
          .column("authorization_id", UUID, Done::authorizationId)
          .column("id", UUID, d -> d.view().id())
          .column("kind", CONSTANT, d -> d.view().kind())
          .column("amount", INT8, d -> d.view().amount())
          .column("decision", CONSTANT, d -> d.view().decision())
          .column("decline_code", TEXT.orNull(), d -> d.view().declineCode())
          .column("late", BOOL, d -> d.view().late())
          .column("original_amount", INT8.orNull(), d -> d.view().original().map(Original::amount))
          .column(
              "original_currency", TEXT.orNull(), d -> d.view().original().map(Original::currency))
          .column("network_reference", TEXT.orNull(), d -> d.view().networkReference())
          .column("metadata", PAIRS, d -> d.view().metadata().orElse(Map.of()))
          .column("occurred_at", TIMESTAMPTZ.orNull(), d -> d.view().occurredAt())
          .column("created_at", TIMESTAMPTZ, d -> d.view().createdAt());

  static final Table<UnlinkedRefundView> REFUNDS =
      Table.<UnlinkedRefundView>of("authorizations.unlinked_refunds")
          .column("id", UUID, UnlinkedRefundView::id)
          .column("card_id", UUID, UnlinkedRefundView::cardId)
          .column("wallet_id", UUID, UnlinkedRefundView::walletId)
          .column("amount", INT8, UnlinkedRefundView::amount)
          .column("currency", TEXT, UnlinkedRefundView::currency)
          .column("merchant_name", TEXT, r -> r.merchant().name())
          .column("merchant_mcc", TEXT.orNull(), r -> r.merchant().mcc())
          .column("merchant_country", TEXT.orNull(), r -> r.merchant().country())
          .column("merchant_id", TEXT.orNull(), r -> r.merchant().id())
          .column("original_amount", INT8.orNull(), r -> r.original().map(Original::amount))
          .column("original_currency", TEXT.orNull(), r -> r.original().map(Original::currency))
          .column("network_reference", TEXT.orNull(), UnlinkedRefundView::networkReference)
          .column("metadata", PAIRS, UnlinkedRefundView::metadata)
          .column("occurred_at", TIMESTAMPTZ, r -> r.occurredAt().orElse(r.createdAt()))
          .column("imported", BOOL, r -> r.occurredAt().isPresent())
          .column("created_at", TIMESTAMPTZ, UnlinkedRefundView::createdAt);

  private AuthorizationRows() {}

  /** An operation with the authorization that it was done to. */
  record Done(UUID authorizationId, OperationView view) {}

  static Authorization authorization(Row row) {
    return new Authorization(
        row.uuid("id"),
        row.constant("origin", Authorization.Origin.class),
        purchase(row),
        note(row),
        decline(row),
        amounts(row),
        voucher(row),
        row.instant("created_at"),
        row.instantIfAny("expires_at"));
  }

  /** An operation as later answers show it, without its metadata. */
  static Done done(Row row) {
    return new Done(
        row.uuid("authorization_id"),
        new OperationView(
            row.uuid("id"),
            row.constant("kind", OperationKind.class),
            row.number("amount"),
            row.constant("decision", Decision.class),
            row.textIfAny("decline_code"),
            row.bool("late"),
            original(row),
            row.textIfAny("network_reference"),
            Optional.empty(),
            row.instantIfAny("occurred_at"),
            row.instant("created_at")));
  }

  private static Purchase purchase(Row row) {
    return new Purchase(
        row.uuid("card_id"),
        row.uuid("wallet_id"),
        row.number("requested_amount"),
        row.text("currency"),
        new Merchant(
            row.text("merchant_name"),
            row.textIfAny("merchant_mcc"),
            row.textIfAny("merchant_country"),
            row.textIfAny("merchant_id")));
  }

  private static Note note(Row row) {
    return new Note(
        original(row),
        row.textIfAny("network_reference"),
        row.bool("imported") ? row.instantIfAny("occurred_at") : Optional.empty(),
        row.pairs("metadata"));
  }

  private static Optional<Declined> decline(Row row) {
    Optional<DeclineDetail> detail = row.jsonIfAny("decline_detail", DeclineDetail.class);
    return row.textIfAny("decline_code")
        .map(code -> DeclineCode.valueOf(code.toUpperCase(Locale.ROOT)))
        .map(code -> new Declined(code, detail));
  }

  private static Amounts amounts(Row row) {
    return new Amounts(
        row.constant("status", AuthorizationStatus.class),
        row.number("approved_amount"),
        row.number("incremented_amount"),
        row.number("held_amount"),
        row.number("cleared_amount"),
        row.number("refunded_amount"),
        row.number("released_amount"),
        row.number("excess_amount"));
  }

  private static Optional<VoucherPart> voucher(Row row) {
    return row.uuidIfAny("redemption_id")
        .map(
            redemption ->
                new VoucherPart(
                    redemption,
                    row.uuid("campaign_id"),
                    row.number("voucher_amount"),
                    row.numberIfAny("voucher_refunded").orElse(0L)));
  }

  private static Optional<Original> original(Row row) {
    return row.textIfAny("original_currency")
        .map(currency -> new Original(row.number("original_amount"), currency));
  }
}
