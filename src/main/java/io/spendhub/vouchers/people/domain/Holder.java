package io.spendhub.vouchers.people.domain;

import io.spendhub.vouchers.people.HolderId;
import io.spendhub.vouchers.people.HolderStatus;
import io.spendhub.vouchers.people.HolderView;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Somebody who holds vouchers, under a name that no other holder of the organization has. */
@Entity
@Table(schema = "vouchers", name = "holders")
public class Holder {
  @EmbeddedId private HolderId id;
  private String name;

  @Enumerated(EnumType.STRING)
  private HolderStatus status;

  @JdbcTypeCode(SqlTypes.JSON)
  private Map<String, String> metadata;

  private Instant createdAt;

  /** Counts what PATCH changed and nothing else, as entity tags must; its row is locked then. */
  private long version;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate
  protected Holder() {}

  public Holder(HolderId id, String name, Map<String, String> metadata, Instant now) {
    this.id = id;
    this.name = name;
    this.status = HolderStatus.ACTIVE;
    this.metadata = Map.copyOf(metadata);
    this.createdAt = now;
  }

  public void change(Optional<String> newName, Optional<Map<String, String>> newMetadata) {
    name = newName.orElse(name);
    newMetadata.ifPresent(pairs -> metadata = Map.copyOf(pairs));
    version++;
  }

  /**
   * Blocks a holder, or lets them use vouchers again.
   *
   * @return whether anything changed
   */
  public boolean become(HolderStatus to) {
    boolean changes = status != to;
    status = to;
    return changes;
  }

  public HolderView view() {
    return new HolderView(id.id(), name, status, Map.copyOf(metadata), createdAt);
  }

  public long version() {
    return version;
  }
}
