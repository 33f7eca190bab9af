package io.spendhub.identity.command;

import io.spendhub.identity.MemberId;
import io.spendhub.identity.TeamId;
import io.spendhub.identity.UserId;
import io.spendhub.identity.domain.Membership;
import io.spendhub.identity.domain.Memberships;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Remembers whose memberships were ended, and has none itself. */
final class EndedMemberships implements Memberships {
  private final List<Record> ended = new ArrayList<>();

  List<Record> ended() {
    return ended;
  }

  @Override
  public void add(Membership membership) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void update(Membership membership) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Membership> lockToChange(MemberId id) {
    return Optional.empty();
  }

  @Override
  public void end(Membership membership) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Set<UUID> teamsOfAdmin(UserId user) {
    return Set.of();
  }

  @Override
  public List<Membership> lockAllOf(UserId user) {
    ended.add(user);
    return List.of();
  }

  @Override
  public List<Membership> lockAllOf(TeamId team) {
    ended.add(team);
    return List.of();
  }
}
