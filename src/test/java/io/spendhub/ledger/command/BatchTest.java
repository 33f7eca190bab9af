package io.spendhub.ledger.command;

import static io.spendhub.testing.api.Cash.gbp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.spendhub.authorizations.AuthorizationCommand.AskedVoucher;
import io.spendhub.authorizations.AuthorizationCommand.Authorize;
import io.spendhub.authorizations.AuthorizationCommand.ForcePost;
import io.spendhub.authorizations.AuthorizationCommand.Note;
import io.spendhub.authorizations.AuthorizationCommand.Operate;
import io.spendhub.authorizations.AuthorizationCommand.Purchase;
import io.spendhub.authorizations.AuthorizationCommand.RefundUnlinked;
import io.spendhub.authorizations.OperationKind;
import io.spendhub.ledger.MoneyCommand;
import io.spendhub.ledger.MoneyEngine;
import io.spendhub.ledger.MoneyEngine.Submission;
import io.spendhub.platform.idempotency.IdempotencyKey;
import io.spendhub.platform.idempotency.Outcome;
import io.spendhub.platform.idempotency.Outcome.Done;
import io.spendhub.platform.idempotency.Outcome.Failed;
import io.spendhub.platform.idempotency.Outcome.Refused;
import io.spendhub.shared.Merchant;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Amounts;
import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Balance;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Limit;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Voucher;
import io.spendhub.testing.api.Wallet;
import io.spendhub.vouchers.Order;
import io.spendhub.vouchers.VoucherPlace;
import io.spendhub.vouchers.VoucherUse;
import io.spendhub.vouchers.redemptions.VoucherCommand.Redeem;
import io.spendhub.wallets.WalletMoneyCommand.TopUp;
import io.spendhub.wallets.WalletMoneyCommand.TransferMoney;
import io.spendhub.wallets.WalletMoneyCommand.Withdraw;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many commands in one transaction; the ledger proves itself after each test. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class BatchTest {
  private static final Merchant SHOP =
      new Merchant("Corner Shop", Optional.empty(), Optional.empty(), Optional.empty());
  private static final Note NO_NOTE =
      new Note(Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

  @Inject MoneyEngine engine;

  private Spending acme;
  private Wallet wallet;
  private Wallet other;
  private Card card;

  @BeforeEach
  void openTwoWallets() {
    acme = Spending.inANewOrganization();
    wallet = acme.walletWith(gbp(1_000));
    other = acme.walletWith(gbp(1_000));
    card = wallet.card(Limit.of("LIFETIME", 500));
  }

  @AfterEach
  void proveTheLedger() {
    acme.proveLedger();
  }

  @Test
  void commands_of_every_kind_on_several_wallets_are_one_commit() {
    Authorization held = card.authorize(100);
    long before = commits();

    List<Outcome<String>> replies =
        run(
            topUp(wallet, 10),
            new Withdraw(id(other), 20, "GBP", Optional.empty()),
            new TransferMoney(id(wallet), id(other), 30, "GBP", Optional.empty()),
            authorize(40),
            new ForcePost(purchase(50), NO_NOTE),
            new RefundUnlinked(purchase(60), NO_NOTE),
            operate(held, OperationKind.CLEARING, 70),
            operate(held, OperationKind.REVERSAL, 10),
            operate(held, OperationKind.REFUND, 5));

    assertThat(replies).hasSize(9).allSatisfy(reply -> assertThat(body(reply)).isNotEmpty());
    assertThat(commits()).isEqualTo(before + 1);
    assertThat(wallet.balance()).isEqualTo(new Balance(925, 60, 865));
    assertThat(other.balance().posted()).isEqualTo(1_010);
    assertThat(held.now().amounts()).isEqualTo(new Amounts(100, 20, 70, 5, 10, 0));
  }

  @Test
  void replies_come_in_the_order_of_the_commands() {
    List<Outcome<String>> replies =
        run(
            IntStream.rangeClosed(1, 50)
                .mapToObj(amount -> topUp(amount % 2 == 0 ? wallet : other, amount))
                .toArray(MoneyCommand[]::new));

    assertThat(replies)
        .extracting(reply -> json(reply).getInt("amount"))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 50).boxed().toList());
  }

  @Test
  void each_command_finds_the_money_as_the_one_before_left_it() {
    Withdraw all = new Withdraw(id(wallet), 1_000, "GBP", Optional.empty());

    List<Outcome<String>> replies = run(all, all, topUp(wallet, 1_000), all, authorize(1));

    assertThat(refusal(replies.get(1))).isEqualTo("insufficient_funds");
    assertThat(json(replies.get(3)).getLong("balance.posted")).isZero();
    assertThat(json(replies.get(4)).getString("declineCode")).isEqualTo("insufficient_funds");
    assertThat(wallet.balance().posted()).isZero();
  }

  @Test
  void each_purchase_finds_the_limits_as_the_one_before_left_them() {
    List<Outcome<String>> replies =
        run(authorize(300), authorize(201), authorize(200), authorize(1));

    assertThat(replies)
        .extracting(reply -> json(reply).getString("decision"))
        .containsExactly("APPROVED", "DECLINED", "APPROVED", "DECLINED");
    assertThat(wallet.balance().held()).isEqualTo(500);
  }

  @Test
  void each_operation_finds_the_authorization_as_the_one_before_left_it() {
    Authorization held = card.authorize(100);
    Operate half = operate(held, OperationKind.CLEARING, 50);
    Operate reversal = operate(held, OperationKind.REVERSAL, 1);

    List<Outcome<String>> replies = run(half, half, reversal, half);

    assertThat(json(replies.get(0)).getString("status")).isEqualTo("PARTIALLY_CLEARED");
    assertThat(json(replies.get(1)).getString("status")).isEqualTo("CLEARED");
    assertThat(refusal(replies.get(2))).isEqualTo("amount_exceeds_hold");
    assertThat(json(replies.get(3)).getBoolean("operation.late")).isTrue();
    assertThat(json(replies.get(3)).getList("operations")).hasSize(3);
    assertThat(held.now().amounts()).isEqualTo(new Amounts(100, 0, 150, 0, 0, 50));
  }

  @Test
  void a_key_that_comes_twice_in_a_batch_has_one_effect() {
    Submission first = submission("one", topUp(wallet, 5));
    Submission between = submission("two", topUp(wallet, 7));

    List<Outcome<String>> replies =
        engine.execute(acme.organizationId(), List.of(first, between, first, first));

    assertThat(replies)
        .extracting(reply -> reply.isReplayed())
        .containsExactly(false, false, true, true);
    assertThat(body(replies.get(2))).isEqualTo(body(replies.get(0)));
    assertThat(wallet.balance().posted()).isEqualTo(1_012);
  }

  @Test
  void a_key_that_stands_for_two_requests_in_a_batch_has_the_effect_of_the_first() {
    Submission first = submission("one", topUp(wallet, 5));
    Submission second = submission("one", topUp(wallet, 6));

    List<Outcome<String>> replies = engine.execute(acme.organizationId(), List.of(first, second));

    assertThat(replies.get(0).isReplayed()).isFalse();
    assertThat(refusal(replies.get(1))).isEqualTo("idempotency_key_reused");
    assertThat(wallet.balance().posted()).isEqualTo(1_005);
  }

  @Test
  void a_key_of_a_refused_command_is_free_for_the_next() {
    Submission tooMuch = submission("one", topUp(wallet, Long.MAX_VALUE));
    Submission enough = submission("one", topUp(wallet, 1));

    List<Outcome<String>> replies = engine.execute(acme.organizationId(), List.of(tooMuch, enough));

    assertThat(refusal(replies.get(0))).isEqualTo("amount_out_of_range");
    assertThat(json(replies.get(1)).getLong("balance.posted")).isEqualTo(1_001);
  }

  @Test
  void a_batch_that_is_repeated_is_answered_again() {
    List<Submission> batch =
        List.of(submission("one", topUp(wallet, 5)), submission("two", authorize(9_999)));
    List<Outcome<String>> first = engine.execute(acme.organizationId(), batch);
    Map<String, String> before = Stored.everythingOf(acme.organizationId());

    List<Outcome<String>> again = engine.execute(acme.organizationId(), batch);

    assertThat(again).extracting(reply -> reply.isReplayed()).containsOnly(true);
    assertThat(again)
        .extracting(reply -> body(reply))
        .isEqualTo(first.stream().map(reply -> body(reply)).toList());
    assertThat(Stored.everythingOf(acme.organizationId())).isEqualTo(before);
  }

  @Test
  void a_refused_command_in_the_middle_leaves_the_others_intact() {
    long before = commits();

    List<Outcome<String>> replies =
        run(
            topUp(wallet, 1),
            new Withdraw(id(wallet), 5_000, "GBP", Optional.empty()),
            new TopUp(id(wallet), 1, "USD", Optional.empty()),
            topUp(wallet, 2));

    assertThat(refusal(replies.get(1))).isEqualTo("insufficient_funds");
    assertThat(refusal(replies.get(2))).isEqualTo("currency_mismatch");
    assertThat(json(replies.get(0)).getLong("balance.posted")).isEqualTo(1_001);
    assertThat(json(replies.get(3)).getLong("balance.posted")).isEqualTo(1_003);
    assertThat(commits()).isEqualTo(before + 1);
  }

  @Test
  void a_batch_of_refused_commands_leaves_nothing() {
    Map<String, String> before = Stored.everythingOf(acme.organizationId());
    Withdraw tooMuch = new Withdraw(id(wallet), 5_000, "GBP", Optional.empty());

    assertThat(run(tooMuch, tooMuch)).extracting(BatchTest::refusal).hasSize(2);

    assertThat(Stored.everythingOf(acme.organizationId())).isEqualTo(before);
  }

  /** The clearing takes its hold, and only then finds that no account can count its excess. */
  @Test
  void a_command_that_overflows_after_its_first_transfer_does_not_tear_the_batch() {
    Wallet rich = acme.walletWith(gbp(Long.MAX_VALUE));
    Card rare = rich.card();
    Authorization held = rare.authorize(100);
    rare.forcePost(Long.MAX_VALUE - 150);

    List<Outcome<String>> replies =
        run(
            topUp(other, 5),
            topUp(wallet, 6),
            operateOn(rich, held, OperationKind.CLEARING, 200),
            topUp(other, 7),
            operateOn(rich, held, OperationKind.REVERSAL, 40));

    assertThat(refusal(replies.get(2))).isEqualTo("amount_out_of_range");
    assertThat(json(replies.get(3)).getLong("balance.posted")).isEqualTo(1_012);
    assertThat(wallet.balance().posted()).isEqualTo(1_006);
    assertThat(held.now().amounts()).isEqualTo(new Amounts(100, 60, 0, 0, 40, 0));
    assertThat(held.now().answer().getList("operations")).hasSize(1);
    assertThat(rich.balance()).isEqualTo(new Balance(150, 60, 90));
  }

  /** Each context keeps vouchers in a book of its own while it decides. */
  @Test
  void a_voucher_that_two_contexts_ask_for_in_one_batch_is_used_once() {
    Campaign once = Campaign.active(acme, Campaign.limited(Campaign.off(10), "perVoucher", 1));
    Voucher voucher = once.voucher();
    VoucherPlace place = new VoucherPlace(once.uuid(), voucher.uuid());
    VoucherUse use =
        new VoucherUse(
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Order(Optional.empty(), 100, "GBP", List.of(), Map.of())),
            OptionalLong.empty(),
            Map.of());
    Redeem redeem = new Redeem(Optional.of(place), use, Optional.empty(), Optional.empty());
    Authorize buy =
        new Authorize(
            purchase(100), false, Optional.of(new AskedVoucher(Optional.of(place))), NO_NOTE);

    List<Outcome<String>> outcomes = run(topUp(wallet, 1), redeem, buy, redeem, authorize(7));

    assertThat(json(outcomes.get(1)).getString("status")).isEqualTo("SUCCEEDED");
    assertThat(json(outcomes.get(2)).getString("declineCode")).isEqualTo("voucher_refused");
    assertThat(outcomes.get(3)).isInstanceOf(Failed.class);
    assertThat(json(outcomes.get(4)).getString("decision")).isEqualTo("APPROVED");
    assertThat(voucher.now().getInt("redemptions")).isEqualTo(1);
  }

  private List<Outcome<String>> run(MoneyCommand... commands) {
    return engine.execute(
        acme.organizationId(),
        Stream.of(commands)
            .map(command -> submission(UUID.randomUUID().toString(), command))
            .toList());
  }

  private static Submission submission(String key, MoneyCommand command) {
    return new Submission(
        List.of(IdempotencyKey.of(key, command.toString())), "/v1/tests", "test-request", command);
  }

  private static TopUp topUp(Wallet wallet, long amount) {
    return new TopUp(id(wallet), amount, "GBP", Optional.empty());
  }

  private Authorize authorize(long amount) {
    return new Authorize(purchase(amount), false, Optional.empty(), NO_NOTE);
  }

  private Purchase purchase(long amount) {
    return new Purchase(UUID.fromString(card.id()), id(wallet), amount, "GBP", SHOP);
  }

  private Operate operate(Authorization on, OperationKind kind, long amount) {
    return operateOn(wallet, on, kind, amount);
  }

  private static Operate operateOn(
      Wallet wallet, Authorization on, OperationKind kind, long amount) {
    return new Operate(
        UUID.fromString(on.id()), id(wallet), Optional.empty(), kind, amount, false, NO_NOTE);
  }

  private static UUID id(Wallet wallet) {
    return UUID.fromString(wallet.id());
  }

  private static Done<?> done(Outcome<String> outcome) {
    return assertThat(outcome).asInstanceOf(type(Done.class)).actual();
  }

  private static String body(Outcome<String> outcome) {
    return (String) done(outcome).body();
  }

  private static JsonPath json(Outcome<String> outcome) {
    return new JsonPath(body(outcome));
  }

  private static String refusal(Outcome<String> outcome) {
    return assertThat(outcome).asInstanceOf(type(Refused.class)).actual().refusal().code();
  }

  private long commits() {
    return Stored.number(
        "select count(*) from ledger.commits where organization_id = ?", acme.organizationId());
  }
}
