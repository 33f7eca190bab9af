package io.spendhub.platform.http.problems;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.spendhub.platform.connections.FailureChain;
import io.spendhub.platform.http.json.JsonRefusals;
import io.spendhub.platform.http.validation.Violations;
import io.spendhub.shared.Refusal;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.RollbackException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/** Says of every exception what the caller is told. */
public final class Faults {
  private Faults() {}

  /** Transactions and interceptors wrap what they pass on, so a cause may speak for the whole. */
  public static Fault of(Throwable failure) {
    return FailureChain.of(failure)
        .flatMap(link -> known(link).stream())
        .findFirst()
        .orElseGet(() -> wasRolledBack(failure) ? Fault.unavailable() : other(failure));
  }

  /**
   * Nothing else says why: the transaction took longer than any may, and was ended behind the back
   * of whoever is at it.
   */
  private static boolean wasRolledBack(Throwable failure) {
    return FailureChain.of(failure).anyMatch(RollbackException.class::isInstance);
  }

  private static Optional<Fault> known(Throwable link) {
    return switch (link) {
      case Refusal refusal -> Optional.of(Fault.of(refusal));
      case BodyTooLarge tooLarge -> Optional.of(Fault.tooLarge());
      case UnauthorizedException e -> Optional.of(Fault.unauthenticated());
      case AuthenticationCompletionException e -> Optional.of(Fault.unauthenticated());
      case ForbiddenException e -> Optional.of(Fault.ofStatus(403));
      case OptimisticLockException e -> Optional.of(concurrentUpdate());
      case RejectedExecutionException e -> Optional.of(Fault.unavailable());
      default -> DatabaseFaults.of(link);
    };
  }

  private static Fault other(Throwable failure) {
    return switch (failure) {
      // Our own mistake in the declaration of a type, although Jackson counts it among the others.
      case InvalidDefinitionException e -> Fault.internal();
      case JsonProcessingException json -> Fault.of(JsonRefusals.of(json));
      case ConstraintViolationException invalid ->
          Violations.refusal(invalid).map(Fault::of).orElseGet(Fault::internal);
      case AuthenticationFailedException e -> Fault.unauthenticated();
      case WebApplicationException web -> ofWeb(web);
      default -> Fault.internal();
    };
  }

  private static Fault ofWeb(WebApplicationException web) {
    return web.getCause() instanceof JsonProcessingException json
        ? Fault.of(JsonRefusals.of(json))
        : Fault.ofStatus(web.getResponse().getStatus());
  }

  private static Fault concurrentUpdate() {
    return Fault.of(409, "concurrent_update", "Another call changed the resource meanwhile.");
  }
}
