package io.spendhub.wallets.command;

import io.spendhub.identity.OwnedResources;
import io.spendhub.identity.OwnerType;
import io.spendhub.platform.http.calls.CurrentRequest;
import io.spendhub.wallets.WalletId;
import io.spendhub.wallets.Wallets;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Closes the wallets of a team or a user that is being deleted. */
@ApplicationScoped
@Priority(WalletsOfOwner.PRIORITY)
class WalletsOfOwner implements OwnedResources {
  /** Upper contexts are asked first, and lock the wallets that both touch in one statement. */
  static final int PRIORITY = 100;

  private final Wallets wallets;
  private final WalletService service;
  private final CurrentRequest request;

  WalletsOfOwner(Wallets wallets, WalletService service, CurrentRequest request) {
    this.wallets = wallets;
    this.service = service;
    this.request = request;
  }

  @Override
  public void close(UUID organizationId, OwnerType type, UUID ownerId) {
    for (UUID walletId : wallets.ownedBy(organizationId, type, ownerId)) {
      service.close(new WalletId(organizationId, walletId), request.id());
    }
  }
}
