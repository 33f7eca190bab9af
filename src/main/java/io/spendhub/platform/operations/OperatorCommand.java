package io.spendhub.platform.operations;

import java.util.List;

/**
 * Something an operator does from the shell with the database at hand and no HTTP listener. A
 * context contributes one as a CDI bean; it is found by its name.
 */
public interface OperatorCommand {

  /** The word that calls it: lower case, with hyphens. */
  String name();

  /** What it does, in one line of the usage. */
  String summary();

  /**
   * @param arguments what followed the name
   * @return the exit code of the process: 0 when all is well
   */
  int run(List<String> arguments) throws Exception;
}
