package io.spendhub.authorizations.persistence;

import com.fasterxml.jackson.core.type.TypeReference;
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
import io.spendhub.platform.sql.JsonText;
import io.spendhub.platform.sql.Rows;
import io.spendhub.shared.Merchant;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How authorizations and what was done to them stand in their tables. */
@ApplicationScoped
class AuthorizationRows {
  static final String INSERT_AUTHORIZATIONS =
      """
      insert into authorizations.authorizations (organization_id, id, card_id, wallet_id, origin,
        decision, decline_code, decline_detail, status, currency, requested_amount,
        approved_amount, held_amount, cleared_amount, refunded_amount, released_amount,
        excess_amount, merchant_name, merchant_mcc, merchant_country, merchant_id,
        original_amount, original_currency, network_reference, metadata, occurred_at, imported,
        created_at, expires_at, redemption_id, campaign_id, voucher_amount, voucher_held)
      select ?, u.* from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
        ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as u
      """;
  static final String UPDATE_AUTHORIZATIONS =
      """
      update authorizations.authorizations a
      set status = n.status, held_amount = n.held, cleared_amount = n.cleared,
          refunded_amount = n.refunded, released_amount = n.released, excess_amount = n.excess,
          incremented_amount = n.incremented, voucher_held = n.voucher_held,
          voucher_cleared = n.voucher_cleared, voucher_refunded = n.voucher_refunded
      from (select ?::uuid as organization_id, u.*
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as u
        (id, status, held, cleared, refunded, released, excess, incremented, voucher_held,
         voucher_cleared, voucher_refunded)) n
      where a.organization_id = n.organization_id and a.id = n.id
      """;
  static final String INSERT_OPERATIONS =
      """
      insert into authorizations.operations (organization_id, authorization_id, id, kind, amount,
        decision, decline_code, late, original_amount, original_currency, network_reference,
        metadata, occurred_at, created_at)
      select ?, u.* from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as u
      """;
  static final String INSERT_REFUNDS =
      """
      insert into authorizations.unlinked_refunds (organization_id, id, card_id, wallet_id, amount,
        currency, merchant_name, merchant_mcc, merchant_country, merchant_id, original_amount,
        original_currency, network_reference, metadata, occurred_at, imported, created_at)
      select ?, u.* from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as u
      """;

  private static final TypeReference<Map<String, String>> PAIRS = new TypeReference<>() {};

  private final JsonText json;

  AuthorizationRows(JsonText json) {
    this.json = json;
  }

  Rows made(Collection<Authorization> authorizations) {
    Rows rows =
        new Rows(
            "uuid",
            "uuid",
            "uuid",
            "text",
            "text",
            "text",
            "json",
            "text",
            "text",
            "int8",
            "int8",
            "int8",
            "int8",
            "int8",
            "int8",
            "int8",
            "text",
            "text",
            "text",
            "text",
            "int8",
            "text",
            "text",
            "json",
            "timestamptz",
            "bool",
            "timestamptz",
            "timestamptz",
            "uuid",
            "uuid",
            "int8",
            "int8");
    authorizations.forEach(authorization -> add(rows, authorization));
    return rows;
  }

  private void add(Rows rows, Authorization authorization) {
    Purchase purchase = authorization.purchase();
    Amounts amounts = authorization.amounts();
    Merchant merchant = purchase.merchant();
    Note note = authorization.note();
    rows.add(
        authorization.id(),
        purchase.cardId(),
        purchase.walletId(),
        authorization.origin(),
        authorization.decision(),
        authorization.decline().map(declined -> declined.code().code()).orElse(null),
        authorization.decline().flatMap(Declined::detail).map(json::of).orElse(null),
        amounts.status(),
        purchase.currency(),
        purchase.amount(),
        amounts.approved(),
        amounts.held(),
        amounts.cleared(),
        amounts.refunded(),
        amounts.released(),
        amounts.excess(),
        merchant.name(),
        merchant.mcc().orElse(null),
        merchant.country().orElse(null),
        merchant.id().orElse(null),
        note.original().map(Original::amount).orElse(null),
        note.original().map(Original::currency).orElse(null),
        note.networkReference().orElse(null),
        json.of(note.metadata()),
        authorization.countedAt(),
        note.occurredAt().isPresent(),
        authorization.createdAt(),
        authorization.expiresAt().orElse(null),
        authorization.voucher().map(VoucherPart::redemptionId).orElse(null),
        authorization.voucher().map(VoucherPart::campaignId).orElse(null),
        authorization.voucher().map(VoucherPart::promised).orElse(null),
        authorization.voucher().map(part -> part.held(amounts)).orElse(null));
  }

  Rows changed(Collection<Authorization> authorizations) {
    Rows rows =
        new Rows(
            "uuid", "text", "int8", "int8", "int8", "int8", "int8", "int8", "int8", "int8", "int8");
    for (Authorization authorization : authorizations) {
      Amounts amounts = authorization.amounts();
      rows.add(
          authorization.id(),
          amounts.status(),
          amounts.held(),
          amounts.cleared(),
          amounts.refunded(),
          amounts.released(),
          amounts.excess(),
          amounts.incremented(),
          authorization.voucher().map(part -> part.held(amounts)).orElse(null),
          authorization.voucher().map(part -> part.cleared(amounts)).orElse(null),
          authorization.voucher().map(VoucherPart::refunded).orElse(null));
    }
    return rows;
  }

