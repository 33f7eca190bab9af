package io.spendhub.platform.rpc;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.spendhub.platform.http.RequiredScope;
import io.spendhub.platform.http.calls.RequestIdentity;
import io.spendhub.platform.http.problems.FailureLog;
import io.spendhub.platform.http.problems.Fault;
import io.spendhub.platform.security.CurrentCaller;
import io.spendhub.platform.serving.Part;
import io.spendhub.platform.serving.ServedParts;
import io.spendhub.shared.Refusal;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** Calls that last, and work a while for their caller now and then. */
@ApplicationScoped
public class LastingCalls {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** At once in this process: each holds a thread, and what its caller does not read. */
  private static final int MOST_OF_AN_ORGANIZATION = 32;

  private static final Duration UNTIL_ONE_MAY_END = Duration.ofSeconds(5);

  private final CurrentVertxRequest current;
  private final CurrentIdentityAssociation identities;
  private final CurrentCaller caller;
  private final ServedParts served;
  private final Map<UUID, Integer> underWay = new HashMap<>();
  private final Thread end = new Thread(() -> ending = true, "end-lasting-calls");
  private volatile boolean ending;

  LastingCalls(
      CurrentVertxRequest current,
      CurrentIdentityAssociation identities,
      CurrentCaller caller,
      ServedParts served) {
    this.current = current;
    this.identities = identities;
    this.caller = caller;
    this.served = served;
    // A shutdown waits for all that are under way, and would wait for these in vain.
    Runtime.getRuntime().addShutdownHook(end);
  }

  void close(@Observes ShutdownEvent event) {
    ending = true;
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException begun) {
      // Then it has run, or does so now.
    }
  }

  /** The call that is being answered; to be asked on its event loop. */
  public LastingCall begin() {
    return new LastingCall(RpcCall.request());
  }

  private void begun(UUID organizationId) {
    synchronized (underWay) {
      int already = underWay.getOrDefault(organizationId, 0);
      if (already == MOST_OF_AN_ORGANIZATION) {
        throw Refusal.tooMany(
            "too_many_calls",
            "The organization has %d calls that last here.".formatted(already),
            UNTIL_ONE_MAY_END);
      }
      underWay.put(organizationId, already + 1);
    }
  }

  private void ended(UUID organizationId) {
    synchronized (underWay) {
      int left = underWay.getOrDefault(organizationId, 0) - 1;
      if (left > 0) {
        underWay.put(organizationId, left);
      } else {
        underWay.remove(organizationId);
      }
    }
  }

  /** What a call is told that is under way when the service ends. */
  public static Refusal ending() {
    return Refusal.of(Refusal.Kind.UNAVAILABLE, "unavailable", "The service is ending.");
  }

  /** What is done for as long as a call lasts. */
  @FunctionalInterface
  public interface Work {
    void run() throws InterruptedException;
  }

  /** Whoever lacks the scope, has a key that works no more, or asks where others serve it. */
  public static final class NotAllowed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Fault fault;

    NotAllowed(Fault fault) {
      super(fault.code(), null, false, false);
      this.fault = fault;
    }
  }

  /** A call that lasts. */
  public final class LastingCall {
    private final RoutingContext request;
    private final RequestIdentity identity;
    private final Context loop = Vertx.currentContext();

    private LastingCall(RoutingContext request) {
      this.request = request;
      this.identity = RequestIdentity.of(request);
    }

    /** The id of the request that it is. */
    public String requestId() {
      return identity.requestId();
    }

    /** Whether the service ends, and the call with it. */
    public boolean isToEnd() {
      return ending;
    }

    /** Does something on the call's event loop, where its caller is asked and heard. */
    public void onLoop(Runnable work) {
      loop.runOnContext(turn -> work.run());
    }

    /**
     * Does what lasts, as one of the few that an organization may have at once. Not to be called on
     * an event loop.
     *
     * @param part that has to be served here
     * @throws NotAllowed for a caller who may not, and where another process serves it
     * @throws Refusal 429 for one too many
     */
    public void last(Part part, String scope, Work work) throws InterruptedException {
      if (!served.includes(part)) {
        throw new NotAllowed(Fault.notServedHere(part.word()));
      }
      UUID organizationId = as(scope, caller::organizationId);
      begun(organizationId);
      try {
        work.run();
      } finally {
        ended(organizationId);
      }
    }

    /**
     * Does something as a request of its own would: in a request context, and for its caller, who
     * is asked again each time, because keys are revoked and run out while calls last. Not to be
     * called on an event loop.
     *
     * @throws NotAllowed for a caller who may not, or no longer
     */
    public <T> T as(String scope, Supplier<T> work) {
      ManagedContext context = Arc.container().requestContext();
      context.activate();
      try {
        MDC.put("requestId", requestId());
        current.setCurrent(request);
        identities.setIdentity(allowed(scope));
        return work.get();
      } finally {
        MDC.remove("requestId");
        context.terminate();
      }
    }

    private SecurityIdentity allowed(String scope) {
      HttpAuthenticator authenticator =
          Objects.requireNonNull(request.get(HttpAuthenticator.class.getName()));
      @Nullable SecurityIdentity caller =
          authenticator.attemptAuthentication(request).await().atMost(PATIENCE);
      if (caller == null || caller.isAnonymous()) {
        throw new NotAllowed(RequiredScope.unauthenticated(List.of(scope)));
      }
      String[] nameAndAction = scope.split(":", 2);
      if (!caller.checkPermissionBlocking(
          new StringPermission(nameAndAction[0], nameAndAction[1]))) {
        throw new NotAllowed(RequiredScope.lacking(List.of(scope)));
      }
      return caller;
    }

    /** What a failure means to the caller; ours are logged. */
    public Fault fault(RuntimeException failure) {
      Fault fault =
          failure instanceof NotAllowed notAllowed ? notAllowed.fault : Fault.ofFailure(failure);
      FailureLog.record(fault, failure, request);
      return fault;
    }
  }
}
