package io.spendhub.authorizations.domain;

import static io.spendhub.authorizations.DeclineCode.CARD_EXPIRED;
import static io.spendhub.authorizations.DeclineCode.MERCHANT_BLOCKED;
import static io.spendhub.authorizations.DeclineCode.OUTSIDE_SCHEDULE;
import static io.spendhub.testing.Attempt.SHOP;
import static io.spendhub.testing.Attempt.authorizing;
import static io.spendhub.testing.Attempt.incrementingBy;
import static io.spendhub.testing.GivenCard.aCard;
import static io.spendhub.testing.GivenControls.allowing;
import static io.spendhub.testing.GivenControls.onCountry;
import static io.spendhub.testing.GivenControls.onMcc;
import static io.spendhub.testing.GivenControls.onMccGroup;
import static io.spendhub.testing.GivenControls.onMerchantId;
import static io.spendhub.testing.GivenControls.onSchedule;
import static io.spendhub.testing.Price.gbp;
import static io.spendhub.testing.RuleTable.names;
import static io.spendhub.testing.Spending.approved;
import static io.spendhub.testing.Spending.declined;
import static io.spendhub.testing.Spending.given;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.authorizations.DeclineCode;
import io.spendhub.authorizations.domain.Verdict.Approved;
import io.spendhub.authorizations.domain.Verdict.Declined;
import io.spendhub.cards.CardControls;
import io.spendhub.cards.CardType;
import io.spendhub.cards.MccGroup;
import io.spendhub.shared.Merchant;
import io.spendhub.testing.Attempt;
import io.spendhub.testing.GivenCard;
import io.spendhub.testing.RuleTable;
import io.spendhub.testing.RuleTable.Cell;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How a card's type, expiry and controls decide purchases. */
class CardRulesTest {
  private static final Merchant ELSEWHERE =
      new Merchant("Kiosk", Optional.of("5994"), Optional.of("FR"), Optional.of("kiosk-1"));
  private static final Merchant UNTOLD =
      new Merchant("Kiosk", Optional.empty(), Optional.empty(), Optional.empty());

  /** What becomes of purchases before and after the first one, which was made in the shop. */
  private static final RuleTable FIRST_USE =
      RuleTable.of(
          """
                          | first    | in the shop         | elsewhere           | more of the first
          VIRTUAL         | approved | approved            | approved            | approved
          PHYSICAL        | approved | approved            | approved            | approved
          SINGLE_USE      | approved | single_use_consumed | single_use_consumed | approved
          MERCHANT_LOCKED | approved | approved            | merchant_blocked    | approved
          """);

  @Test
  void the_table_leaves_no_type_out() {
    assertThat(FIRST_USE.rows()).isEqualTo(names(CardType.class));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void the_first_use_of_each_type_binds_as_the_table_says(Cell cell) {
    GivenCard fresh = aCard().ofType(CardType.valueOf(cell.row()));
    Verdict verdict =
        switch (cell.column()) {
          case "first" -> given(fresh).when(authorizing(gbp(1)).at(ELSEWHERE)).verdict();
          case "in the shop" -> given(fresh.usedAt(SHOP)).when(authorizing(gbp(1))).verdict();
          case "elsewhere" ->
              given(fresh.usedAt(SHOP)).when(authorizing(gbp(1)).at(ELSEWHERE)).verdict();
          case "more of the first" ->
              given(fresh.usedAt(SHOP)).when(incrementingBy(gbp(1))).verdict();
          default -> throw new IllegalArgumentException(cell.column());
        };

    assertThat(told(verdict)).isEqualTo(cell.value());
  }

  @Test
  void a_locked_card_obeys_its_merchant_list_too() {
    GivenCard card =
        aCard()
            .ofType(CardType.MERCHANT_LOCKED)
            .usedAt(SHOP)
            .with(onMerchantId(allowing("kiosk-1")));

    given(card).when(authorizing(gbp(1))).then(declined(MERCHANT_BLOCKED));
    given(card).when(authorizing(gbp(1)).at(ELSEWHERE)).then(declined(MERCHANT_BLOCKED));
  }

  /** Imports tell old purchases, and a card's state is the one that it has now. */
  @Test
  void a_card_that_has_expired_now_is_declined_whenever_the_purchase_happened() {
    GivenCard card = aCard().expiringAfter(YearMonth.of(2026, 2));

    given(card.whenUsedAt(Instant.parse("2026-02-01T12:00:00Z")))
        .when(authorizing(gbp(1)))
        .then(declined(CARD_EXPIRED));
  }

  @Test
  void a_card_is_good_in_its_last_month() {
    given(aCard().expiringAfter(YearMonth.of(2026, 3)))
        .when(authorizing(gbp(1)))
        .then(approved(gbp(1)));
  }

  @Test
  void a_schedule_is_asked_about_the_time_at_which_the_purchase_happened() {
    GivenCard card = aCard().with(onSchedule("09:00", "17:00", "UTC", MONDAY));

    given(card).when(authorizing(gbp(1))).then(approved(gbp(1)));
    given(card.whenUsedAt(Instant.parse("2026-03-01T12:00:00Z")))
        .when(authorizing(gbp(1)))
        .then(declined(OUTSIDE_SCHEDULE));
  }

  @Test
  void each_allow_list_declines_with_the_code_of_its_own() {
    declinedWhereUntold(onMerchantId(allowing("shop-1")), MERCHANT_BLOCKED);
    declinedWhereUntold(onMcc(allowing("5411")), DeclineCode.MCC_BLOCKED);
    declinedWhereUntold(onMccGroup(allowing(MccGroup.GROCERIES)), DeclineCode.MCC_BLOCKED);
    declinedWhereUntold(onCountry(allowing("GB")), DeclineCode.COUNTRY_BLOCKED);
  }

  static List<Cell> cells() {
    return FIRST_USE.cells();
  }

  private static void declinedWhereUntold(CardControls controls, DeclineCode code) {
    Attempt attempt = authorizing(gbp(1));

    given(aCard().with(controls)).when(attempt).then(approved(gbp(1)));
    given(aCard().with(controls)).when(attempt.at(UNTOLD)).then(declined(code));
  }

  private static String told(Verdict verdict) {
    return switch (verdict) {
      case Approved approved -> "approved";
      case Declined declined -> declined.code().code();
    };
  }
}
