package io.spendhub.webhooks.domain;

import io.spendhub.webhooks.WebhookId;
import java.util.HashMap;
import java.util.Map;

/**
 * How many attempts are under way in this process. A webhook has 16 at most, 2 while nothing but
 * failures come of it, and takes more only while it has fewer than an eighth of what is free: so
 * sixty that are slow, or hundreds that are dead, leave some to whoever comes next.
 */
public final class Slots {
  private static final int OF_ONE = 16;
  private static final int OF_ONE_THAT_FAILS = 2;
  private static final int SHARE = 8;

  private final int all;
  private final Map<WebhookId, Integer> taken = new HashMap<>();
  private int takenInAll;

  /**
   * @param all how many there are
   */
  public Slots(int all) {
    this.all = all;
  }

  /** How many more a webhook may take now. */
  public synchronized int free(WebhookId id, boolean failing) {
    int free = all - takenInAll;
    int most = failing ? OF_ONE_THAT_FAILS : OF_ONE;
    int allowed = Math.min(most, Math.max(free / SHARE, Math.min(free, 1)));
    return Math.max(allowed - taken.getOrDefault(id, 0), 0);
  }

  public synchronized void take(WebhookId id, int number) {
    taken.merge(id, number, Integer::sum);
    takenInAll += number;
  }

  public synchronized void giveBack(WebhookId id) {
    taken.computeIfPresent(id, (webhook, number) -> number > 1 ? number - 1 : null);
    takenInAll--;
  }

  public synchronized int taken() {
    return takenInAll;
  }
}
