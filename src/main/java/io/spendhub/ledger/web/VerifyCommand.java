package io.spendhub.ledger.web;

import io.spendhub.identity.Directory;
import io.spendhub.ledger.VerificationView;
import io.spendhub.ledger.VerificationView.CheckView;
import io.spendhub.ledger.query.Verification;
import io.spendhub.platform.database.Schema;
import io.spendhub.platform.operations.OperatorCommand;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Proves the ledger of every organization, from the shell. */
@Singleton
class VerifyCommand implements OperatorCommand {
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
    if (!schema.exists()) {
      System.err.println(
          "spendhub: this database holds no SpendHub yet; make it with `make migrate` or `make run`.");
      return 1;
    }
    boolean ok = true;
    List<UUID> organizations = directory.organizationIds();
    for (UUID organizationId : organizations) {
      VerificationView proof = verification.verify(organizationId);
      System.out.printf("organization %s: %s%n", organizationId, proof.ok() ? "ok" : "NOT OK");
      proof.checks().forEach(VerifyCommand::print);
      ok &= proof.ok();
    }
    System.out.printf("organizations: %d, %s%n", organizations.size(), ok ? "ok" : "NOT OK");
    return ok ? 0 : 1;
  }

  private static void print(CheckView check) {
    System.out.printf(
        "  %-40s %-6s %12d  %s%n",
        check.name(), check.ok() ? "ok" : "FAILED", check.figure(), check.difference().orElse(""));
  }
}
