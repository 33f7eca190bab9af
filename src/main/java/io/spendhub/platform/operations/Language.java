package io.spendhub.platform.operations;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.Locale;

/**
 * The program speaks one language with one set of digits, wherever the machine stands: what it says
 * is read by programs too.
 */
@ApplicationScoped
public class Language {
  /** For all that the program says from now on. */
  public static void set() {
    Locale.setDefault(Locale.ROOT);
  }

  void set(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
    set();
  }
}
