package io.spendhub.ledger.command;

import io.spendhub.ledger.Lane;
import io.spendhub.ledger.command.BatchTransaction.Locking;
import io.spendhub.shared.Refusal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Where commands wait. An organization has some lanes of each kind, and all commands of one wallet
 * or campaign are in the same; what is taken from a lane is one batch, and the next is not taken
 * before that has ended, so commands run in the order in which they came. Organizations have their
 * turns one after another, and within one its lanes.
 *
 * <p>A lane waits for nobody: commands on an account that another transaction holds are put in a
 * lane of that account alone, which waits for it, and those that come later go there after them.
 */
final class LaneQueues {
  private static final int LONGEST = 10_000;

  private final int lanes;
  private final int most;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ready = lock.newCondition();
  private final Map<UUID, Organization> organizations = new HashMap<>();
  private final Deque<Organization> turns = new ArrayDeque<>();
  private final Map<Kind, Integer> waiting = new EnumMap<>(Kind.class);
  private int runningHeld;
  private boolean closed;

  /** What a lane is for. */
  enum Kind {
    CAMPAIGN,
    WALLET,
    ORGANIZATION,
    /** A single account that another transaction holds. */
    HELD_ACCOUNT
  }

  /** Which lane of an organization. */
  record Place(Kind kind, UUID idOrNumber) {
    static Place numbered(Kind kind, int number) {
      return new Place(kind, new UUID(0, number));
    }

    static Place ofHeld(UUID accountId) {
      return new Place(Kind.HELD_ACCOUNT, accountId);
    }
  }

  /** One lane of an organization. */
  private static final class Queue {
    final Organization organization;
    final Place place;
    final Deque<Ticket> tickets = new ArrayDeque<>();
    boolean running;

    Queue(Organization organization, Place place) {
      this.organization = organization;
      this.place = place;
    }

    boolean isOfHeldAccount() {
      return place.kind() == Kind.HELD_ACCOUNT;
    }
  }

  /** The lanes of an organization that have something to do. */
  private static final class Organization {
    final UUID id;
    final Map<Place, Queue> queues = new HashMap<>();
    final Deque<Queue> ready = new ArrayDeque<>();
    int held;
    int waiting;
    int running;
    int runningHeld;
    boolean inTurns;

    Organization(UUID id) {
      this.id = id;
    }

    Queue queue(Place place) {
      return queues.computeIfAbsent(place, this::opened);
    }

    private Queue opened(Place place) {
      Queue queue = new Queue(this, place);
      held += queue.isOfHeldAccount() ? 1 : 0;
      return queue;
    }

    void close(Queue queue) {
      queues.remove(queue.place);
      held -= queue.isOfHeldAccount() ? 1 : 0;
    }
  }

  /** What is taken from a lane to be run as one, in its order. */
  record Batch(Queue lane, List<Ticket> tickets) {
    UUID organizationId() {
      return lane.organization.id;
    }

    Kind kind() {
      return lane.place.kind();
    }

    Locking locking() {
      return lane.isOfHeldAccount()
          ? new Locking.Awaiting(lane.place.idOrNumber())
          : new Locking.WhatIsFree();
    }
  }

  /**
   * Makes queues without anybody in them.
   *
   * @param threads how many take from them, at least 5; an organization has as many lanes of each
   *     kind, and may run as many at once, as half of the others, and so may all that wait for held
   *     accounts
   * @param most how many commands are taken at once
   */
  LaneQueues(int threads, int most) {
    this.lanes = (threads - 1) / 2;
    this.most = most;
  }

  static Refusal tooMany() {
    return Refusal.of(
        Refusal.Kind.UNAVAILABLE, "unavailable", "Too many wait for the same. Try again.");
  }

  /**
   * Puts the commands of one call in their lanes. Where each needs one account they are dealt out,
   * and those on one account run in their order; else they stay together, and run in theirs.
   *
   * @throws Refusal 503 {@code unavailable} where too many of the organization wait already
   */
  void join(UUID organizationId, List<Ticket> call) {
    locked(
        () -> {
          Organization organization =
              organizations.computeIfAbsent(organizationId, Organization::new);
          if (closed || organization.waiting + call.size() > LONGEST) {
            forgetIfIdle(organization);
            throw tooMany();
          }
          if (call.stream().allMatch(ticket -> ticket.accounts().size() == 1)) {
            call.forEach(ticket -> join(organization, ticket, placeOf(ticket.lane())));
          } else {
            joinTogether(organization, call);
          }
          return true;
        });
  }

  private void join(Organization organization, Ticket ticket, Place home) {
    ticket.comesFrom(home);
    add(organization, heldBy(organization, ticket).orElse(home), ticket);
  }

  private void joinTogether(Organization organization, List<Ticket> call) {
    Place home = placeOf(call.getFirst().lane());
    Place place =
        call.stream()
            .flatMap(ticket -> heldBy(organization, ticket).stream())
            .findFirst()
            .orElse(home);
    for (Ticket ticket : call) {
      ticket.comesFrom(home);
      add(organization, place, ticket);
    }
  }

