package io.spendhub.platform.operations;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Runs a client against the service of this process, once that is up. */
public final class RunServiceClient implements QuarkusApplication {
  /** Quarkus makes the instance itself, so what it shall run can only be left here for it. */
  private static @Nullable ServiceClient next;

  static Class<RunServiceClient> of(ServiceClient client) {
    next = client;
    return RunServiceClient.class;
  }

  @Override
  public int run(String... arguments) throws Exception {
    ServiceClient client = Objects.requireNonNull(next);
    int code = client.work().run(List.of(arguments), ownAddress());
    if (code == 0 && client.keepsServing()) {
      Quarkus.waitForExit();
    }
    return code;
  }

  private static URI ownAddress() {
    int port = ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
    return URI.create("http://localhost:" + port);
  }
}
