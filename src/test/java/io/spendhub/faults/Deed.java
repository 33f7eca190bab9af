package io.spendhub.faults;

import java.util.Optional;

/**
 * A command and what was answered to it.
 *
 * @param scene the number of the organization that gave it
 */
record Deed(int scene, Command command, Reply reply) {
  /** Where what it made can be looked at, if it is a thing of its own. */
  Optional<String> readBack() {
    return switch (command.path()) {
      case "/v1/authorizations", "/v1/force-posts" ->
          Optional.of("/v1/authorizations/" + reply.id());
      case "/v1/redemptions" -> Optional.of("/v1/redemptions/" + reply.id());
      case "/v1/vouchers" -> Optional.of("/v1/vouchers/" + reply.text("code"));
      default -> Optional.empty();
    };
  }
}
