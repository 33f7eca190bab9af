package io.spendhub.wallets;

import io.spendhub.identity.OwnerType;
import io.spendhub.ledger.Balance;
import io.spendhub.limits.LimitSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A wallet as the API shows it. */
public record WalletView(
    UUID id,
    OwnerView owner,
    String name,
    String currency,
    WalletStatus status,
    BalanceView balance,
    List<LimitSpec> limits,
    Map<String, String> metadata,
    Instant createdAt) {

  /** Exactly one owner. */
  public record OwnerView(OwnerType type, UUID id) {}

  /**
   * Minor units of the wallet's currency.
   *
   * @param available posted less held
   */
  public record BalanceView(long posted, long held, long available) {
    public static BalanceView of(Balance balance) {
      return new BalanceView(balance.posted(), balance.held(), balance.available());
    }
  }
}
