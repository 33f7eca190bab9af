package io.spendhub.vouchers.people.domain;

import io.spendhub.vouchers.people.ShopId;
import java.util.Optional;

/** The shops of organizations. */
public interface Shops {
  /** 409 {@code name_taken} if another shop of the organization has exactly this name. */
  void add(Shop shop);

  /** Writes what changed, and refuses as {@link #add} does. */
  void update();

  /** The shop, kept from any other change until the transaction ends. */
  Optional<Shop> lock(ShopId id);

  /** Its name is free again. */
  void remove(Shop shop);
}
