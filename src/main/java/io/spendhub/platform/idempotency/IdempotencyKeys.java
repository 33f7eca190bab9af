package io.spendhub.platform.idempotency;

import static io.spendhub.platform.sql.Type.BYTEA;
import static io.spendhub.platform.sql.Type.INT2;
import static io.spendhub.platform.sql.Type.TEXT;
import static io.spendhub.platform.sql.Type.TIMESTAMPTZ;
import static io.spendhub.platform.sql.Type.UUID;

import io.spendhub.platform.sql.Primary;
import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.Table;
import io.spendhub.shared.Later;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The keys of an organization and what their requests were answered, kept with the effects. */
@ApplicationScoped
public class IdempotencyKeys {
  private static final String FIND =
      """
      select key_hash, fingerprint, status, body from platform.idempotency_keys
      where organization_id = ? and key_hash = any (?)
      for key share
      """;
  private static final Table<Keeping> KEYS =
      Table.<Keeping>of("platform.idempotency_keys")
          .column("key_hash", BYTEA, keeping -> keeping.key().hash())
          .column("fingerprint", BYTEA, keeping -> keeping.key().fingerprint())
          .column("status", INT2, keeping -> OutcomeResponses.status(keeping.outcome()))
          .column("body", TEXT, keeping -> kept(keeping.outcome()))
          .column("created_at", TIMESTAMPTZ, Keeping::at)
          .column("commit_id", UUID.orNull(), Keeping::commitId);

  private final Primary primary;

  IdempotencyKeys(Primary primary) {
    this.primary = primary;
  }

  /** What was answered under a key, and the fingerprint of the request that it was for. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Kept(byte[] fingerprint, Outcome<String> outcome) {}

  private record Keeping(
      IdempotencyKey key, Outcome<String> outcome, Instant at, Optional<UUID> commitId) {}

  /** The answers known for some of the given keys. */
  public static final class Known {
    private final Map<IdempotencyKey, Kept> kept = new HashMap<>();

    /**
     * The first answer for this key, if its request was already answered.
     *
     * @throws io.spendhub.shared.Refusal if the key stood for another request, such as 422 {@code
     *     idempotency_key_reused}
     */
    public Optional<Outcome<String>> answer(IdempotencyKey key) {
      Kept found = kept.get(key);
      if (found == null) {
        return Optional.empty();
      }
      if (!key.standsForSameRequest(found.fingerprint)) {
        throw key.reused();
      }
      return Optional.of(found.outcome);
    }

    /** Remembers an answer given within the batch at hand, for its later duplicates. */
    public void remember(IdempotencyKey key, Outcome<String> outcome) {
      kept.put(key, new Kept(key.fingerprint(), outcome.again()));
    }
  }

  /**
   * Looks up many keys of one organization at once. Those that are found are locked: an answer is
   * given again when the commit of this transaction says that all have it who have to.
   */
  public Later<Known> find(UUID organizationId, Collection<IdempotencyKey> keys) {
    if (keys.isEmpty()) {
      return Later.of(new Known());
    }
    Map<ByteBuffer, IdempotencyKey> byHash = new HashMap<>();
    keys.forEach(key -> byHash.put(ByteBuffer.wrap(key.hash()), key));
    return primary
        .listLater(
            FIND,
            row -> Map.entry(ByteBuffer.wrap(row.bytes("key_hash")), IdempotencyKeys.kept(row)),
            organizationId,
            keys.stream().map(IdempotencyKey::hash).toList())
        .map(
            rows -> {
              Known known = new Known();
              rows.forEach(row -> known.kept.put(byHash.get(row.getKey()), row.getValue()));
              return known;
            });
  }

  private static Kept kept(Row row) {
    int status = Math.toIntExact(row.number("status"));
    return new Kept(row.bytes("fingerprint"), OutcomeResponses.replayed(status, row.text("body")));
  }

  /**
   * Keeps the answers of a transaction's commands, in the order of the keys, so that two
   * transactions never wait for each other in a circle.
   *
   * @param commitId the commit whose digest covers them, as {@link #digestFields} has them
   * @throws KeyTakenMeanwhile if another transaction finished one of the requests since {@link
   *     #find}: this one must be undone and the answer looked up
   */
  public void keep(
      UUID organizationId,
      Map<IdempotencyKey, Outcome<String>> answers,
      Instant at,
      Optional<UUID> commitId) {
    List<Keeping> keeping =
        ordered(answers)
            .map(entry -> new Keeping(entry.getKey(), entry.getValue(), at, commitId))
            .toList();
    if (primary.insert(KEYS, organizationId, keeping, "on conflict do nothing") < keeping.size()) {
      throw new KeyTakenMeanwhile();
    }
  }

  /**
   * All that is kept of answers, in the order of their keys, for a digest of them: of each the hash
   * of its key, the fingerprint of its request, its status, and SHA-256 of its body.
   */
  public static List<String> digestFields(Map<IdempotencyKey, Outcome<String>> answers) {
    HexFormat hex = HexFormat.of();
    return ordered(answers)
        .flatMap(
            entry ->
                Stream.of(
                    hex.formatHex(entry.getKey().hash()),
                    hex.formatHex(entry.getKey().fingerprint()),
                    String.valueOf(OutcomeResponses.status(entry.getValue())),
                    IdempotencyKey.sha256Hex(kept(entry.getValue()))))
        .toList();
  }

  private static String kept(Outcome<String> outcome) {
    return switch (outcome) {
      case Outcome.Done<String> done -> done.kept();
      case Outcome.Failed<String> failed -> failed.body();
      case Outcome.Refused<String> refused ->
          throw new IllegalArgumentException("a refusal leaves its key free", refused.refusal());
    };
  }

  private static Stream<Map.Entry<IdempotencyKey, Outcome<String>>> ordered(
      Map<IdempotencyKey, Outcome<String>> answers) {
    return answers.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getKey().hash(), Arrays::compareUnsigned));
  }

  /** Another transaction answered the same request first. */
  public static final class KeyTakenMeanwhile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyTakenMeanwhile() {
      super("an idempotency key was taken by a concurrent transaction", null, false, false);
    }
  }
}
