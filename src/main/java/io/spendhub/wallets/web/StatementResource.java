package io.spendhub.wallets.web;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spendhub.ledger.BalanceHistory;
import io.spendhub.limits.LimitUsageView;
import io.spendhub.platform.http.lists.Page;
import io.spendhub.platform.http.lists.PageQuery;
import io.spendhub.platform.http.lists.PeriodQuery;
import io.spendhub.platform.security.CurrentCaller;
import io.spendhub.shared.Refusal;
import io.spendhub.shared.UserRole;
import io.spendhub.wallets.EntryView;
import io.spendhub.wallets.VisibleWallets;
import io.spendhub.wallets.WalletView.BalanceView;
import io.spendhub.wallets.query.StatementQueries;
import io.spendhub.wallets.query.WalletQueries;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/wallets/{id}")
@RunOnVirtualThread
@Tag(name = "Wallets")
class StatementResource {
  private final WalletQueries wallets;
  private final StatementQueries statements;
  private final BalanceHistory history;
  private final VisibleWallets visible;
  private final CurrentCaller caller;

  StatementResource(
      WalletQueries wallets,
      StatementQueries statements,
      BalanceHistory history,
      VisibleWallets visible,
      CurrentCaller caller) {
    this.wallets = wallets;
    this.visible = visible;
    this.statements = statements;
    this.history = history;
    this.caller = caller;
  }

  @GET
  @Path("/entries")
  @PermissionsAllowed({"wallets:read", UserRole.Scope.OWN})
  @Operation(summary = "Read a wallet's statement, newest first, from an instant up to another")
  public Page<EntryView> entries(
      @PathParam("id") UUID id, @BeanParam PeriodQuery period, @BeanParam PageQuery page) {
    String currency = currency(id);
    return statements.entries(
        caller.organizationId(), id, currency, period.from(), period.to(), page);
  }

  @GET
  @Path("/balance")
  @PermissionsAllowed({"wallets:read", UserRole.Scope.OWN})
  @Operation(summary = "Read what a wallet stood at at an instant, now unless given")
  public BalanceAt balance(@PathParam("id") UUID id, @QueryParam("at") Optional<String> at) {
    String currency = currency(id);
    BalanceHistory.Past past =
        history.at(caller.organizationId(), id, at.map(text -> PeriodQuery.instant("at", text)));
    return new BalanceAt(id, currency, past.at(), BalanceView.of(past.balance()));
  }

  @GET
  @Path("/limits")
  @PermissionsAllowed({"wallets:read", UserRole.Scope.OWN})
  @Operation(summary = "Read a wallet's limits and what was used of them")
  public LimitUsageView.Limits limits(@PathParam("id") UUID id) {
    visible.require(caller.get(), id);
    return wallets
        .limits(caller.organizationId(), id)
        .orElseThrow(() -> Refusal.notFound("wallet"));
  }

  private String currency(UUID id) {
    visible.require(caller.get(), id);
    return wallets
        .currency(caller.organizationId(), id)
        .orElseThrow(() -> Refusal.notFound("wallet"));
  }

  /**
   * A balance of the past.
   *
   * @param at the instant, included
   */
  public record BalanceAt(UUID walletId, String currency, Instant at, BalanceView balance) {}
}