  Rows operations(Map<UUID, List<OperationView>> byAuthorization) {
    Rows rows =
        new Rows(
            "uuid",
            "uuid",
            "text",
            "int8",
            "text",
            "text",
            "bool",
            "int8",
            "text",
            "text",
            "json",
            "timestamptz",
            "timestamptz");
    byAuthorization.forEach(
        (authorizationId, operations) ->
            operations.forEach(operation -> add(rows, authorizationId, operation)));
    return rows;
  }

  private void add(Rows rows, UUID authorizationId, OperationView operation) {
    rows.add(
        authorizationId,
        operation.id(),
        operation.kind(),
        operation.amount(),
        operation.decision(),
        operation.declineCode().orElse(null),
        operation.late(),
        operation.original().map(Original::amount).orElse(null),
        operation.original().map(Original::currency).orElse(null),
        operation.networkReference().orElse(null),
        json.of(operation.metadata().orElse(Map.of())),
        operation.occurredAt().orElse(null),
        operation.createdAt());
  }

  Rows refunds(Collection<UnlinkedRefundView> refunds) {
    Rows rows =
        new Rows(
            "uuid",
            "uuid",
            "uuid",
            "int8",
            "text",
            "text",
            "text",
            "text",
            "text",
            "int8",
            "text",
            "text",
            "json",
            "timestamptz",
            "bool",
            "timestamptz");
    for (UnlinkedRefundView refund : refunds) {
      rows.add(
          refund.id(),
          refund.cardId(),
          refund.walletId(),
          refund.amount(),
          refund.currency(),
          refund.merchant().name(),
          refund.merchant().mcc().orElse(null),
          refund.merchant().country().orElse(null),
          refund.merchant().id().orElse(null),
          refund.original().map(Original::amount).orElse(null),
          refund.original().map(Original::currency).orElse(null),
          refund.networkReference().orElse(null),
          json.of(refund.metadata()),
          refund.occurredAt().orElse(refund.createdAt()),
          refund.occurredAt().isPresent(),
          refund.createdAt());
    }
    return rows;
  }

  Authorization authorization(ResultSet row) throws SQLException {
    return new Authorization(
        row.getObject("id", UUID.class),
        Authorization.Origin.valueOf(row.getString("origin")),
        purchase(row),
        note(row),
        decline(row),
        amounts(row),
        voucher(row),
        instant(row, "created_at").orElseThrow(),
        instant(row, "expires_at"));
  }

  /** An operation as later answers show it, without its metadata. */
  OperationView operation(ResultSet row) throws SQLException {
    return new OperationView(
        row.getObject("id", UUID.class),
        OperationKind.valueOf(row.getString("kind")),
        row.getLong("amount"),
        Decision.valueOf(row.getString("decision")),
        text(row, "decline_code"),
        row.getBoolean("late"),
        original(row),
        text(row, "network_reference"),
        Optional.empty(),
        instant(row, "occurred_at"),
        instant(row, "created_at").orElseThrow());
  }

  private static Purchase purchase(ResultSet row) throws SQLException {
    return new Purchase(
        row.getObject("card_id", UUID.class),
        row.getObject("wallet_id", UUID.class),
        row.getLong("requested_amount"),
        row.getString("currency"),
        new Merchant(
            row.getString("merchant_name"),
            text(row, "merchant_mcc"),
            text(row, "merchant_country"),
            text(row, "merchant_id")));
  }

  private Note note(ResultSet row) throws SQLException {
    return new Note(
        original(row),
        text(row, "network_reference"),
        row.getBoolean("imported") ? instant(row, "occurred_at") : Optional.empty(),
        json.read(row.getString("metadata"), PAIRS));
  }

  private Optional<Declined> decline(ResultSet row) throws SQLException {
    Optional<DeclineDetail> detail =
        text(row, "decline_detail").map(text -> json.read(text, DeclineDetail.class));
    return text(row, "decline_code")
        .map(code -> DeclineCode.valueOf(code.toUpperCase(Locale.ROOT)))
        .map(code -> new Declined(code, detail));
  }

  private static Amounts amounts(ResultSet row) throws SQLException {
    return new Amounts(
        AuthorizationStatus.valueOf(row.getString("status")),
        row.getLong("approved_amount"),
        row.getLong("incremented_amount"),
        row.getLong("held_amount"),
        row.getLong("cleared_amount"),
        row.getLong("refunded_amount"),
        row.getLong("released_amount"),
        row.getLong("excess_amount"));
  }

  private static Optional<VoucherPart> voucher(ResultSet row) throws SQLException {
    @Nullable UUID redemption = row.getObject("redemption_id", UUID.class);
    return redemption == null
        ? Optional.empty()
        : Optional.of(
            new VoucherPart(
                redemption,
                row.getObject("campaign_id", UUID.class),
                row.getLong("voucher_amount"),
                row.getLong("voucher_refunded")));
  }

  private static Optional<Original> original(ResultSet row) throws SQLException {
    Optional<String> currency = text(row, "original_currency");
    long amount = row.getLong("original_amount");
    return currency.map(code -> new Original(amount, code));
  }

  private static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
  }
}
