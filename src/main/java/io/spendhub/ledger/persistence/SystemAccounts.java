package io.spendhub.ledger.persistence;

import io.spendhub.ledger.SystemAccount;
import io.spendhub.platform.sql.Primary;
import io.spendhub.platform.sql.Row;
import io.spendhub.shared.Later;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The ids of system accounts. They never change once a guarded account in their currency is
 * committed, but are not remembered: whoever makes the first such account reads them before that,
 * and a failover may lose it.
 */
@ApplicationScoped
class SystemAccounts {
  private static final String FIND =
      """
      select id, currency, kind from ledger.accounts
      where organization_id = ? and currency = any (?) and kind not in ('WALLET', 'CAMPAIGN')
      """;

  private record Found(String currency, SystemAccount account, UUID id) {
    static Found of(Row row) {
      return new Found(
          row.text("currency"), row.constant("kind", SystemAccount.class), row.uuid("id"));
    }
  }

  private final Primary primary;

  SystemAccounts(Primary primary) {
    this.primary = primary;
  }

  /** Those of some currencies, by the currency. */
  Later<Map<String, Map<SystemAccount, UUID>>> in(
      UUID organizationId, Collection<String> currencies) {
    return currencies.isEmpty()
        ? Later.of(Map.of())
        : primary
            .listLater(FIND, Found::of, organizationId, List.copyOf(currencies))
            .map(SystemAccounts::byCurrency);
  }

  private static Map<String, Map<SystemAccount, UUID>> byCurrency(List<Found> found) {
    Map<String, Map<SystemAccount, UUID>> all = new HashMap<>();
    for (Found each : found) {
      all.computeIfAbsent(each.currency(), first -> new EnumMap<>(SystemAccount.class))
          .put(each.account(), each.id());
    }
    return all;
  }
}
