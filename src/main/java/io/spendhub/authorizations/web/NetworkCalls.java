package io.spendhub.authorizations.web;

import io.spendhub.authorizations.AuthorizationCommand.AskedVoucher;
import io.spendhub.authorizations.command.AuthorizationService.Call;
import io.spendhub.platform.http.calls.CurrentRequest;
import io.spendhub.platform.idempotency.RequestKeys;
import io.spendhub.platform.idempotency.RequestKeys.Understood;
import io.spendhub.platform.security.CurrentCaller;
import io.spendhub.platform.security.GuessGuard;
import io.spendhub.shared.Refusal;
import io.spendhub.vouchers.CardVouchers;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What every money call of card networks must bring along. */
@ApplicationScoped
public class NetworkCalls {
  private static final String IMPORT_SCOPE = "authorizations:import";

  private final CurrentCaller caller;
  private final CurrentRequest request;
  private final RequestKeys keys;
  private final CardVouchers vouchers;
  private final GuessGuard guesses;

  NetworkCalls(
      CurrentCaller caller,
      CurrentRequest request,
      RequestKeys keys,
      CardVouchers vouchers,
      GuessGuard guesses) {
    this.vouchers = vouchers;
    this.guesses = guesses;
    this.caller = caller;
    this.request = request;
    this.keys = keys;
  }

  /**
   * The call at hand. The network reference of a purchase, which is kept, is another name for it.
   *
   * @throws Refusal 400 without an Idempotency-Key, 403 for who may not import and tells of the
   *     past
   */
  Call of(NetworkRequest body) {
    Understood understood = understood(body);
    return new Call(
        caller.organizationId(),
        keys.required(understood),
        keys.fingerprinted(understood),
        request.path(),
        request.id());
  }

  /**
   * The call of a command that came in a stream: what it would be alone.
   *
   * @param path where it could have come alone, under the same key and network reference
   * @throws Refusal as {@link #of}
   */
  public Call ofCommand(String path, String key, String requestId, NetworkRequest body) {
    String request = RequestKeys.fingerprinted("POST", path, understood(body));
    return new Call(
        caller.organizationId(), RequestKeys.required(key, request), request, path, requestId);
  }

  /**
   * The call of one part of a request, under a key of its own.
   *
   * @param path where the same part could have come alone, under the same network reference
   */
  Call ofPart(String path, AuthorizeRequest part, int index) {
    Understood understood = understood(part);
    return new Call(
        caller.organizationId(),
        keys.requiredOfPart(understood, index),
        keys.fingerprinted(path, understood),
        request.path(),
        request.id());
  }

  private Understood understood(NetworkRequest body) {
    requireImport(body.occurredAt());
    return keys.understood(body.concealing(vouchers::concealed));
  }

  /**
   * The voucher that a purchase names, if it names one.
   *
   * @throws Refusal 429 {@code too_many_guesses}
   */
  public Optional<AskedVoucher> voucher(@Nullable String code) {
    return Optional.ofNullable(code)
        .map(given -> guesses.limited(() -> vouchers.find(caller.organizationId(), given)))
        .map(AskedVoucher::new);
  }

  /**
   * Asks for the right to tell of the past, where a time is told.
   *
   * @throws Refusal 403 without the scope
   */
  void requireImport(@Nullable Instant occurredAt) {
    if (occurredAt != null && !caller.get().has(IMPORT_SCOPE)) {
      throw Refusal.of(
          Refusal.Kind.FORBIDDEN, "forbidden", "occurredAt needs the scope " + IMPORT_SCOPE + ".");
    }
  }
}
