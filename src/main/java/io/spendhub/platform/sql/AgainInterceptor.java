package io.spendhub.platform.sql;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Transactional;

/** Around each transaction that a call of a service begins; see {@link Again}. */
@Transactional
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
class AgainInterceptor {
  private final Again again;

  AgainInterceptor(Again again) {
    this.again = again;
  }

  @AroundInvoke
  Object run(InvocationContext call) throws Exception {
    return Again.isInTransaction() ? call.proceed() : again.ifLost(call::proceed);
  }
}
