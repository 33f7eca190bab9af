package io.spendhub.vouchers.people.persistence;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.spendhub.vouchers.people.ShopId;
import io.spendhub.vouchers.people.domain.Shop;
import io.spendhub.vouchers.people.domain.Shops;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;

@ApplicationScoped
class PanacheShops implements Shops, PanacheRepositoryBase<Shop, ShopId> {
  @Override
  public void add(Shop shop) {
    persist(shop);
    update();
  }

  @Override
  public void update() {
    UniqueName.write(this::flush, "shops_name_once");
  }

  @Override
  public Optional<Shop> lock(ShopId id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }

  @Override
  public void remove(Shop shop) {
    delete(shop);
  }
}
