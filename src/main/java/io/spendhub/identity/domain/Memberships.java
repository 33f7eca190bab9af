package io.spendhub.identity.domain;

import io.spendhub.identity.MemberId;
import io.spendhub.identity.TeamId;
import io.spendhub.identity.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Who is a member of which team. */
public interface Memberships {

  /** 409 {@code already_member} if the user is in the team already. */
  void add(Membership membership);

  void update(Membership membership);

  /** The membership, kept from any other change until the transaction ends. */
  Optional<Membership> lockToChange(MemberId id);

  /** All of a user, kept from any other change until the transaction ends. */
  List<Membership> lockAllOf(UserId user);

  /** The teams of which a user is an ADMIN; deleted ones have no members. */
  Set<UUID> teamsOfAdmin(UserId user);

  /** All of a team, kept from any other change until the transaction ends. */
  List<Membership> lockAllOf(TeamId team);

  void end(Membership membership);
}
