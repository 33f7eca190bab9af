package io.spendhub.faults;

import io.restassured.RestAssured;
import io.spendhub.testing.PostgresResource;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives all tests of a run the same two services on the database of the tests. */
final class TwoServices implements ParameterResolver, BeforeEachCallback, AfterAllCallback {
  private static final Namespace OURS = Namespace.create(TwoServices.class);

  @Override
  public void beforeEach(ExtensionContext test) {
    shared(test).addressFirst();
  }

  @Override
  public void afterAll(ExtensionContext tests) {
    RestAssured.reset();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Services.class;
  }

  @Override
  public Services resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return shared(test);
  }

  /** They end with the run. */
  private static Services shared(ExtensionContext test) {
    return test.getRoot()
        .getStore(OURS)
        .computeIfAbsent(
            Services.class, made -> Services.two(PostgresResource.address()), Services.class);
  }
}
