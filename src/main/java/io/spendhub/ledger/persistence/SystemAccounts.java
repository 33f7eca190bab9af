package io.spendhub.ledger.persistence;

import io.spendhub.ledger.SystemAccount;
import io.spendhub.platform.sql.Primary;
import io.spendhub.platform.sql.Remembered;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The ids of system accounts, which never change once a guarded account in their currency exists.
 */
@ApplicationScoped
class SystemAccounts {
  private static final int REMEMBERED = 10_000;
  private static final String FIND =
      """
      select id, kind from ledger.accounts
      where organization_id = ? and currency = ? and kind not in ('WALLET', 'CAMPAIGN')
      """;

  private record Scope(UUID organizationId, String currency) {}

  private record Found(SystemAccount account, UUID id) {}

  private final Primary primary;
  private final Remembered<Scope, Map<SystemAccount, UUID>> ids = new Remembered<>(REMEMBERED);

  SystemAccounts(Primary primary) {
    this.primary = primary;
  }

  /** Those of some currencies, by the currency. */
  Map<String, Map<SystemAccount, UUID>> in(UUID organizationId, Collection<String> currencies) {
    Map<String, Map<SystemAccount, UUID>> found = new HashMap<>();
    for (String currency : currencies) {
      Scope scope = new Scope(organizationId, currency);
      found.put(currency, ids.get(scope, this::readAll).orElseGet(() -> read(scope)));
    }
    return found;
  }

  /** Only what is whole stays as it is: a kind may be new. */
  private Optional<Map<SystemAccount, UUID>> readAll(Scope scope) {
    return Optional.of(read(scope)).filter(all -> all.size() == SystemAccount.values().length);
  }

  private Map<SystemAccount, UUID> read(Scope scope) {
    Map<SystemAccount, UUID> all = new EnumMap<>(SystemAccount.class);
    primary
        .list(
            FIND,
            row -> new Found(row.constant("kind", SystemAccount.class), row.uuid("id")),
            scope.organizationId(),
            scope.currency())
        .forEach(found -> all.put(found.account(), found.id()));
    return all;
  }
}
