package io.spendhub.ledger.query;

import io.quarkus.arc.All;
import io.spendhub.ledger.VerificationCheck;
import io.spendhub.ledger.VerificationCheck.Finding;
import io.spendhub.ledger.VerificationView;
import io.spendhub.ledger.VerificationView.ChainHead;
import io.spendhub.ledger.VerificationView.CheckView;
import io.spendhub.platform.sql.LongRead;
import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.Snapshot;
import io.spendhub.platform.sql.Snapshots;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Proves an organization's ledger from its transfers, on one repeatable snapshot. */
@ApplicationScoped
public class Verification {
  private static final long USUAL_SECONDS = 300;

  /**
   * Each check compares whole tables, so what suits it is to read them through and to hash or sort.
   * A nested loop is quicker only where the planner's guess of a few rows is right; where it is
   * wrong, as on tables that were never analyzed, it costs rows times rows.
   */
  static final String PLANS =
      """
      set local enable_nestloop = off;
      set local plan_cache_mode = force_custom_plan;
      set local work_mem = '32MB';
      set local jit = off
      """;

  private static final String AS_OF = "select now()";
  private static final String HEAD =
      """
      select number, hash from ledger.commits
      where organization_id = ? and number is not null order by number desc limit 1
      """;

  private final Snapshots snapshots;
  private final VerificationTurns turns;
  private final Duration longest;
  private final List<VerificationCheck> checks;

  /**
   * @param seconds how long a proof that a caller asked for may take, at least 1 (the command line
   *     refuses to start with less)
   */
  Verification(
      Snapshots snapshots,
      VerificationTurns turns,
      @ConfigProperty(name = "SPENDHUB_VERIFICATION_SECONDS") OptionalLong seconds,
      @All List<VerificationCheck> checks) {
    this.snapshots = snapshots;
    this.turns = turns;
    this.longest = Duration.ofSeconds(seconds.orElse(USUAL_SECONDS));
    this.checks = checks.stream().sorted(Comparator.comparing(VerificationCheck::name)).toList();
  }

  /** A proof for a caller, which is stopped when it takes too long. */
  public LongRead bounded() {
    return LongRead.atMost(longest);
  }

  /**
   * Proves the ledger for a caller, in its turn.
   *
   * @param noted a head of the chain that was noted earlier
   * @throws Refusal 409 {@code verification_in_progress}, 503 {@code verification_too_long}, or 503
   *     {@code unavailable} if others are proved for too long or nobody waits for the answer
   */
  public VerificationView verifyInTurn(
      UUID organizationId, Optional<ChainHead> noted, LongRead read) {
    try {
      return turns.within(
          organizationId,
          () ->
              snapshots.read(
                  read,
                  snapshot -> {
                    VerificationTurns.alone(snapshot, organizationId);
                    return verify(snapshot, organizationId, noted.stream().toList(), read);
                  }));
    } catch (LongRead.TooLong late) {
      throw Refusal.of(
          Refusal.Kind.UNAVAILABLE,
          "verification_too_long",
          "The proof took longer than it may here. An operator can run it without that bound.");
    } catch (LongRead.Ended gone) {
      throw Refusal.of(
          Refusal.Kind.UNAVAILABLE, "unavailable", "The caller did not wait for the proof.");
    }
  }

  /**
   * Proves the ledger for an operator, however long it takes.
   *
   * @param noted heads of the chain that were noted earlier
   */
  public VerificationView verify(UUID organizationId, Collection<ChainHead> noted) {
    LongRead read = LongRead.unbounded();
    return snapshots.read(read, snapshot -> verify(snapshot, organizationId, noted, read));
  }

  private VerificationView verify(
      Snapshot snapshot, UUID organizationId, Collection<ChainHead> noted, LongRead read) {
    snapshot.set(PLANS);
    Instant asOf = snapshot.first(AS_OF, row -> row.instant("now")).orElseThrow();
    Optional<ChainHead> head = snapshot.first(HEAD, Verification::head, organizationId);
    List<CheckView> results = new ArrayList<>();
    for (VerificationCheck check : checks) {
      read.goOn();
      results.add(view(check.name(), check.run(snapshot, organizationId)));
    }
    if (!noted.isEmpty()) {
      results.add(view(NotedHeads.NAME, NotedHeads.compare(snapshot, organizationId, noted)));
    }
    return new VerificationView(
        results.stream().allMatch(CheckView::ok), asOf, head, List.copyOf(results));
  }

  private static CheckView view(String name, Finding finding) {
    return new CheckView(
        name, finding.difference().isEmpty(), finding.figure(), finding.difference());
  }

  private static ChainHead head(Row row) {
    return new ChainHead(row.number("number"), HexFormat.of().formatHex(row.bytes("hash")));
  }
}
