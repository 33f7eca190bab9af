package io.spendhub.vouchers.people.domain;

import io.spendhub.vouchers.people.HolderId;
import java.util.Optional;

/** The holders of whom organizations say something. */
public interface Holders {
  /** 409 {@code name_taken} if another holder of the organization has exactly this name. */
  void add(Holder holder);

  /** Writes what changed, and refuses as {@link #add} does. */
  void update();

  /** The holder, kept from any other change until the transaction ends. */
  Optional<Holder> lock(HolderId id);
}
