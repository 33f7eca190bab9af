package io.spendhub.authorizations.command;

import static java.util.stream.Collectors.toSet;

import io.spendhub.authorizations.AuthorizationCommand;
import io.spendhub.authorizations.AuthorizationCommand.Authorize;
import io.spendhub.authorizations.AuthorizationCommand.Expire;
import io.spendhub.authorizations.AuthorizationCommand.ForcePost;
import io.spendhub.authorizations.AuthorizationCommand.Operate;
import io.spendhub.authorizations.AuthorizationCommand.RefundUnlinked;
import io.spendhub.authorizations.OperationView;
import io.spendhub.authorizations.domain.Authorization;
import io.spendhub.authorizations.domain.AuthorizationLog;
import io.spendhub.authorizations.domain.AuthorizationLog.Changes;
import io.spendhub.authorizations.domain.VoucherPart;
import io.spendhub.cards.CardState;
import io.spendhub.cards.CardTies;
import io.spendhub.cards.Cards;
import io.spendhub.identity.Directory;
import io.spendhub.ledger.Journal;
import io.spendhub.ledger.MoneyHandler;
import io.spendhub.limits.SpendingLimits;
import io.spendhub.limits.SpendingLimits.Spending;
import io.spendhub.shared.Later;
import io.spendhub.vouchers.CardVouchers;
import io.spendhub.vouchers.CardVouchers.CardUse;
import io.spendhub.wallets.WalletState;
import io.spendhub.wallets.Wallets;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads all that a batch of purchases and operations is decided on, one statement a table; those on
 * new purchases are sent at once.
 */
@ApplicationScoped
class AuthorizationHandler implements MoneyHandler<AuthorizationCommand> {
  private final AuthorizationLog log;
  private final Wallets wallets;
  private final Cards cards;
  private final Directory directory;
  private final SpendingLimits limits;
  private final CardVouchers vouchers;
  private final AuthorizationMetrics metrics;

  AuthorizationHandler(
      AuthorizationLog log,
      Wallets wallets,
      Cards cards,
      Directory directory,
      SpendingLimits limits,
      CardVouchers vouchers,
      AuthorizationMetrics metrics) {
    this.log = log;
    this.wallets = wallets;
    this.cards = cards;
    this.directory = directory;
    this.limits = limits;
    this.vouchers = vouchers;
    this.metrics = metrics;
  }

  @Override
  public Class<AuthorizationCommand> commandType() {
    return AuthorizationCommand.class;
  }

  @Override
  public Loaded<AuthorizationCommand> load(Journal journal, List<AuthorizationCommand> commands) {
    Opened opened =
        open(journal, commands, (uses, redemptions) -> vouchers.open(journal, uses, redemptions));
    return new Loaded<>(opened.decisions(), () -> save(journal, opened), () -> committed(opened));
  }

  /** What a batch is decided on, with the books of other contexts that it is decided in. */
  private record Opened(
      AuthorizationDecisions decisions,
      CardUses uses,
      SpendingLimits.Opened limits,
      CardVouchers.Opened vouchers) {}

  /** The decision alone, without locking anything, for what has no effect. */
  AuthorizationDecisions peek(Journal journal, Authorize command) {
    return open(journal, List.of(command), (uses, none) -> vouchers.peek(journal, uses))
        .decisions();
  }

