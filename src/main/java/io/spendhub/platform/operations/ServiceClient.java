package io.spendhub.platform.operations;

import java.net.URI;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * A command that works over HTTP against a service: the one that {@code SPENDHUB_URL} names where
 * it may, else one that is started in this process for it.
 *
 * @param name the word that calls it
 * @param parameters how the usage shows its arguments; empty when it takes none
 * @param summary what it does, in one line of the usage
 * @param keepsServing whether the service of this process goes on afterwards until it is told to
 *     end; such a command always has a service of its own
 * @param check looks at the arguments before a service is started for them; answers 0 to go on, or
 *     the exit code, and then has said why
 */
public record ServiceClient(
    String name,
    String parameters,
    String summary,
    boolean keepsServing,
    ToIntFunction<List<String>> check,
    Work work) {

  /** The work itself; it answers the exit code. */
  @FunctionalInterface
  public interface Work {
    int run(List<String> arguments, URI service) throws Exception;
  }
}
