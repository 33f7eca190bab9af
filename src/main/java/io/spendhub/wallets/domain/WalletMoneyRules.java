package io.spendhub.wallets.domain;

import io.spendhub.ledger.Balance;
import io.spendhub.shared.Refusal;
import io.spendhub.wallets.WalletState;
import io.spendhub.wallets.WalletStatus;

/**
 * What the owner of a wallet may do with its money. A closed wallet stays open for what brings it
 * to zero: a late clearing may have left it below, a late refund above.
 */
public final class WalletMoneyRules {
  private WalletMoneyRules() {}

  /**
   * Whether money may come in.
   *
   * @param amount minor units
   * @throws Refusal 422 {@code currency_mismatch}, 409 {@code wallet_closed}
   */
  public static void checkIncoming(
      WalletState wallet, Balance balance, long amount, String currency) {
    checkCurrency(wallet, currency);
    if (wallet.status() == WalletStatus.CLOSED && balance.posted() > -amount) {
      throw closed();
    }
  }

  /**
   * Whether the owner may take money out.
   *
   * @param amount minor units
   * @throws Refusal 422 {@code currency_mismatch}, 409 {@code wallet_closed}, 409 {@code
   *     wallet_frozen}, 422 {@code insufficient_funds}
   */
  public static void checkOutgoing(
      WalletState wallet, Balance balance, long amount, String currency) {
    checkCurrency(wallet, currency);
    if (wallet.status() == WalletStatus.CLOSED && balance.posted() < amount) {
      throw closed();
    }
    if (wallet.status() == WalletStatus.FROZEN) {
      throw Refusal.conflict("wallet_frozen", "The wallet is frozen.");
    }
    if (balance.available() < amount) {
      throw Refusal.unprocessable(
          "insufficient_funds",
          "The wallet has %d available, which is less than %d."
              .formatted(balance.available(), amount));
    }
  }

  /**
   * Whether a wallet may take part in transfers at all: a closed one moves towards zero by top-ups
   * and withdrawals only.
   *
   * @throws Refusal 409 {@code wallet_closed}
   */
  public static void checkTransfers(WalletState wallet) {
    if (wallet.status() == WalletStatus.CLOSED) {
      throw closed();
    }
  }

  private static void checkCurrency(WalletState wallet, String currency) {
    if (!wallet.currency().equals(currency)) {
      throw Refusal.unprocessable(
          "currency_mismatch", "The wallet's currency is " + wallet.currency() + ".");
    }
  }

  private static Refusal closed() {
    return Refusal.conflict(
        "wallet_closed", "The wallet is closed; only what brings it to zero may move.");
  }
}
