package io.spendhub.authorizations;

import java.util.List;
import java.util.Optional;

/**
 * What a purchase would be answered.
 *
 * @param authorization as it would be, with an id that means nothing
 * @param reasons every rule that would decline it, in the order of precedence
 */
public record Preview(AuthorizationView authorization, List<Reason> reasons) {
  /** A rule that objects. */
  public record Reason(String code, Optional<DeclineDetail> detail) {}
}
