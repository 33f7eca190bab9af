package io.spendhub.ledger.query;

import io.spendhub.testing.api.Stored;

/**
 * One row changed behind the service's back.
 *
 * @param difference a regular expression for the sentence that must tell of it
 */
record Corruption(Runnable damage, Runnable repair, String difference) {
  /** Changes the row that two statements name, one way and back again. */
  static Corruption of(String damage, String repair, String difference, Object... parameters) {
    return new Corruption(
        () -> Stored.change(damage, parameters),
        () -> Stored.change(repair, parameters),
        difference);
  }
}
