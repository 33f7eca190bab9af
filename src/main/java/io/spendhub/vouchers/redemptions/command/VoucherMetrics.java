package io.spendhub.vouchers.redemptions.command;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;

/** What redemptions came to, under {@code /q/metrics}. No tag holds an id, a code or an amount. */
@ApplicationScoped
public class VoucherMetrics {
  static final String SUCCEEDED = "succeeded";

  private final MeterRegistry registry;

  VoucherMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Counts vouchers that were made, and how long their campaign was locked for it. */
  public void generated(long vouchers, long lockedNanos) {
    registry.counter("spendhub.vouchers.generated").increment((double) vouchers);
    registry.timer("spendhub.generation.locked").record(lockedNanos, TimeUnit.NANOSECONDS);
  }

  /** Counts a redemption by its result: succeeded, or its failure code. */
  void count(String result) {
    registry.counter("spendhub.redemptions", "result", result).increment();
  }
}
