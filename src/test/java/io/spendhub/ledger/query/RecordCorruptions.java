package io.spendhub.ledger.query;

import io.spendhub.testing.api.Stored;
import java.util.Map;
import java.util.UUID;

/** What of the rows that events tell of can be damaged, and of the answers that are kept. */
final class RecordCorruptions {
  private static final String AUTHORIZATIONS = "authorizations.authorizations";
  private static final String OPERATIONS = "authorizations.operations";
  private static final String AUDIT = "platform.audit_lines";
  private static final String KEYS = "platform.idempotency_keys";
  private static final String MATCH = "authorizations_match_events";

  private RecordCorruptions() {}

  static Map<String, Corruption> of(VariedLife life) {
    UUID card = UUID.fromString(life.held().card().id());
    UUID other = UUID.fromString(life.other().id());
    return Map.of(
        MATCH,
        changed(life, "merchant_name", "'Corner Pub'", "merchantName"),
        "operations_match_events",
        Corruption.setting(
            OPERATIONS,
            "amount",
            "amount + 1",
            operation(life),
            "operation .*: its events tell another amount"),
        "unlinked_refunds_match_events",
        Corruption.setting(
            "authorizations.unlinked_refunds",
            "merchant_country",
            "'FR'",
            id(life, "authorizations.unlinked_refunds where true"),
            "unlinked refund .*: its events tell another country"),
        "wallets_match_events",
        Corruption.setting(
            "wallets.wallets",
            "owner_team_id",
            "(select owner_team_id from wallets.wallets where id = '%s')".formatted(other),
            UUID.fromString(life.wallet().id()),
            "wallet .*: its events tell another ownerId"),
        "cards_match_events",
        Corruption.setting(
            "cards.cards", "memo", "'Mine'", card, "card .*: its events tell another memo"),
        "card_wallets_equal_authorizations",
        Corruption.setting(
                "cards.cards",
                "wallet_id",
                "'%s'".formatted(other),
                card,
                "card .*: it draws on wallet .*, what was bought with it on .*")
            .alsoSeenBy("cards_match_events"),
        "audit_matches_digests",
        Corruption.setting(
            AUDIT,
            "actor_name",
            "'Somebody else'",
            id(life, AUDIT + " where action = 'card.created'"),
            "the audit trail of commit .* has changed"),
        "answers_match_digests",
        Corruption.of(
            answer("body || ' '"),
            answer("rtrim(body)"),
            "the answers of commit .* have changed",
            life.organizationId()));
  }

  /** The first answer that was kept, with another body. */
  private static String answer(String body) {
    return """
    update platform.idempotency_keys set body = %s
    where (organization_id, key_hash) = (
      select organization_id, key_hash from platform.idempotency_keys
      where organization_id = ? and commit_id is not null order by created_at, key_hash limit 1)
    """
        .formatted(body);
  }

  /** All that somebody might want to have been otherwise, by what was done. */
  static Map<String, Map.Entry<String, Corruption>> tampering(VariedLife life) {
    UUID declined = id(life, AUTHORIZATIONS + " where decision = 'DECLINED'");
    return Map.of(
        "a deleted declined authorization",
        Map.entry(
            MATCH,
            Corruption.deleting(
                AUTHORIZATIONS,
                "id",
                declined,
                "authorization " + declined + ": it is not there, but its events tell of it")),
        "another requested amount",
        Map.entry(
            MATCH,
            Corruption.setting(
                AUTHORIZATIONS,
                "requested_amount",
                "60",
                declined,
                "authorization .*: its events tell another requestedAmount")),
        "another reason of a decline",
        Map.entry(
            MATCH,
            Corruption.setting(
                AUTHORIZATIONS,
                "decline_code",
                "'card_frozen'",
                declined,
                "authorization .*: its events tell another declineCode")),
        "another category of a merchant",
        Map.entry(MATCH, changed(life, "merchant_mcc", "'5813'", "mcc")),
        "other metadata",
        Map.entry(MATCH, changed(life, "metadata", "'{\"trip\": \"17\"}'", "metadata")),
        "another time of a purchase",
        Map.entry(MATCH, changed(life, "expires_at", "expires_at + interval '1 day'", "expiresAt")),
        "a deleted operation",
        Map.entry(
            "operations_match_events",
            Corruption.deleting(
                OPERATIONS,
                "id",
                operation(life),
                "operation .*: it is not there, but its events tell of it")),
        "an operation that was made up",
        Map.entry("operations_match_events", madeUp(life)),
        "a deleted line of the audit trail",
        Map.entry(
            "audit_matches_digests",
            Corruption.deleting(
                AUDIT,
                "id",
                id(life, AUDIT + " where action = 'wallet.created'"),
                "the audit trail of commit .* has changed")),
        "a deleted answer",
        Map.entry(
            "answers_match_digests",
            Corruption.deleting(
                KEYS,
                "encode(key_hash, 'hex')",
                Stored.texts(
                        "select encode(key_hash, 'hex') from "
                            + KEYS
                            + " where organization_id = ? and commit_id is not null limit 1",
                        life.organizationId())
                    .getFirst(),
                "the answers of commit .* have changed")));
  }

  private static Corruption changed(VariedLife life, String column, String value, String told) {
    return Corruption.setting(
        AUTHORIZATIONS,
        column,
        value,
        UUID.fromString(life.held().id()),
        "authorization .*: its events tell another " + told);
  }

  private static Corruption madeUp(VariedLife life) {
    UUID id = UUID.randomUUID();
    return new Corruption(
        () ->
            Stored.change(
                """
                insert into authorizations.operations
                select (json_populate_record(o, json_build_object('id', ?::uuid))).*
                from authorizations.operations o where id = ?
                """,
                id,
                operation(life)),
        () -> Stored.change("delete from authorizations.operations where id = ?", id),
        "operation " + id + ": it is there, but no event tells of it");
  }

  private static UUID operation(VariedLife life) {
    return id(life, OPERATIONS + " where kind = 'REFUND'");
  }

  private static UUID id(VariedLife life, String from) {
    return UUID.fromString(
        Stored.texts(
                "select id from " + from + " and organization_id = ? limit 1",
                life.organizationId())
            .getFirst());
  }
}
