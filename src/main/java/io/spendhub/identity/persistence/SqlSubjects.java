package io.spendhub.identity.persistence;

import io.spendhub.identity.UserId;
import io.spendhub.identity.domain.Subjects;
import io.spendhub.platform.sql.Primary;
import io.spendhub.platform.sql.Row;
import io.spendhub.shared.UserRole;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class SqlSubjects implements Subjects {
  /** As the indexes have it: what is one letter in two cases must not be up to the database. */
  private static final String ACTIVE_WITH =
      """
      select organization_id, id, name, role from identity.users
      where lower(email collate "und-x-icu") collate "C" = lower(? collate "und-x-icu") collate "C"
        and status = 'ACTIVE'
      """;

  private static final String BOUND =
      """
        and exists (select 1 from identity.subjects bound
          where bound.organization_id = users.organization_id and bound.id = users.id
            and bound.issuer = ? and bound.subject = ?)
      """;

  private static final String BIND =
      """
      insert into identity.subjects (organization_id, id, issuer, subject, bound_at)
      values (?, ?, ?, ?, ?) on conflict do nothing
      """;

  private static final String OF_USER = "where organization_id = ? and id = ?";

  private final Primary primary;

  SqlSubjects(Primary primary) {
    this.primary = primary;
  }

  @Override
  public List<Member> activeWith(String email, Optional<UUID> organizationId) {
    return organizationId
        .map(
            named ->
                primary.list(
                    ACTIVE_WITH + "and organization_id = ?", SqlSubjects::member, email, named))
        .orElseGet(() -> primary.list(ACTIVE_WITH, SqlSubjects::member, email));
  }

  @Override
  public List<Member> boundTo(Subject subject, String email) {
    return primary.list(
        ACTIVE_WITH + BOUND, SqlSubjects::member, email, subject.issuer(), subject.id());
  }

  @Override
  public boolean bind(UserId user, Subject subject, Instant now) {
    return primary.change(
            BIND, user.organizationId(), user.id(), subject.issuer(), subject.id(), now)
        > 0;
  }

  @Override
  public Optional<Subject> of(UserId user) {
    return primary.first(
        "select issuer, subject from identity.subjects " + OF_USER,
        row -> new Subject(row.text("issuer"), row.text("subject")),
        user.organizationId(),
        user.id());
  }

  @Override
  public void forget(UserId user) {
    primary.change("delete from identity.subjects " + OF_USER, user.organizationId(), user.id());
  }

  private static Member member(Row row) {
    return new Member(
        new UserId(row.uuid("organization_id"), row.uuid("id")),
        row.text("name"),
        row.constant("role", UserRole.class));
  }
}
