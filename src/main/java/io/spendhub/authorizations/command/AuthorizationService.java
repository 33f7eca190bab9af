package io.spendhub.authorizations.command;

import io.spendhub.authorizations.AuthorizationCommand;
import io.spendhub.authorizations.AuthorizationCommand.Operate;
import io.spendhub.authorizations.OperationKind;
import io.spendhub.authorizations.domain.AuthorizationLog;
import io.spendhub.authorizations.domain.AuthorizationLog.Place;
import io.spendhub.cards.CardTies;
import io.spendhub.cards.Cards;
import io.spendhub.ledger.MoneyEngine;
import io.spendhub.ledger.MoneyEngine.Submission;
import io.spendhub.platform.idempotency.IdempotencyKey;
import io.spendhub.platform.idempotency.Outcome;
import io.spendhub.platform.idempotency.Outcome.Refused;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/** Finds the wallet that a purchase draws on, and has the money engine run the command. */
@ApplicationScoped
public class AuthorizationService {
  private final Cards cards;
  private final AuthorizationLog log;
  private final MoneyEngine engine;

  AuthorizationService(Cards cards, AuthorizationLog log, MoneyEngine engine) {
    this.cards = cards;
    this.log = log;
    this.engine = engine;
  }

  /**
   * Who calls, and under which key.
   *
   * @param request method, path and body, which the key stands for
   * @param path where it came in
   */
  public record Call(
      UUID organizationId, IdempotencyKey key, String request, String path, String requestId) {}

  /**
   * Runs a command on a card.
   *
   * @param kind what the network reference is unique for, beside the card
   * @param command given the wallet that the card draws on
   * @throws Refusal 404 {@code card_not_found}, 409 {@code network_reference_reused}; otherwise as
   *     the command's rules say
   */
  public Outcome<String> onCard(
      Call call, UUID cardId, String kind, Function<UUID, ? extends AuthorizationCommand> command) {
    return engine.execute(
        call.organizationId(), prepared(call, new PendingCommand(cardId, kind, command)));
  }

  /**
   * Runs commands on cards, in their order; one that is refused leaves the others alone.
   *
   * @param calls as many as commands
   * @throws Refusal 400 if one of them is invalid, which refuses all of them before any is decided
   */
  public List<Outcome<String>> onCards(List<Call> calls, List<PendingCommand> commands) {
    if (calls.isEmpty()) {
      return List.of();
    }
    Map<UUID, CardTies> ties =
        cards.ties(
            calls.getFirst().organizationId(),
            commands.stream().map(PendingCommand::cardId).toList());
    Map<Integer, Outcome<String>> outcomes = new TreeMap<>();
    List<Submission> submissions = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      try {
        PendingCommand command = commands.get(i);
        submissions.add(
            prepared(calls.get(i), command, Optional.ofNullable(ties.get(command.cardId()))));
        places.add(i);
      } catch (Refusal refusal) {
        if (refusal.kind() == Refusal.Kind.INVALID) {
          throw refusal;
        }
        outcomes.put(i, new Refused<>(refusal));
      }
    }
    if (!submissions.isEmpty()) {
      List<Outcome<String>> decided =
          engine.execute(calls.getFirst().organizationId(), submissions);
      for (int i = 0; i < decided.size(); i++) {
        outcomes.put(places.get(i), decided.get(i));
      }
    }
    return List.copyOf(outcomes.values());
  }

  /** Who pays for an authorization: the card's wallet and, with a voucher, its campaign. */
  public record Payers(UUID walletId, Optional<UUID> campaignId) {}

  /** A command on a card whose wallet is still to be found. */
  public record PendingCommand(
      UUID cardId, String kind, Function<UUID, ? extends AuthorizationCommand> command) {}

  /**
   * Runs a command on an authorization.
   *
   * @param command given the accounts that pay for it
   * @throws Refusal 404 {@code authorization_not_found}, 409 {@code network_reference_reused};
   *     otherwise as the command's rules say
   */
  public Outcome<String> onAuthorization(
      Call call, UUID authorizationId, OperationKind kind, Function<Payers, Operate> command) {
    return engine.execute(call.organizationId(), prepared(call, authorizationId, kind, command));
  }

  /**
   * A command on a card, to be run together with others.
   *
   * @throws Refusal 404 {@code card_not_found}
   */
  public Submission prepared(Call call, PendingCommand pending) {
    return prepared(call, pending, cards.tiesOf(call.organizationId(), pending.cardId()));
  }

  private static Submission prepared(Call call, PendingCommand pending, Optional<CardTies> ties) {
    UUID walletId = ties.map(CardTies::walletId).orElseThrow(() -> Refusal.notFound("card"));
    return submission(call, pending.cardId(), pending.kind(), pending.command().apply(walletId));
  }

  /**
   * A command on an authorization, to be run together with others.
   *
   * @throws Refusal 404 {@code authorization_not_found}
   */
  public Submission prepared(
      Call call, UUID authorizationId, OperationKind kind, Function<Payers, Operate> command) {
    Place place =
        log.placeOf(call.organizationId(), authorizationId)
            .orElseThrow(() -> Refusal.notFound("authorization"));
    Operate operate = command.apply(new Payers(place.walletId(), place.campaignId()));
    return submission(call, place.cardId(), kind.name(), operate);
  }

  /** Runs commands of one organization in their order; one that is refused leaves others alone. */
  public List<Outcome<String>> run(UUID organizationId, List<Submission> prepared) {
    return engine.execute(organizationId, prepared);
  }

  private static Submission submission(
      Call call, UUID cardId, String kind, AuthorizationCommand command) {
    List<IdempotencyKey> keys = new ArrayList<>();
    keys.add(call.key());
    command
        .note()
        .networkReference()
        .map(reference -> "network\n" + cardId + '\n' + kind + '\n' + reference)
        .ifPresent(name -> keys.add(IdempotencyKey.named(name, call.request(), reused())));
    return new Submission(keys, call.path(), call.requestId(), command);
  }

  private static Refusal reused() {
    return Refusal.conflict(
        "network_reference_reused", "This networkReference was used for another request.");
  }
}
