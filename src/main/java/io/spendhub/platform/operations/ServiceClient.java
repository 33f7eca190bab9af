package io.spendhub.platform.operations;

import java.net.URI;
import java.util.List;

/**
 * A command that works over HTTP against a service: the one that {@code SPENDHUB_URL} names where
 * it may, else one that is started in this process for it.
 *
 * @param name the word that calls it
 * @param parameters how the usage shows its arguments; empty when it takes none
 * @param summary what it does, in one line of the usage
 * @param keepsServing whether the service of this process goes on afterwards until it is told to
 *     end; such a command always has a service of its own
 */
public record ServiceClient(
    String name, String parameters, String summary, boolean keepsServing, Work work) {

  /** The work itself; it answers the exit code. */
  @FunctionalInterface
  public interface Work {
    int run(List<String> arguments, URI service) throws Exception;
  }
}