  /**
   * Waits for a batch whose turn it is; it must be given back by {@link #ended}.
   *
   * @return none once the queues are closed and empty
   */
  Optional<Batch> take() throws InterruptedException {
    lock.lock();
    try {
      while (true) {
        Organization next = turns.poll();
        if (next != null) {
          next.inTurns = false;
          Optional<Batch> batch = takeFrom(next);
          giveTurn(next);
          if (batch.filter(taken -> !taken.tickets().isEmpty()).isPresent()) {
            return batch;
          }
          batch.ifPresent(this::end);
        } else if (closed && organizations.isEmpty()) {
          return Optional.empty();
        } else {
          ready.await();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * A batch has run.
   *
   * @param held those of its commands that it left alone, each with the account that others hold
   */
  void ended(Batch batch, Map<Ticket, UUID> held) {
    locked(
        () -> {
          Queue queue = batch.lane();
          Blocked blocked = new Blocked();
          held.forEach(
              (ticket, account) -> {
                blocked.leave(ticket, account);
                ticket.giveBack();
                add(queue.organization, Place.ofHeld(account), ticket);
              });
          if (!held.isEmpty()) {
            divert(queue, blocked);
          }
          end(batch);
          return true;
        });
  }

  /** Takes nothing more in; what waits is still run. */
  void close() {
    locked(
        () -> {
          closed = true;
          ready.signalAll();
          return true;
        });
  }

  /** How many commands wait in lanes of a kind. */
  int waiting(Kind kind) {
    return locked(() -> waiting.getOrDefault(kind, 0));
  }

  /** How many organizations have anything to do. */
  int organizations() {
    return locked(organizations::size);
  }

  private void add(Organization organization, Place place, Ticket ticket) {
    Queue queue = organization.queue(place);
    queue.tickets.add(ticket);
    organization.waiting++;
    waiting.merge(place.kind(), 1, Integer::sum);
    if (!queue.running && queue.tickets.size() == 1) {
      organization.ready.add(queue);
      giveTurn(organization);
    }
  }

  private void giveTurn(Organization organization) {
    if (!organization.inTurns && next(organization).isPresent()) {
      organization.inTurns = true;
      turns.add(organization);
      ready.signal();
    }
  }

  /** The next that may run: those that wait for others leave threads to those that do not. */
  private Optional<Queue> next(Organization organization) {
    boolean mayWait = organization.runningHeld < lanes - 1 && runningHeld < lanes;
    return organization.running < lanes
        ? organization.ready.stream()
            .filter(queue -> mayWait || !queue.isOfHeldAccount())
            .findFirst()
        : Optional.empty();
  }

  private Optional<Batch> takeFrom(Organization organization) {
    Optional<Queue> next = next(organization);
    if (next.isEmpty()) {
      return Optional.empty();
    }
    Queue queue = next.get();
    organization.ready.remove(queue);
    count(queue, 1);
    queue.running = true;
    if (organization.held > 0 && !queue.isOfHeldAccount()) {
      divert(queue, new Blocked());
    }
    List<Ticket> taken = new ArrayList<>(Math.min(most, queue.tickets.size()));
    while (taken.size() < most && !queue.tickets.isEmpty()) {
      Ticket ticket = remove(queue);
      if (ticket.take()) {
        taken.add(ticket);
      }
    }
    return Optional.of(new Batch(queue, taken));
  }

  private void count(Queue queue, int more) {
    queue.organization.running += more;
    if (queue.isOfHeldAccount()) {
      queue.organization.runningHeld += more;
      runningHeld += more;
    }
  }

  /** Puts commands on held accounts, and those behind them, in the lanes of these accounts. */
  private void divert(Queue queue, Blocked blocked) {
    for (int left = queue.tickets.size(); left > 0; left--) {
      Ticket ticket = remove(queue);
      Optional<Place> held =
          heldBy(queue.organization, ticket).or(() -> blocked.behind(ticket).map(Place::ofHeld));
      held.ifPresent(place -> blocked.leave(ticket, place.idOrNumber()));
      add(queue.organization, held.orElse(queue.place), ticket);
    }
  }

  private Ticket remove(Queue queue) {
    queue.organization.waiting--;
    waiting.merge(queue.place.kind(), -1, Integer::sum);
    return queue.tickets.remove();
  }

  /** The lane of a held account ends with its batch: what waits may be done with others again. */
  private void end(Batch batch) {
    Queue queue = batch.lane();
    Organization organization = queue.organization;
    count(queue, -1);
    queue.running = false;
    if (queue.isOfHeldAccount()) {
      organization.close(queue);
      while (!queue.tickets.isEmpty()) {
        Ticket ticket = remove(queue);
        add(organization, ticket.home(), ticket);
      }
      organizations.values().forEach(this::giveTurn);
    } else if (queue.tickets.isEmpty()) {
      organization.close(queue);
    } else {
      organization.ready.add(queue);
    }
    giveTurn(organization);
    forgetIfIdle(organization);
  }

  private void forgetIfIdle(Organization organization) {
    if (organization.queues.isEmpty()) {
      organizations.remove(organization.id, organization);
      if (closed) {
        ready.signalAll();
      }
    }
  }

  /** The lane of an account that it needs and that others hold, if there is one. */
  private static Optional<Place> heldBy(Organization organization, Ticket ticket) {
    return organization.held == 0
        ? Optional.empty()
        : ticket.accounts().stream()
            .map(Place::ofHeld)
            .filter(organization.queues::containsKey)
            .findFirst();
  }

  private Place placeOf(Lane lane) {
    int number = Math.floorMod(lane.id().hashCode(), lanes);
    return switch (lane.kind()) {
      case CAMPAIGN -> Place.numbered(Kind.CAMPAIGN, number);
      case WALLET -> Place.numbered(Kind.WALLET, number);
      case ORGANIZATION -> Place.numbered(Kind.ORGANIZATION, number);
    };
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
