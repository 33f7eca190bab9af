package io.spendhub.platform.http.problems;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;

/** The problem that a refusal becomes, for answers that hold the outcomes of several commands. */
@ApplicationScoped
public class RefusalProblems {
  private final Problems problems;
  private final CurrentVertxRequest current;

  RefusalProblems(Problems problems, CurrentVertxRequest current) {
    this.problems = problems;
    this.current = current;
  }

  public Problem of(Refusal refusal) {
    return problems.problem(Fault.of(refusal), current.getCurrent());
  }
}
