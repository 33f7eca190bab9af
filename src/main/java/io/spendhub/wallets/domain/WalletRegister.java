package io.spendhub.wallets.domain;

import io.spendhub.wallets.WalletId;
import java.util.Optional;

/** All wallets, as entities. */
public interface WalletRegister {
  void add(Wallet wallet);

  Optional<Wallet> get(WalletId id);
}
