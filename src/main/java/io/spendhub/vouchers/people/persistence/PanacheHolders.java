package io.spendhub.vouchers.people.persistence;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.spendhub.vouchers.people.HolderId;
import io.spendhub.vouchers.people.domain.Holder;
import io.spendhub.vouchers.people.domain.Holders;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;

@ApplicationScoped
class PanacheHolders implements Holders, PanacheRepositoryBase<Holder, HolderId> {
  @Override
  public void add(Holder holder) {
    persist(holder);
    update();
  }

  @Override
  public void update() {
    UniqueName.write(this::flush, "holders_name_once");
  }

  @Override
  public Optional<Holder> lock(HolderId id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }
}
