package io.spendhub.vouchers.people.command;

import io.spendhub.ledger.Journal;
import io.spendhub.ledger.Journals;
import io.spendhub.platform.audit.AuditTrail;
import io.spendhub.platform.events.Event;
import io.spendhub.platform.sql.Versioned;
import io.spendhub.shared.Ids;
import io.spendhub.shared.Refusal;
import io.spendhub.vouchers.people.HolderId;
import io.spendhub.vouchers.people.HolderStatus;
import io.spendhub.vouchers.people.HolderView;
import io.spendhub.vouchers.people.PeopleCommand.ChangeHolder;
import io.spendhub.vouchers.people.domain.Holder;
import io.spendhub.vouchers.people.domain.Holders;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Says something of holders. A block binds the decisions that begin after it. */
@ApplicationScoped
@Transactional
public class HolderService {
  private final Holders holders;
  private final Journals journals;
  private final AuditTrail trail;
  private final Clock clock;

  HolderService(Holders holders, Journals journals, AuditTrail trail, Clock clock) {
    this.holders = holders;
    this.journals = journals;
    this.trail = trail;
    this.clock = clock;
  }

  /** 409 {@code name_taken}. */
  public HolderView create(UUID organizationId, String name, Map<String, String> metadata) {
    HolderId id = new HolderId(organizationId, Ids.next());
    Holder holder = new Holder(id, name, metadata, clock.instant());
    holders.add(holder);
    record("holder.created", id, Optional.empty(), holder);
    return holder.view();
  }

  /** 404 {@code holder_not_found}, 409 {@code name_taken}, 412 and 428 for the version. */
  public Versioned<HolderView> change(ChangeHolder command) {
    Holder holder = locked(command.id());
    command.expected().require(holder.version());
    HolderView before = holder.view();
    holder.change(command.name(), command.metadata());
    holders.update();
    record("holder.updated", command.id(), Optional.of(before), holder);
    return new Versioned<>(holder.view(), holder.version());
  }

  public Versioned<HolderView> block(HolderId id, String requestId) {
    return become(id, HolderStatus.BLOCKED, "voucher.holder_blocked", requestId);
  }

  public Versioned<HolderView> unblock(HolderId id, String requestId) {
    return become(id, HolderStatus.ACTIVE, "voucher.holder_unblocked", requestId);
  }

  private Versioned<HolderView> become(
      HolderId id, HolderStatus status, String event, String requestId) {
    Holder holder = locked(id);
    HolderView before = holder.view();
    if (holder.become(status)) {
      holders.update();
      Journal journal = journals.open(id.organizationId(), List.of());
      journal.change(new Event(event, id.id(), requestId, holder.view()), Optional.of(before));
      journal.write();
    }
    return new Versioned<>(holder.view(), holder.version());
  }

  private void record(String action, HolderId id, Optional<HolderView> before, Holder holder) {
    trail.record(id.organizationId(), action, id.id(), before, Optional.of(holder.view()));
  }

  private Holder locked(HolderId id) {
    return holders.lock(id).orElseThrow(() -> Refusal.notFound("holder"));
  }
}
