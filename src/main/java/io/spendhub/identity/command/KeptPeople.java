package io.spendhub.identity.command;

import io.spendhub.identity.domain.Memberships;
import io.spendhub.identity.domain.Scopes;
import io.spendhub.identity.domain.Subjects;
import io.spendhub.identity.domain.Subjects.Member;
import io.spendhub.identity.domain.Subjects.Subject;
import io.spendhub.platform.security.Caller;
import io.spendhub.platform.security.Caller.Person;
import io.spendhub.platform.security.people.KnownPeople;
import io.spendhub.platform.security.people.PersonLookup;
import io.spendhub.shared.Refusal;
import io.spendhub.shared.UserRole;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Tells the platform's security which user a person is who signs in. */
@ApplicationScoped
class KeptPeople implements PersonLookup {
  private static final Logger LOG = Logger.getLogger(KeptPeople.class);

  private final Subjects subjects;
  private final Memberships memberships;
  private final Clock clock;

  KeptPeople(Subjects subjects, Memberships memberships, Clock clock) {
    this.subjects = subjects;
    this.memberships = memberships;
    this.clock = clock;
  }

  @Override
  @Transactional
  public Caller find(SignIn signIn) {
    Subject subject = new Subject(signIn.issuer(), signIn.subject());
    Member member = member(signIn, subject);
    requireSame(member, subject);
    return caller(member);
  }

  void changed(
      @Observes(during = TransactionPhase.AFTER_SUCCESS) PeopleChanged event, KnownPeople known) {
    known.forget(event.organizationId());
  }

  private Member member(SignIn signIn, Subject subject) {
    List<Member> members = members(signIn, subject);
    if (members.isEmpty()) {
      LOG.infof(
          "Nobody signs in as %s of %s: no active user%s has the email of that account",
          signIn.subject(),
          signIn.issuer(),
          signIn.organizationId().map(id -> " of organization " + id).orElse(""));
      throw Refusal.of(
          Refusal.Kind.FORBIDDEN,
          "no_such_member",
          "No active user"
              + (signIn.organizationId().isPresent() ? " of the organization" : "")
              + " has the email of the access token.");
    }
    if (members.size() > 1) {
      throw Refusal.of(
          Refusal.Kind.INVALID,
          "organization_required",
          "You are in several organizations: name one by its id in the header"
              + " SpendHub-Organization.");
    }
    return members.getFirst();
  }

  /**
   * Any organization may have a user with anybody's address: that is nothing to whoever signs in
   * where they did before.
   */
  private List<Member> members(SignIn signIn, Subject subject) {
    List<Member> members = subjects.activeWith(signIn.email(), signIn.organizationId());
    List<Member> bound = members.size() > 1 ? subjects.boundTo(subject, signIn.email()) : List.of();
    return bound.isEmpty() ? members : bound;
  }

  /** The first to sign in as a user is the only one from then on. */
  private void requireSame(Member member, Subject subject) {
    if (subjects.of(member.id()).isEmpty()
        && subjects.bind(member.id(), subject, clock.instant())) {
      LOG.infof(
          "User %s of organization %s signs in for the first time, as %s of %s",
          member.id().id(), member.id().organizationId(), subject.id(), subject.issuer());
    }
    if (!subjects.of(member.id()).filter(subject::equals).isPresent()) {
      LOG.infof(
          "User %s of organization %s does not sign in as %s of %s: another account did before",
          member.id().id(), member.id().organizationId(), subject.id(), subject.issuer());
      throw Refusal.of(
          Refusal.Kind.FORBIDDEN,
          "subject_mismatch",
          "Another account signed in as this user before.");
    }
  }

  private Caller caller(Member member) {
    UserRole role = member.role();
    Set<String> scopes = new HashSet<>(Scopes.of(role).names());
    Set.of(UserRole.Scope.OWN_ORGANIZATION, UserRole.Scope.OWN).stream()
        .filter(role::may)
        .forEach(scopes::add);
    Set<UUID> adminOf =
        scopes.contains(UserRole.Scope.OWN) ? memberships.teamsOfAdmin(member.id()) : Set.of();
    return new Caller(
        member.id().organizationId(),
        member.id().id(),
        Set.copyOf(scopes),
        new Person(member.name(), role, adminOf));
  }
}
