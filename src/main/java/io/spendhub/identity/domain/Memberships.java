package io.spendhub.identity.domain;

import io.spendhub.identity.MemberId;
import io.spendhub.identity.TeamId;
import io.spendhub.identity.UserId;
import java.util.Optional;

/** Who is a member of which team. */
public interface Memberships {

  /** 409 {@code already_member} if the user is in the team already. */
  void add(Membership membership);

  void update(Membership membership);

  /** The membership, kept from any other change until the transaction ends. */
  Optional<Membership> lockToChange(MemberId id);

  /** False if the user was no member. */
  boolean end(MemberId id);

  void endAllOf(UserId user);

  void endAllOf(TeamId team);
}