  private Opened open(
      Journal journal,
      List<AuthorizationCommand> commands,
      BiFunction<List<CardUse>, List<UUID>, CardVouchers.Opened> openedVouchers) {
    UUID organization = journal.organizationId();
    Set<UUID> operated = new HashSet<>();
    Set<UUID> cardIds = new HashSet<>();
    for (AuthorizationCommand command : commands) {
      switch (command) {
        case Operate operate -> operated.add(operate.authorizationId());
        case Expire expire -> operated.add(expire.authorizationId());
        case Authorize authorize -> cardIds.add(authorize.purchase().cardId());
        case ForcePost forcePost -> cardIds.add(forcePost.purchase().cardId());
        case RefundUnlinked refund -> cardIds.add(refund.purchase().cardId());
      }
    }
    Later<Map<UUID, Authorization>> found = log.find(organization, operated);
    Later<Map<UUID, List<OperationView>>> earlier = log.operations(organization, operated);
    Map<UUID, Authorization> known = found.get();
    known.values().forEach(each -> cardIds.add(each.purchase().cardId()));
    Map<UUID, CardTies> ties = cards.ties(organization, cardIds);
    Later<Map<UUID, CardState>> cardStates = cards.states(organization, cardIds);
    Later<Map<UUID, WalletState>> walletStates = wallets.states(organization, walletIds(commands));
    Later<Set<UUID>> activeHolders = directory.activeUsers(organization, holders(ties));
    Later<SpendingLimits.Opened> openedLimits =
        limits.open(organization, spending(journal.now(), commands, known, ties), journal.undo());
    CardVouchers.Opened openVouchers =
        openedVouchers.apply(uses(commands, ties), redemptions(known.values()));
    CardUses uses = new CardUses(cardStates.get(), journal.undo());
    SpendingLimits.Opened openLimits = openedLimits.get();
    AuthorizationDecisions decisions =
        new AuthorizationDecisions(
            journal,
            known,
            earlier.get(),
            uses,
            new SpendingState(journal, walletStates.get(), activeHolders.get(), openLimits.book()),
            new VoucherParts(openVouchers.book()));
    return new Opened(decisions, uses, openLimits, openVouchers);
  }

  private static Set<UUID> holders(Map<UUID, CardTies> ties) {
    return ties.values().stream().map(CardTies::holderId).collect(toSet());
  }

  private void save(Journal journal, Opened decided) {
    log.save(journal.organizationId(), decided.decisions().changes());
    decided.limits().save().run();
    decided.vouchers().save().run();
    cards.bind(journal.organizationId(), decided.uses().bound(), journal.now());
  }

  private void committed(Opened decided) {
    Changes changes = decided.decisions().changes();
    changes.made().forEach(metrics::count);
    changes.operations().values().forEach(done -> done.forEach(metrics::count));
    decided.vouchers().committed().run();
  }

  private static List<CardUse> uses(
      List<AuthorizationCommand> commands, Map<UUID, CardTies> cards) {
    List<CardUse> uses = new ArrayList<>();
    for (AuthorizationCommand command : commands) {
      if (command instanceof Authorize authorize) {
        Optional.ofNullable(cards.get(authorize.purchase().cardId()))
            .flatMap(card -> VoucherParts.use(authorize, card.holderId()))
            .ifPresent(uses::add);
      }
    }
    return uses;
  }

  private static List<UUID> redemptions(Collection<Authorization> authorizations) {
    return authorizations.stream()
        .flatMap(authorization -> authorization.voucher().stream())
        .map(VoucherPart::redemptionId)
        .toList();
  }

  private static Set<UUID> walletIds(List<AuthorizationCommand> commands) {
    return commands.stream().map(AuthorizationCommand::walletId).collect(toSet());
  }

  /** The owners of limits and the times whose windows these commands may count in. */
  private static Set<Spending> spending(
      Instant now,
      List<AuthorizationCommand> commands,
      Map<UUID, Authorization> known,
      Map<UUID, CardTies> cards) {
    Set<Spending> spending = new HashSet<>();
    for (AuthorizationCommand command : commands) {
      Instant at = command.note().occurredAt().orElse(now);
      switch (command) {
        case Operate operate -> add(spending, cards, known.get(operate.authorizationId()));
        case Expire expire -> add(spending, cards, known.get(expire.authorizationId()));
        case Authorize authorize -> add(spending, cards, authorize.purchase().cardId(), at);
        case ForcePost forcePost -> add(spending, cards, forcePost.purchase().cardId(), at);
        case RefundUnlinked refund -> {
          // It counts against no limit.
        }
      }
    }
    return spending;
  }

  private static void add(
      Set<Spending> spending, Map<UUID, CardTies> cards, @Nullable Authorization operated) {
    if (operated != null) {
      add(spending, cards, operated.purchase().cardId(), operated.countedAt());
    }
  }

  private static void add(
      Set<Spending> spending, Map<UUID, CardTies> cards, UUID cardId, Instant at) {
    CardTies card = cards.get(cardId);
    if (card != null) {
      spending.add(new Spending(card.limitOwnerId(), at));
      spending.add(new Spending(card.walletId(), at));
    }
  }
}
