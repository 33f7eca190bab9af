package io.spendhub.ledger.command;

import io.spendhub.ledger.VerificationView.ChainHead;
import io.spendhub.ledger.domain.CommitChain;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Writes the head of each chain that has moved into the log. Whoever can change the database can
 * make a new chain that is whole, or cut the end off the old one; of what stands in the log,
 * outside of the database, it would not be a part.
 */
@ApplicationScoped
class HeadLog {
  private static final Logger LOG = Logger.getLogger(HeadLog.class);

  private final CommitChain chain;
  private final Set<UUID> moved = ConcurrentHashMap.newKeySet();

  HeadLog(CommitChain chain) {
    this.chain = chain;
  }

  /** This process has sealed commits of the organization; others tell of what they sealed. */
  void moved(UUID organizationId) {
    moved.add(organizationId);
  }

  /**
   * Writes a line for each chain that has moved since; {@code verify --heads} reads them.
   *
   * @return how many
   */
  int write() {
    int written = 0;
    for (UUID organizationId : List.copyOf(moved)) {
      Optional<ChainHead> head = chain.head(organizationId);
      if (head.isPresent()) {
        LOG.infof("Chain of organization %s head %s", organizationId, head.get());
        written++;
      }
      moved.remove(organizationId);
    }
    return written;
  }
}
