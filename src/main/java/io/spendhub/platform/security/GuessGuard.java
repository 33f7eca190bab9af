package io.spendhub.platform.security;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Supplier;

/** Counts what the caller of the current request looks up by a secret and does not find. */
@ApplicationScoped
public class GuessGuard {
  private final GuessLimit limit;
  private final CurrentCaller caller;
  private final CurrentVertxRequest current;

  GuessGuard(GuessLimit limit, CurrentCaller caller, CurrentVertxRequest current) {
    this.limit = limit;
    this.caller = caller;
    this.current = current;
  }

  /**
   * Looks something up.
   *
   * @throws Refusal 429 {@code too_many_guesses} to a caller, or from an address, that missed often
   */
  public <T> Optional<T> limited(Supplier<Optional<T>> lookup) {
    String id = caller.get().id().toString();
    String address =
        caller.organizationId()
            + " "
            + current.getCurrent().request().remoteAddress().hostAddress();
    return limit.limited(id, address, lookup);
  }
}
