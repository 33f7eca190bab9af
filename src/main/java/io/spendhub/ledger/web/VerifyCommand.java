package io.spendhub.ledger.web;

import io.spendhub.identity.Directory;
import io.spendhub.ledger.VerificationView;
import io.spendhub.ledger.VerificationView.CheckView;
import io.spendhub.ledger.query.Verification;
import io.spendhub.platform.operations.OperatorCommand;
import io.spendhub.platform.startup.Schema;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Proves the ledger of every organization, from the shell, however long that takes. */
@Singleton
class VerifyCommand implements OperatorCommand {
  private static final String HEADS = "--heads";
  private static final int USAGE_ERROR = 2;

  private final Directory directory;
  private final Verification verification;
  private final Schema schema;

  VerifyCommand(Directory directory, Verification verification, Schema schema) {
    this.directory = directory;
    this.verification = verification;
    this.schema = schema;
  }

  @Override
  public String name() {
    return "verify";
  }

  @Override
  public String summary() {
    return "prove the ledger from its transfers; exit 1 if it does not hold";
  }

  @Override
  public int run(List<String> arguments) {
    LoggedHeads noted;
    try {
      noted = noted(arguments);
    } catch (IOException unreadable) {
      System.err.println("spendhub: the log cannot be read: " + unreadable);
      return USAGE_ERROR;
    } catch (IllegalArgumentException misunderstood) {
      System.err.println("spendhub: " + misunderstood.getMessage());
      return USAGE_ERROR;
    }
    if (!schema.exists()) {
      System.err.println(
          "spendhub: this database holds no SpendHub yet; make it with `make migrate` or `make run`.");
      return 1;
    }
    return verify(noted) ? 0 : 1;
  }

  /** A log without a head proves less than was asked for, and whoever asked is told. */
  private static LoggedHeads noted(List<String> arguments) throws IOException {
    if (arguments.isEmpty()) {
      return LoggedHeads.none();
    }
    if (arguments.size() != 2 || !arguments.getFirst().equals(HEADS)) {
      throw new IllegalArgumentException("verify takes nothing, or " + HEADS + " and a log file.");
    }
    LoggedHeads noted = LoggedHeads.from(arguments.get(1));
    if (noted.count() == 0) {
      throw new IllegalArgumentException("there is no head of a chain in " + arguments.get(1));
    }
    return noted;
  }

  private boolean verify(LoggedHeads noted) {
    boolean ok = true;
    List<UUID> organizations = directory.organizationIds();
    for (UUID organizationId : organizations) {
      VerificationView proof = verification.verify(organizationId, noted.of(organizationId));
      System.out.printf("organization %s: %s%n", organizationId, proof.ok() ? "ok" : "NOT OK");
      proof.checks().forEach(VerifyCommand::print);
      ok &= proof.ok();
    }
    Set<UUID> gone = new TreeSet<>(noted.byOrganization().keySet());
    gone.removeAll(organizations);
    for (UUID organizationId : gone) {
      System.out.printf("organization %s: NOT OK, it is in the log only%n", organizationId);
      ok = false;
    }
    System.out.printf(
        "organizations: %d, noted heads: %d, %s%n",
        organizations.size(), noted.count(), ok ? "ok" : "NOT OK");
    return ok;
  }

  private static void print(CheckView check) {
    System.out.printf(
        "  %-40s %-6s %12d  %s%n",
        check.name(), check.ok() ? "ok" : "FAILED", check.figure(), check.difference().orElse(""));
  }
}
