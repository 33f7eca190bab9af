package io.spendhub.ledger.persistence;

import static io.spendhub.platform.sql.Type.BYTEA;
import static io.spendhub.platform.sql.Type.INT8;
import static io.spendhub.platform.sql.Type.UUID;

import io.spendhub.ledger.VerificationView.ChainHead;
import io.spendhub.ledger.domain.CommitChain;
import io.spendhub.ledger.domain.CommitDigest;
import io.spendhub.platform.sql.Primary;
import io.spendhub.platform.sql.Table;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class JdbcCommitChain implements CommitChain {
  /** Any constant will do, so long as nothing else in the database takes the same lock. */
  private static final long SEALING_LOCK = 0x5370_656E_6448_7562L;

  private static final String LOCK = "select pg_try_advisory_xact_lock(?) as locked";

  /** Goes from organization to organization, and not through all that waits to be sealed. */
  private static final String ORGANIZATIONS =
      """
      with recursive organizations (id) as (
        (select organization_id from ledger.commits where number is null
         order by organization_id, at, id limit 1)
        union all
        select (select c.organization_id from ledger.commits c
                where c.number is null and c.organization_id > o.id
                order by c.organization_id, c.at, c.id limit 1)
        from organizations o where o.id is not null)
      select id from organizations where id is not null
      """;

  private static final String HEAD =
      """
      select number, hash from ledger.commits
      where organization_id = ? and number is not null order by number desc limit 1
      """;
  private static final String UNSEALED =
      """
      select id, digest from ledger.commits
      where organization_id = ? and number is null order by at, id limit ?
      """;
  private static final Table<Sealed> SEALED =
      Table.<Sealed>of("ledger.commits")
          .key("id", UUID, Sealed::id)
          .later("number", INT8, commit -> commit.at().number())
          .later("hash", BYTEA, commit -> commit.at().hash());

  private final Primary primary;

  JdbcCommitChain(Primary primary) {
    this.primary = primary;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Head(long number, byte[] hash) {
    static final Head BEFORE_FIRST = new Head(0, CommitDigest.beforeFirst());

    Head next(byte[] digest) {
      return new Head(number + 1, CommitDigest.chain(hash, digest));
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Unsealed(UUID id, byte[] digest) {}

  private record Sealed(UUID id, Head at) {}

  @Override
  public List<UUID> organizationsWithUnsealed() {
    return primary.list(ORGANIZATIONS, row -> row.uuid("id"));
  }

  @Override
  public Optional<ChainHead> head(UUID organizationId) {
    return lastSealed(organizationId)
        .map(head -> new ChainHead(head.number, HexFormat.of().formatHex(head.hash)));
  }

  @Override
  public int seal(UUID organizationId, int atMost) {
    if (!primary.first(LOCK, row -> row.bool("locked"), SEALING_LOCK).orElseThrow()) {
      return 0;
    }
    Head head = lastSealed(organizationId).orElse(Head.BEFORE_FIRST);
    List<Sealed> chained = new ArrayList<>();
    for (Unsealed commit : unsealed(organizationId, atMost)) {
      head = head.next(commit.digest);
      chained.add(new Sealed(commit.id, head));
    }
    return primary.update(SEALED, organizationId, chained);
  }

  private List<Unsealed> unsealed(UUID organizationId, int atMost) {
    return primary.list(
        UNSEALED, row -> new Unsealed(row.uuid("id"), row.bytes("digest")), organizationId, atMost);
  }

  private Optional<Head> lastSealed(UUID organizationId) {
    return primary.first(
        HEAD, row -> new Head(row.number("number"), row.bytes("hash")), organizationId);
  }
}
