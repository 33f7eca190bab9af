package io.spendhub.vouchers.people.domain;

import io.spendhub.vouchers.people.ShopId;
import io.spendhub.vouchers.people.ShopView;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A shop that takes vouchers, under a name that no other shop of the organization has. */
@Entity
@Table(schema = "vouchers", name = "shops")
public class Shop {
  @EmbeddedId private ShopId id;
  private String name;

  @JdbcTypeCode(SqlTypes.ARRAY)
  private UUID @Nullable [] accepts;

  @JdbcTypeCode(SqlTypes.JSON)
  private Map<String, String> metadata;

  private Instant createdAt;

  /** Counts what PATCH changed, as entity tags must; its row is locked then. */
  private long version;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate
  protected Shop() {}

  public Shop(
      ShopId id,
      String name,
      Optional<List<UUID>> accepts,
      Map<String, String> metadata,
      Instant now) {
    this.id = id;
    this.name = name;
    this.accepts = array(accepts);
    this.metadata = Map.copyOf(metadata);
    this.createdAt = now;
  }

  public void change(Optional<String> newName, Optional<Map<String, String>> newMetadata) {
    name = newName.orElse(name);
    newMetadata.ifPresent(pairs -> metadata = Map.copyOf(pairs));
    version++;
  }

  /** Takes the vouchers of these campaigns from now on, or of every one. */
  public void accept(Optional<List<UUID>> campaigns) {
    accepts = array(campaigns);
  }

  private static UUID @Nullable [] array(Optional<List<UUID>> campaigns) {
    return campaigns.map(ids -> ids.stream().distinct().toArray(UUID[]::new)).orElse(null);
  }

  public ShopView view() {
    return new ShopView(
        id.id(), name, Optional.ofNullable(accepts).map(List::of), Map.copyOf(metadata), createdAt);
  }

  public long version() {
    return version;
  }
}
