package io.spendhub.wallets.persistence;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.spendhub.wallets.WalletId;
import io.spendhub.wallets.domain.Wallet;
import io.spendhub.wallets.domain.WalletRegister;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

@ApplicationScoped
class PanacheWallets implements WalletRegister, PanacheRepositoryBase<Wallet, WalletId> {
  @Override
  public void add(Wallet wallet) {
    persistAndFlush(wallet);
  }

  @Override
  public Optional<Wallet> get(WalletId id) {
    return findByIdOptional(id);
  }
}
