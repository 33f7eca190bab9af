package io.spendhub.authorizations.domain;

import static io.spendhub.testing.Attempt.authorizing;
import static io.spendhub.testing.Price.gbp;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.authorizations.AuthorizationCommand.Note;
import io.spendhub.authorizations.AuthorizationCommand.Purchase;
import io.spendhub.authorizations.AuthorizationStatus;
import io.spendhub.authorizations.AuthorizationView;
import io.spendhub.authorizations.Decision;
import io.spendhub.authorizations.DeclineCode;
import io.spendhub.authorizations.DeclineDetail;
import io.spendhub.authorizations.OperationKind;
import io.spendhub.authorizations.OperationView;
import io.spendhub.authorizations.Original;
import io.spendhub.authorizations.domain.Authorization.Origin;
import io.spendhub.authorizations.domain.Verdict.Approved;
import io.spendhub.authorizations.domain.Verdict.Declined;
import io.spendhub.shared.Merchant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AuthorizationTest {
  private static final UUID ID = new UUID(0, 9);
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
  private static final Instant YESTERDAY = Instant.parse("2026-03-01T12:00:00Z");
  private static final Purchase PURCHASE = authorizing(gbp(100)).purchase();
  private static final Note NOTE =
      new Note(
          Optional.of(new Original(120_00, "EUR")),
          Optional.of("network-1"),
          Optional.of(YESTERDAY),
          Map.of("trip", "7"));
  private static final Note SILENT =
      new Note(Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

  @Test
  void an_approved_purchase_is_held_for_seven_days() {
    Authorization approved = decided(new Approved(100_00));

    assertThat(approved.origin()).isEqualTo(Origin.AUTHORIZATION);
    assertThat(approved.decision()).isEqualTo(Decision.APPROVED);
    assertThat(approved.amounts()).isEqualTo(Amounts.approved(100_00));
    assertThat(approved.decline()).isEmpty();
    assertThat(approved.expiresAt()).contains(Instant.parse("2026-03-09T12:00:00Z"));
  }

  @Test
  void a_hold_lasts_from_its_making_whenever_the_purchase_happened() {
    assertThat(Authorization.decided(ID, PURCHASE, SILENT, new Approved(1), NOW).expiresAt())
        .isEqualTo(decided(new Approved(1)).expiresAt());
  }

  @Test
  void a_hold_lasts_as_long_as_its_merchants_category_needs() {
    assertThat(heldFor(Optional.of("3058"))).isEqualTo(Duration.ofDays(30));
    assertThat(heldFor(Optional.of("5542"))).isEqualTo(Duration.ofDays(2));
    assertThat(heldFor(Optional.of("1520"))).isEqualTo(Duration.ofDays(7));
    assertThat(heldFor(Optional.empty())).isEqualTo(Duration.ofDays(7));
  }

  @Test
  void a_partly_approved_purchase_holds_the_part_and_shows_what_was_requested() {
    AuthorizationView view = shown(decided(new Approved(60_00)));

    assertThat(view.requestedAmount()).isEqualTo(100_00);
    assertThat(view.approvedAmount()).isEqualTo(60_00);
    assertThat(view.heldAmount()).isEqualTo(60_00);
  }

  @Test
  void a_declined_purchase_holds_nothing_and_never_expires() {
    Authorization declined = decided(Declined.because(DeclineCode.CARD_FROZEN));

    assertThat(declined.decision()).isEqualTo(Decision.DECLINED);
    assertThat(declined.amounts()).isEqualTo(Amounts.declined());
    assertThat(declined.expiresAt()).isEmpty();
  }

  @Test
  void a_declined_purchase_shows_why() {
    DeclineDetail detail = DeclineDetail.ofAvailable(7);
    AuthorizationView view =
        shown(decided(Declined.because(DeclineCode.INSUFFICIENT_FUNDS, detail)));

    assertThat(view.decision()).isEqualTo(Decision.DECLINED);
    assertThat(view.status()).isEqualTo(AuthorizationStatus.DECLINED);
    assertThat(view.declineCode()).contains("insufficient_funds");
    assertThat(view.declineDetail()).contains(detail);
    assertThat(view.requestedAmount()).isEqualTo(100_00);
    assertThat(view.approvedAmount()).isZero();
  }

  @Test
  void a_force_post_is_approved_and_cleared_and_holds_nothing() {
    Authorization forced = Authorization.forcePosted(ID, PURCHASE, NOTE, NOW);

    assertThat(forced.origin()).isEqualTo(Origin.FORCE_POST);
    assertThat(forced.decision()).isEqualTo(Decision.APPROVED);
    assertThat(forced.amounts()).isEqualTo(Amounts.forcePosted(100_00));
    assertThat(forced.expiresAt()).isEmpty();
  }

  @Test
  void it_counts_when_it_happened_and_else_when_it_was_made() {
    Authorization told = decided(new Approved(1));
    Authorization untold = Authorization.decided(ID, PURCHASE, SILENT, new Approved(1), NOW);

    assertThat(told.countedAt()).isEqualTo(YESTERDAY);
    assertThat(untold.countedAt()).isEqualTo(NOW);
    assertThat(told.with(told.amounts().clear(1, true).after()).countedAt()).isEqualTo(YESTERDAY);
  }

  @Test
  void an_operation_changes_the_amounts_and_nothing_else() {
    Authorization before = decided(new Approved(100_00));
    Amounts cleared = before.amounts().clear(40_00, false).after();
    Authorization after = before.with(cleared);

    assertThat(after.amounts()).isEqualTo(cleared);
    assertThat(after.with(before.amounts())).isEqualTo(before);
    assertThat(after.decision()).isEqualTo(Decision.APPROVED);
  }

  @Test
  void every_amount_is_shown_under_its_own_name() {
    Amounts amounts = new Amounts(AuthorizationStatus.REVERSED, 1, 2, 3, 4, 5, 6, 7);
    AuthorizationView view = shown(decided(new Approved(1)).with(amounts));

    assertThat(view.status()).isEqualTo(AuthorizationStatus.REVERSED);
    assertThat(view.approvedAmount()).isEqualTo(1);
    assertThat(view.incrementedAmount()).isEqualTo(2);
    assertThat(view.heldAmount()).isEqualTo(3);
    assertThat(view.clearedAmount()).isEqualTo(4);
    assertThat(view.refundedAmount()).isEqualTo(5);
    assertThat(view.releasedAmount()).isEqualTo(6);
    assertThat(view.excessAmount()).isEqualTo(7);
  }

  @Test
  void what_the_caller_told_is_shown_again() {
    AuthorizationView view = shown(decided(new Approved(1)));

    assertThat(view.id()).isEqualTo(ID);
    assertThat(view.cardId()).isEqualTo(PURCHASE.cardId());
    assertThat(view.walletId()).isEqualTo(PURCHASE.walletId());
    assertThat(view.currency()).isEqualTo("GBP");
    assertThat(view.merchant()).isEqualTo(PURCHASE.merchant());
    assertThat(view.original()).isEqualTo(NOTE.original());
    assertThat(view.networkReference()).contains("network-1");
    assertThat(view.metadata()).containsExactly(Map.entry("trip", "7"));
    assertThat(view.occurredAt()).contains(YESTERDAY);
    assertThat(view.createdAt()).isEqualTo(NOW);
  }

  @Test
  void the_operations_are_shown_and_the_one_that_was_just_done_beside_them() {
    OperationView first = clearing(new UUID(1, 1));
    OperationView second = clearing(new UUID(1, 2));
    AuthorizationView view =
        decided(new Approved(1)).view(List.of(first, second), Optional.of(second));

    assertThat(view.operations()).containsExactly(first, second);
    assertThat(view.operation()).contains(second);
    assertThat(view.withOperations(List.of(first)).operations()).containsExactly(first);
    assertThat(view.withOperations(view.operations())).isEqualTo(view);
  }

  private static Duration heldFor(Optional<String> mcc) {
    Merchant merchant = new Merchant("Shop", mcc, Optional.empty(), Optional.empty());
    Purchase purchase = authorizing(gbp(100)).at(merchant).purchase();
    Authorization held = Authorization.decided(ID, purchase, SILENT, new Approved(1), NOW);
    return Duration.between(NOW, held.expiresAt().orElseThrow());
  }

  private static Authorization decided(Verdict verdict) {
    return Authorization.decided(ID, PURCHASE, NOTE, verdict, NOW);
  }

  private static AuthorizationView shown(Authorization authorization) {
    return authorization.view(List.of(), Optional.empty());
  }

  private static OperationView clearing(UUID id) {
    return new OperationView(
        id,
        OperationKind.CLEARING,
        1,
        Decision.APPROVED,
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        NOW);
  }
}
