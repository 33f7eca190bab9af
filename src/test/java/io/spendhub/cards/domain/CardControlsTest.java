package io.spendhub.cards.domain;

import static io.spendhub.testing.GivenControls.allowing;
import static io.spendhub.testing.GivenControls.both;
import static io.spendhub.testing.GivenControls.denying;
import static io.spendhub.testing.GivenControls.onCountry;
import static io.spendhub.testing.GivenControls.onMcc;
import static io.spendhub.testing.GivenControls.onMccGroup;
import static io.spendhub.testing.GivenControls.onMerchantId;
import static io.spendhub.testing.GivenControls.onSchedule;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.cards.CardControls;
import io.spendhub.cards.CardControls.Choice;
import io.spendhub.cards.MccGroup;
import io.spendhub.shared.Merchant;
import io.spendhub.testing.RuleTable;
import io.spendhub.testing.RuleTable.Cell;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where and when a card may be used. */
class CardControlsTest {
  /** What each list says of a merchant that it names, of another, and of one that tells nothing. */
  private static final RuleTable LISTS =
      RuleTable.of(
          """
                         | named     | another   | untold
          no control     | permitted | permitted | permitted
          allow          | permitted | blocked   | blocked
          deny           | blocked   | permitted | permitted
          allow and deny | blocked   | blocked   | blocked
          deny nothing   | permitted | permitted | permitted
          """);

  private static final Merchant NAMED = merchant("5411", "GB", "shop-1");
  private static final Merchant ANOTHER = merchant("7995", "FR", "casino-1");
  private static final Merchant UNTOLD =
      new Merchant("Corner Shop", Optional.empty(), Optional.empty(), Optional.empty());

  /** What a list can be about, in the spelling of the contract. */
  private enum Subject {
    MCC("mcc"),
    MCC_GROUP("mccGroup"),
    MERCHANT_ID("merchantId"),
    COUNTRY("country");

    final String field;

    Subject(String field) {
      this.field = field;
    }

    CardControls controls(String list) {
      return switch (this) {
        case MCC -> onMcc(choice(list, "5411"));
        case MCC_GROUP -> onMccGroup(choice(list, MccGroup.GROCERIES));
        case MERCHANT_ID -> onMerchantId(choice(list, "shop-1"));
        case COUNTRY -> onCountry(choice(list, "GB"));
      };
    }
  }

  record Rule(Subject subject, Cell cell) {}

  @Test
  void the_rules_leave_no_list_out() {
    assertThat(CardControls.class.getRecordComponents())
        .filteredOn(component -> !component.getName().equals("schedule"))
        .extracting(RecordComponent::getName)
        .containsExactly(
            Arrays.stream(Subject.values()).map(it -> it.field).toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void each_list_permits_what_the_table_says(Rule rule) {
    String list = rule.cell().row();
    CardControls controls =
        list.equals("no control") ? CardControls.NONE : rule.subject().controls(list);

    assertThat(permits(controls, merchant(rule.cell().column())))
        .isEqualTo(rule.cell().value().equals("permitted"));
  }

  @Test
  void a_card_may_be_used_in_the_hours_of_its_schedule() {
    CardControls office = onSchedule("09:00", "17:00", "UTC", MONDAY);

    assertThat(office.permitTime(Instant.parse("2026-03-02T08:59:59Z"))).isFalse();
    assertThat(office.permitTime(Instant.parse("2026-03-02T09:00:00Z"))).isTrue();
  }

  @Test
  void a_card_without_a_schedule_may_be_used_at_any_time() {
    assertThat(CardControls.NONE.permitTime(Instant.parse("2026-03-02T03:00:00Z"))).isTrue();
  }

  @Test
  void an_allow_list_permits_each_of_its_values() {
    CardControls controls = onCountry(allowing("GB", "FR"));

    assertThat(permits(controls, merchant("5411", "GB", "shop-1"))).isTrue();
    assertThat(permits(controls, merchant("5411", "FR", "shop-1"))).isTrue();
    assertThat(permits(controls, merchant("5411", "DE", "shop-1"))).isFalse();
  }

  @Test
  void a_denied_value_takes_nothing_else_from_the_allow_list() {
    CardControls controls = onMcc(both(allowing("5411", "5812"), denying("5411", "7995")));

    assertThat(permits(controls, merchant("5812", "GB", "shop-1"))).isTrue();
    assertThat(permits(controls, merchant("5411", "GB", "shop-1"))).isFalse();
    assertThat(permits(controls, merchant("4111", "GB", "shop-1"))).isFalse();
  }

  @Test
  void a_code_that_is_in_no_group_is_like_one_that_was_not_told() {
    Merchant ungrouped = merchant("1520", "GB", "builder-1");

    assertThat(onMccGroup(allowing(MccGroup.values())).permitCategory(ungrouped)).isFalse();
    assertThat(onMccGroup(denying(MccGroup.values())).permitCategory(ungrouped)).isTrue();
  }

  @Test
  void a_category_must_be_permitted_by_its_code_and_by_its_group() {
    CardControls byCode = onMcc(allowing("5411"));
    CardControls byGroup = onMccGroup(denying(MccGroup.GROCERIES));
    CardControls byBoth =
        new CardControls(
            byCode.mcc(), byGroup.mccGroup(), Optional.empty(), Optional.empty(), Optional.empty());

    assertThat(byCode.permitCategory(NAMED)).isTrue();
    assertThat(byGroup.permitCategory(NAMED)).isFalse();
    assertThat(byBoth.permitCategory(NAMED)).isFalse();
  }

  @Test
  void each_list_reads_its_own_attribute_only() {
    Merchant strange = merchant("5411", "FR", "5411");

    assertThat(onMerchantId(denying("FR", "GB")).permitMerchant(strange)).isTrue();
    assertThat(onCountry(denying("5411")).permitCountry(strange)).isTrue();
    assertThat(onMerchantId(denying("5411")).permitCategory(strange)).isTrue();
    assertThat(onMcc(denying("5411")).permitMerchant(strange)).isTrue();
    assertThat(onMcc(denying("5411")).permitCountry(strange)).isTrue();
  }

  static List<Rule> rules() {
    return Stream.of(Subject.values())
        .flatMap(subject -> LISTS.cells().stream().map(cell -> new Rule(subject, cell)))
        .toList();
  }

  private static boolean permits(CardControls controls, Merchant merchant) {
    return controls.permitCategory(merchant)
        && controls.permitMerchant(merchant)
        && controls.permitCountry(merchant);
  }

  private static <T> Choice<T> choice(String list, T named) {
    return switch (list) {
      case "allow" -> new Choice<>(Optional.of(Set.of(named)), Optional.empty());
      case "deny" -> new Choice<>(Optional.empty(), Optional.of(Set.of(named)));
      case "allow and deny" -> new Choice<>(Optional.of(Set.of(named)), Optional.of(Set.of(named)));
      case "deny nothing" -> new Choice<>(Optional.empty(), Optional.of(Set.of()));
      default -> throw new IllegalArgumentException(list);
    };
  }

  private static Merchant merchant(String which) {
    return switch (which) {
      case "named" -> NAMED;
      case "another" -> ANOTHER;
      case "untold" -> UNTOLD;
      default -> throw new IllegalArgumentException(which);
    };
  }

  private static Merchant merchant(String mcc, String country, String id) {
    return new Merchant("Corner Shop", Optional.of(mcc), Optional.of(country), Optional.of(id));
  }
}
