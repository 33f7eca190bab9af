package io.spendhub.vouchers.people.command;

import io.spendhub.ledger.Journal;
import io.spendhub.ledger.Journals;
import io.spendhub.platform.audit.Change;
import io.spendhub.platform.audit.CurrentOrigin;
import io.spendhub.platform.events.Event;
import io.spendhub.platform.sql.Versioned;
import io.spendhub.shared.Ids;
import io.spendhub.shared.Refusal;
import io.spendhub.vouchers.campaigns.domain.CampaignStandings;
import io.spendhub.vouchers.people.PeopleCommand.ChangeShop;
import io.spendhub.vouchers.people.ShopId;
import io.spendhub.vouchers.people.ShopView;
import io.spendhub.vouchers.people.domain.Shop;
import io.spendhub.vouchers.people.domain.Shops;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Says which shops there are and what they take. As long as an organization has none, every name
 * passes; from the first one on, only those that are known.
 */
@ApplicationScoped
@Transactional
public class ShopService {
  private final Shops shops;
  private final CampaignStandings standings;
  private final Journals journals;
  private final CurrentOrigin origin;
  private final Clock clock;

  ShopService(
      Shops shops,
      CampaignStandings standings,
      Journals journals,
      CurrentOrigin origin,
      Clock clock) {
    this.shops = shops;
    this.standings = standings;
    this.journals = journals;
    this.origin = origin;
    this.clock = clock;
  }

  /**
   * A shop that is to be made.
   *
   * @param accepts campaigns; all of them unless given
   */
  public record NewShop(
      UUID organizationId,
      String name,
      Optional<List<UUID>> accepts,
      Map<String, String> metadata,
      String requestId) {}

  /** 404 {@code campaign_not_found}, 409 {@code name_taken}. */
  public ShopView create(NewShop command) {
    UUID organizationId = command.organizationId();
    requireCampaigns(organizationId, command.accepts());
    ShopId id = new ShopId(organizationId, Ids.next());
    Shop shop =
        new Shop(id, command.name(), command.accepts(), command.metadata(), clock.instant());
    shops.add(shop);
    raiseChanged(id, command.requestId(), Optional.empty(), shop);
    return shop.view();
  }

  /**
   * 404 {@code shop_not_found} and {@code campaign_not_found}, 409 {@code name_taken}, 412 and 428
   * for the version.
   */
  public Versioned<ShopView> change(ChangeShop command) {
    Shop shop = locked(command.id());
    command.expected().require(shop.version());
    ShopView before = shop.view();
    shop.change(command.name(), command.metadata());
    if (command.changesAccepts()) {
      requireCampaigns(command.id().organizationId(), command.accepts());
      shop.accept(command.accepts());
    }
    shops.update();
    raiseChanged(command.id(), command.requestId(), Optional.of(before), shop);
    return new Versioned<>(shop.view(), shop.version());
  }

  /** 404 {@code shop_not_found}. */
  public void delete(ShopId id, String requestId) {
    Shop shop = locked(id);
    shops.remove(shop);
    Event event = new Event("voucher.shop_deleted", id.id(), requestId, shop.view());
    Journal journal = journals.open(id.organizationId(), List.of());
    journal.change(event, Change.told(event, Optional.of(shop.view()), origin.get()).ended());
    journal.write();
  }

  private void requireCampaigns(UUID organizationId, Optional<List<UUID>> accepts) {
    Set<UUID> wanted = Set.copyOf(accepts.orElse(List.of()));
    if (!standings.campaigns(organizationId, wanted).get().keySet().containsAll(wanted)) {
      throw Refusal.notFound("campaign");
    }
  }

  private void raiseChanged(ShopId id, String requestId, Optional<ShopView> before, Shop shop) {
    Journal journal = journals.open(id.organizationId(), List.of());
    journal.change(new Event("voucher.shop_changed", id.id(), requestId, shop.view()), before);
    journal.write();
  }

  private Shop locked(ShopId id) {
    return shops.lock(id).orElseThrow(() -> Refusal.notFound("shop"));
  }
}
