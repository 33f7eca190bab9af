package io.spendhub.authorizations.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.spendhub.authorizations.Decision;
import io.spendhub.authorizations.OperationKind;
import io.spendhub.authorizations.OperationView;
import io.spendhub.authorizations.domain.Authorization;
import io.spendhub.authorizations.domain.Authorization.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What was decided, under {@code /q/metrics}. No tag holds an id, a name or an amount. */
@ApplicationScoped
class AuthorizationMetrics {
  private static final String NONE = "none";

  private final MeterRegistry registry;

  AuthorizationMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Counts a purchase that asked to be approved; a force-post did not. */
  void count(Authorization authorization) {
    if (authorization.origin() == Origin.AUTHORIZATION) {
      count(
          "authorization",
          authorization.decision(),
          authorization.decline().map(declined -> declined.code().code()));
    }
  }

  /** Counts an operation that asked to be approved; only an increment does. */
  void count(OperationView operation) {
    if (operation.kind() == OperationKind.INCREMENT) {
      count("increment", operation.decision(), operation.declineCode());
    }
  }

  private void count(String asked, Decision decision, Optional<String> declineCode) {
    registry
        .counter(
            "spendhub.decisions",
            "asked",
            asked,
            "decision",
            decision.name(),
            "decline_code",
            declineCode.orElse(NONE))
        .increment();
  }
}
