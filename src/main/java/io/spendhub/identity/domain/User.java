package io.spendhub.identity.domain;

import io.spendhub.identity.IdentityCommand.ChangeUser;
import io.spendhub.identity.Owner;
import io.spendhub.identity.OwnerType;
import io.spendhub.identity.UserId;
import io.spendhub.identity.UserStatus;
import io.spendhub.identity.UserView;
import io.spendhub.shared.Refusal;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A person in an organization, known by an address that nobody else in it has. */
@Entity
@Table(schema = "identity", name = "users")
public class User {
  @EmbeddedId private UserId id;
  private String email;
  private String name;

  @Enumerated(EnumType.STRING)
  private UserStatus status;

  private Instant createdAt;
  private @Nullable Instant deletedAt;
  @Version private long version;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate
  protected User() {}

  public User(UserId id, String email, String name, Instant now) {
    this.id = id;
    this.email = email;
    this.name = name;
    this.status = UserStatus.ACTIVE;
    this.createdAt = now;
  }

  /** Changes what is present in the command. DELETED is reached by deleting only. */
  public void change(ChangeUser command) {
    requireNotDeleted();
    if (command.status().filter(UserStatus.DELETED::equals).isPresent()) {
      throw Refusal.invalidField("/status", "not_allowed", "A user is deleted by DELETE.");
    }
    email = command.email().orElse(email);
    name = command.name().orElse(name);
    status = command.status().orElse(status);
  }

  /** Final; the address is free again. */
  public void delete(Instant now) {
    status = UserStatus.DELETED;
    deletedAt = now;
  }

  public boolean isDeleted() {
    return status == UserStatus.DELETED;
  }

  /** 409 {@code user_deleted}: nothing may be given to, or changed on, a deleted user. */
  public void requireNotDeleted() {
    if (isDeleted()) {
      throw Refusal.conflict("user_deleted", "The user is deleted.");
    }
  }

  public Owner asOwner() {
    return new Owner(OwnerType.USER, id.id(), status == UserStatus.ACTIVE);
  }

  public UserView view() {
    return new UserView(id.id(), email, name, status, createdAt, Optional.ofNullable(deletedAt));
  }

  public long version() {
    return version;
  }
}
