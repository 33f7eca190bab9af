package io.spendhub.wallets.domain;

import static io.spendhub.testing.RuleTable.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spendhub.identity.OwnerType;
import io.spendhub.ledger.Balance;
import io.spendhub.shared.Refusal;
import io.spendhub.testing.RuleTable;
import io.spendhub.testing.RuleTable.Cell;
import io.spendhub.wallets.WalletCommand.ChangeWallet;
import io.spendhub.wallets.WalletCommand.OpenWallet;
import io.spendhub.wallets.WalletId;
import io.spendhub.wallets.WalletStatus;
import io.spendhub.wallets.WalletView.OwnerView;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The life of a wallet. */
class WalletTest {
  private static final WalletId ID = new WalletId(new UUID(0, 1), new UUID(0, 2));
  private static final UUID OWNER = new UUID(0, 3);
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Balance EMPTY = new Balance(0, 0);

  /** The status after each action in each status; a closing finds what is posted, and held. */
  private static final RuleTable ACTIONS =
      RuleTable.of(
          """
                 | freeze            | unfreeze          | close 0 0         | close 1 0         | close -1 0        | close 0 1         | close 5 5
          ACTIVE | FROZEN            | ACTIVE, unchanged | CLOSED            | wallet_not_empty  | wallet_not_empty  | wallet_not_empty  | wallet_not_empty
          FROZEN | FROZEN, unchanged | ACTIVE            | CLOSED            | wallet_not_empty  | wallet_not_empty  | wallet_not_empty  | wallet_not_empty
          CLOSED | wallet_closed     | wallet_closed     | CLOSED, unchanged | CLOSED, unchanged | CLOSED, unchanged | CLOSED, unchanged | CLOSED, unchanged
          """);

  @Test
  void the_table_leaves_no_status_out() {
    assertThat(ACTIONS.rows()).isEqualTo(names(WalletStatus.class));
  }

  @Test
  void the_table_leaves_no_action_out() {
    assertThat(ACTIONS.columns())
        .extracting(column -> column.split(" ", -1)[0])
        .containsOnly(
            Arrays.stream(Wallet.class.getDeclaredMethods())
                .filter(WalletTest::isAction)
                .map(Method::getName)
                .toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void each_action_in_each_status_does_what_the_table_says(Cell cell) {
    Wallet wallet = inStatus(WalletStatus.valueOf(cell.row()));
    String outcome = outcome(wallet, cell.column());

    assertThat(outcome).isEqualTo(cell.value());
    assertThat(wallet.status().name())
        .isEqualTo(outcome.startsWith("wallet_") ? cell.row() : outcome.split(",", -1)[0]);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void an_action_that_is_repeated_changes_nothing_more(Cell cell) {
    Wallet wallet = inStatus(WalletStatus.valueOf(cell.row()));
    outcome(wallet, cell.column());
    WalletStatus once = wallet.status();

    assertThat(outcome(wallet, cell.column())).isIn(once + ", unchanged", cell.value());
    assertThat(wallet.status()).isEqualTo(once);
  }

  @Test
  void a_new_wallet_is_active_and_keeps_what_it_was_opened_with() {
    Wallet wallet = opened(OwnerType.TEAM);

    assertThat(wallet.id()).isEqualTo(ID);
    assertThat(wallet.status()).isEqualTo(WalletStatus.ACTIVE);
    assertThat(wallet.name()).isEqualTo("Travel");
    assertThat(wallet.currency()).isEqualTo("GBP");
    assertThat(wallet.metadata()).isEqualTo(Map.of("floor", "7"));
    assertThat(wallet.createdAt()).isEqualTo(NOON);
  }

  @ParameterizedTest
  @EnumSource
  void a_wallet_has_the_one_owner_that_it_was_opened_for(OwnerType type) {
    assertThat(opened(type).owner()).isEqualTo(new OwnerView(type, OWNER));
  }

  @Test
  void a_change_replaces_what_it_names_and_nothing_else() {
    Wallet wallet = opened(OwnerType.TEAM);

    wallet.change(change(Optional.of("Lunch"), Optional.empty()));
    assertThat(wallet.name()).isEqualTo("Lunch");
    assertThat(wallet.metadata()).isEqualTo(Map.of("floor", "7"));

    wallet.change(change(Optional.empty(), Optional.of(Map.of())));
    assertThat(wallet.name()).isEqualTo("Lunch");
    assertThat(wallet.metadata()).isEmpty();
  }

  @Test
  void a_frozen_wallet_can_be_changed_and_stays_frozen() {
    Wallet wallet = inStatus(WalletStatus.FROZEN);
    wallet.change(change(Optional.of("Lunch"), Optional.empty()));

    assertThat(wallet.name()).isEqualTo("Lunch");
    assertThat(wallet.status()).isEqualTo(WalletStatus.FROZEN);
  }

  @Test
  void a_closed_wallet_cannot_be_changed() {
    Wallet wallet = inStatus(WalletStatus.CLOSED);
    long version = wallet.version();
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class, () -> wallet.change(change(Optional.of("Lunch"), Optional.empty())));

    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
    assertThat(refusal.code()).isEqualTo("wallet_closed");
    assertThat(wallet.name()).isEqualTo("Travel");
    assertThat(wallet.version()).isEqualTo(version);
  }

  @Test
  void changes_make_new_versions_and_actions_do_not() {
    Wallet wallet = opened(OwnerType.TEAM);
    long version = wallet.version();
    wallet.freeze();
    wallet.unfreeze();
    assertThat(wallet.version()).isEqualTo(version);

    wallet.change(change(Optional.empty(), Optional.empty()));
    assertThat(wallet.version()).isEqualTo(version + 1);
    wallet.close(EMPTY);
    assertThat(wallet.version()).isEqualTo(version + 1);
  }

  static List<Cell> cells() {
    return ACTIONS.cells();
  }

  /** Actions are the public methods that tell whether they changed anything. */
  private static boolean isAction(Method method) {
    return Modifier.isPublic(method.getModifiers()) && method.getReturnType() == boolean.class;
  }

  private static String outcome(Wallet wallet, String action) {
    String[] words = action.split(" ", -1);
    try {
      boolean changed =
          switch (words[0]) {
            case "freeze" -> wallet.freeze();
            case "unfreeze" -> wallet.unfreeze();
            case "close" ->
                wallet.close(new Balance(Long.parseLong(words[1]), Long.parseLong(words[2])));
            default -> throw new IllegalArgumentException(action);
          };
      return wallet.status() + (changed ? "" : ", unchanged");
    } catch (Refusal refusal) {
      assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
      return refusal.code();
    }
  }

  private static Wallet inStatus(WalletStatus status) {
    Wallet wallet = opened(OwnerType.TEAM);
    switch (status) {
      case ACTIVE -> {}
      case FROZEN -> wallet.freeze();
      case CLOSED -> wallet.close(EMPTY);
    }
    return wallet;
  }

  private static Wallet opened(OwnerType type) {
    OpenWallet command =
        new OpenWallet(
            ID.organizationId(),
            type,
            OWNER,
            "Travel",
            "GBP",
            List.of(),
            Map.of("floor", "7"),
            "request-1");
    return new Wallet(ID, command, NOON);
  }

  private static ChangeWallet change(
      Optional<String> name, Optional<Map<String, String>> metadata) {
    return new ChangeWallet(ID, anyVersion -> {}, name, Optional.empty(), metadata, "request-2");
  }
}
