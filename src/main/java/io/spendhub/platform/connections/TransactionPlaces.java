package io.spendhub.platform.connections;

import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionScoped;

/**
 * A transaction has a place from its beginning to its end, however it was begun. While it waits for
 * one it has done nothing yet, and holds nothing.
 */
@Singleton
class TransactionPlaces {
  private final ConnectionShares shares;
  private final TransactionManager transactions;

  TransactionPlaces(ConnectionShares shares, TransactionManager transactions) {
    this.shares = shares;
    this.transactions = transactions;
  }

  void begun(@Observes @Initialized(TransactionScoped.class) Object transaction)
      throws SystemException {
    try {
      var _ = shares.forTransaction();
    } catch (RuntimeException refused) {
      // Whoever began it is told that it did not begin, and so will never end it.
      transactions.suspend().rollback();
      throw refused;
    }
  }

  /** By then its connection has gone back to the pool. */
  void ended(@Observes @Destroyed(TransactionScoped.class) Object transaction) {
    shares.primary().release();
  }
}
