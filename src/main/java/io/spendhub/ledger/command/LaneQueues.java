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
  private boolean closed;

  /** What a lane is for. */
  enum Kind {
    CAMPAIGN,
    WALLET,
    ORGANIZATION,
    /** A single account that another transaction holds. */
    HELD_ACCOUNT
  }

  private record Place(Kind kind, UUID idOrNumber) {
    static Place numbered(Kind kind, int number) {
      return new Place(kind, new UUID(0, number));
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
    int waiting;
    int running;
    int runningHeld;
    boolean inTurns;
    private final int lanes;

    Organization(UUID id, int lanes) {
      this.id = id;
      this.lanes = lanes;
    }

    Queue queue(Place place) {
      return queues.computeIfAbsent(place, opened -> new Queue(this, opened));
    }

    /** The next that may run: those that wait for others leave a thread to those that do not. */
    Optional<Queue> next() {
      return running < lanes
          ? ready.stream()
              .filter(queue -> !queue.isOfHeldAccount() || runningHeld < lanes - 1)
              .findFirst()
          : Optional.empty();
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
      return lane.isOfHeldAccount() ? Locking.PATIENTLY : Locking.WHAT_IS_FREE;
    }
  }

  /**
   * Makes queues without anybody in them.
   *
   * @param lanes how many an organization has of each kind, and how many of all of them may run at
   *     once; at least 2
   * @param most how many commands are taken at once
   */
  LaneQueues(int lanes, int most) {
    this.lanes = lanes;
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
              organizations.computeIfAbsent(organizationId, id -> new Organization(id, lanes));
          if (closed || organization.waiting + call.size() > LONGEST) {
            forgetIfIdle(organization);
            throw tooMany();
          }
          boolean together = call.stream().anyMatch(ticket -> ticket.accounts().size() != 1);
          for (Ticket ticket : call) {
            Lane lane = (together ? call.getFirst() : ticket).lane();
            add(organization, heldBy(organization, ticket).orElseGet(() -> placeOf(lane)), ticket);
          }
          return true;
        });
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
          Batch batch = takeFrom(next);
          giveTurn(next);
          if (!batch.tickets().isEmpty()) {
            return Optional.of(batch);
          }
          end(batch);
        } else if (closed) {
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
          Organization organization = batch.lane().organization;
          held.forEach(
              (ticket, account) ->
                  add(organization, new Place(Kind.HELD_ACCOUNT, account), ticket));
          if (!held.isEmpty()) {
            followHeld(organization, batch.lane());
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
    if (!organization.inTurns && organization.next().isPresent()) {
      organization.inTurns = true;
      turns.add(organization);
      ready.signal();
    }
  }

  private Batch takeFrom(Organization organization) {
    Queue queue = organization.next().orElseThrow();
    organization.ready.remove(queue);
    queue.running = true;
    organization.running++;
    organization.runningHeld += queue.isOfHeldAccount() ? 1 : 0;
    List<Ticket> taken = new ArrayList<>(Math.min(most, queue.tickets.size()));
    while (taken.size() < most && !queue.tickets.isEmpty()) {
      Ticket ticket = remove(organization, queue);
      Optional<Place> held =
          queue.isOfHeldAccount() ? Optional.empty() : heldBy(organization, ticket);
      if (held.isPresent()) {
        add(organization, held.get(), ticket);
      } else if (ticket.take()) {
        taken.add(ticket);
      }
    }
    return new Batch(queue, taken);
  }

  /** Those that wait behind commands that were left alone go after them. */
  private void followHeld(Organization organization, Queue queue) {
    for (int left = queue.tickets.size(); left > 0; left--) {
      Ticket ticket = remove(organization, queue);
      add(organization, heldBy(organization, ticket).orElse(queue.place), ticket);
    }
  }

  private Ticket remove(Organization organization, Queue queue) {
    organization.waiting--;
    waiting.merge(queue.place.kind(), -1, Integer::sum);
    return queue.tickets.remove();
  }

  private void end(Batch batch) {
    Queue queue = batch.lane();
    Organization organization = queue.organization;
    queue.running = false;
    organization.running--;
    organization.runningHeld -= queue.isOfHeldAccount() ? 1 : 0;
    if (queue.tickets.isEmpty()) {
      organization.queues.remove(queue.place);
    } else {
      organization.ready.add(queue);
    }
    giveTurn(organization);
    forgetIfIdle(organization);
  }

  private void forgetIfIdle(Organization organization) {
    if (organization.queues.isEmpty()) {
      organizations.remove(organization.id, organization);
    }
  }

  /** The lane of an account that it needs and that others hold, if there is one. */
  private static Optional<Place> heldBy(Organization organization, Ticket ticket) {
    return ticket.accounts().stream()
        .map(account -> new Place(Kind.HELD_ACCOUNT, account))
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
