package io.spendhub.identity.domain;

import io.spendhub.identity.IdentityCommand.ChangeUser;
import io.spendhub.identity.IdentityCommand.CreateUser;
import io.spendhub.identity.Owner;
import io.spendhub.identity.OwnerType;
import io.spendhub.identity.UserId;
import io.spendhub.identity.UserStatus;
import io.spendhub.identity.UserView;
import io.spendhub.shared.Refusal;
import io.spendhub.shared.UserRole;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A person in an organization, known by an address that nobody else in it has. */
@Entity
@Table(schema = "identity", name = "users")
public class User {
  @EmbeddedId private UserId id;
  private String email;
  private String name;

  @Enumerated(EnumType.STRING)
  private UserRole role;

  @Enumerated(EnumType.STRING)
  private UserStatus status;

  private Instant createdAt;
  private @Nullable Instant deletedAt;
  @Version private long version;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate
  protected User() {}

  /** 403 {@code role_not_allowed} for a role that may do more than whoever adds the user. */
  public User(UserId id, CreateUser command, Instant now) {
    requireHeld(command.role(), command.held());
    this.id = id;
    this.email = command.email();
    this.name = command.name();
    this.role = command.role();
    this.status = UserStatus.ACTIVE;
    this.createdAt = now;
  }

  /**
   * 403 {@code role_not_allowed} to whoever may do less than the user: with another address,
   * somebody else would be who signs in.
   */
  public void requireChangeableBy(Set<String> held) {
    requireHeld(role, held);
  }

  /** Changes what is present in the command. DELETED is reached by deleting only. */
  public void change(ChangeUser command) {
    requireNotDeleted();
    requireChangeableBy(command.held());
    command.role().ifPresent(given -> requireHeld(given, command.held()));
    if (role == UserRole.MEMBER && !command.email().map(this::hasAddress).orElse(true)) {
      Scopes.requireSightOfOwn(command.held());
    }
    if (command.status().filter(UserStatus.DELETED::equals).isPresent()) {
      throw Refusal.invalidField("/status", "not_allowed", "A user is deleted by DELETE.");
    }
    email = command.email().orElse(email);
    name = command.name().orElse(name);
    role = command.role().orElse(role);
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

  private static void requireHeld(UserRole role, Set<String> held) {
    if (!Scopes.of(role).areIn(held)) {
      throw Refusal.of(
          Refusal.Kind.FORBIDDEN,
          "role_not_allowed",
          "Only who may do all that " + role + " may gives, changes or takes that role.");
    }
  }

  public boolean isActive() {
    return status == UserStatus.ACTIVE;
  }

  public boolean ownsTheOrganization() {
    return role == UserRole.OWNER && isActive();
  }

  public boolean hasAddress(String address) {
    return email.equals(address);
  }

  public Owner asOwner() {
    return new Owner(OwnerType.USER, id.id(), isActive());
  }

  public UserView view() {
    return new UserView(
        id.id(), email, name, role, status, createdAt, Optional.ofNullable(deletedAt));
  }

  public long version() {
    return version;
  }
}
