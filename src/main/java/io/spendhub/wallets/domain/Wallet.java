package io.spendhub.wallets.domain;

import io.spendhub.identity.OwnerType;
import io.spendhub.ledger.Balance;
import io.spendhub.shared.Refusal;
import io.spendhub.wallets.WalletCommand.ChangeWallet;
import io.spendhub.wallets.WalletCommand.OpenWallet;
import io.spendhub.wallets.WalletId;
import io.spendhub.wallets.WalletStatus;
import io.spendhub.wallets.WalletView.OwnerView;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A pot of one currency that a team or a user owns. Its money is on the ledger, not here. */
@Entity
@Table(schema = "wallets", name = "wallets")
public class Wallet {
  @EmbeddedId private WalletId id;
  private @Nullable UUID ownerTeamId;
  private @Nullable UUID ownerUserId;
  private String name;
  private String currency;

  @Enumerated(EnumType.STRING)
  private WalletStatus status;

  @JdbcTypeCode(SqlTypes.JSON)
  private Map<String, String> metadata;

  private Instant createdAt;

  /**
   * Counts what PATCH changed and nothing else, as entity tags must. Writers do not race: all of
   * them hold the lock of the wallet's ledger account.
   */
  private long version;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate
  protected Wallet() {}

  public Wallet(WalletId id, OpenWallet command, Instant now) {
    this.id = id;
    this.ownerTeamId = command.ownerType() == OwnerType.TEAM ? command.ownerId() : null;
    this.ownerUserId = command.ownerType() == OwnerType.USER ? command.ownerId() : null;
    this.name = command.name();
    this.currency = command.currency();
    this.status = WalletStatus.ACTIVE;
    this.metadata = Map.copyOf(command.metadata());
    this.createdAt = now;
  }

  /**
   * Stops the owner from taking money out, and cards from spending; money may still come in.
   *
   * @return whether anything changed
   * @throws Refusal 409 {@code wallet_closed}
   */
  public boolean freeze() {
    return change(WalletStatus.FROZEN);
  }

  /**
   * Lets a frozen wallet be used again.
   *
   * @return whether anything changed
   * @throws Refusal 409 {@code wallet_closed}
   */
  public boolean unfreeze() {
    return change(WalletStatus.ACTIVE);
  }

  /**
   * Ends the wallet for good.
   *
   * @return whether anything changed
   * @throws Refusal 409 {@code wallet_not_empty} while anything is posted or held
   */
  public boolean close(Balance balance) {
    if (status == WalletStatus.CLOSED) {
      return false;
    }
    if (balance.posted() != 0 || balance.held() != 0) {
      throw Refusal.conflict(
          "wallet_not_empty", "A wallet closes when nothing is posted and nothing is held.");
    }
    status = WalletStatus.CLOSED;
    return true;
  }

  /**
   * Changes what PATCH may change, but for the limits, which stand elsewhere.
   *
   * @throws Refusal 409 {@code wallet_closed}
   */
  public void change(ChangeWallet command) {
    if (status == WalletStatus.CLOSED) {
      throw closed();
    }
    name = command.name().orElse(name);
    command.metadata().ifPresent(pairs -> metadata = Map.copyOf(pairs));
    version++;
  }

  private static Refusal closed() {
    return Refusal.conflict("wallet_closed", "The wallet is closed for good.");
  }

  private boolean change(WalletStatus to) {
    if (status == WalletStatus.CLOSED) {
      throw closed();
    }
    boolean changes = status != to;
    status = to;
    return changes;
  }

  public WalletId id() {
    return id;
  }

  public OwnerView owner() {
    return ownerTeamId != null
        ? new OwnerView(OwnerType.TEAM, ownerTeamId)
        : new OwnerView(OwnerType.USER, java.util.Objects.requireNonNull(ownerUserId));
  }

  public String name() {
    return name;
  }

  public String currency() {
    return currency;
  }

  public WalletStatus status() {
    return status;
  }

  public Map<String, String> metadata() {
    return Map.copyOf(metadata);
  }

  public long version() {
    return version;
  }

  public Instant createdAt() {
    return createdAt;
  }
}
