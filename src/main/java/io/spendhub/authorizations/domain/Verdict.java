package io.spendhub.authorizations.domain;

import io.spendhub.authorizations.DeclineCode;
import io.spendhub.authorizations.DeclineDetail;
import java.util.Optional;

/** The answer to a purchase. */
public sealed interface Verdict {
  /** It may be made, up to this many minor units; 0 only where nothing more was asked for. */
  record Approved(long amount) implements Verdict {}

  /** It may not. */
  record Declined(DeclineCode code, Optional<DeclineDetail> detail) implements Verdict {
    static Declined because(DeclineCode code) {
      return new Declined(code, Optional.empty());
    }

    static Declined because(DeclineCode code, DeclineDetail detail) {
      return new Declined(code, Optional.of(detail));
    }
  }
}
