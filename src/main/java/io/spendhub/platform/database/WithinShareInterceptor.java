package io.spendhub.platform.database;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.spendhub.platform.security.CurrentCaller;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Status;
import java.util.UUID;

/** Before the transaction begins. A call inside a transaction has the connection of that one. */
@WithinShare
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
class WithinShareInterceptor {
  private final ConnectionShares shares;
  private final CurrentCaller caller;

  WithinShareInterceptor(ConnectionShares shares, CurrentCaller caller) {
    this.shares = shares;
    this.caller = caller;
  }

  @AroundInvoke
  Object await(InvocationContext call) throws Exception {
    if (QuarkusTransaction.getStatus() == Status.STATUS_ACTIVE) {
      return call.proceed();
    }
    UUID organizationId = caller.organizationId();
    shares.enter(organizationId);
    try {
      return call.proceed();
    } finally {
      shares.leave(organizationId);
    }
  }
}
