package io.spendhub.platform.outgoing;

import io.spendhub.platform.outgoing.Lookups.NoRoom;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where calls of the service may go: by https to public addresses, and anywhere in the networks
 * that the operator names. A name stands for all of its addresses, of which none may lie elsewhere.
 */
@ApplicationScoped
public class Targets {
  static final String SETTING = "SPENDHUB_WEBHOOK_ALLOW";
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration WAIT_FOR_ROOM = Duration.ofSeconds(5);

  private final List<Network> allowed;
  private final Lookups lookups;

  @Inject
  Targets(@ConfigProperty(name = SETTING) Optional<String> allowed) {
    this(
        Network.list(allowed.orElse(""))
            .orElseThrow(() -> new IllegalArgumentException(SETTING + " holds no networks")),
        InetAddress::getAllByName);
  }

  Targets(List<Network> allowed, Lookups.Resolver resolver) {
    this.allowed = allowed;
    this.lookups = new Lookups(resolver);
  }

  /** No call may go there. */
  static final class NotAllowed extends Exception {
    private static final long serialVersionUID = 1L;

    private final String why;

    NotAllowed(String why) {
      super(why, null, false, false);
      this.why = why;
    }
  }

  /**
   * Refuses a url to which no call may go, as far as that can be told now.
   *
   * @param organizationId whose call it is
   * @param pointer the field that holds the url
   * @throws Refusal 400 if it is no url of HTTP, 422 {@code url_not_allowed}, 503 {@code
   *     unavailable} while too many names are looked up
   */
  public void require(UUID organizationId, String pointer, String url) {
    Target target =
        Target.of(url)
            .orElseThrow(
                () ->
                    Refusal.invalidField(
                        pointer,
                        "wrong_format",
                        "It must be an https url with a host, without a user and a fragment."));
    try {
      var _ = addressOf(organizationId, target, PATIENCE);
    } catch (NotAllowed refused) {
      throw Refusal.unprocessable("url_not_allowed", refused.why);
    } catch (UnknownHostException | TimeoutException unknown) {
      throw Refusal.unprocessable("url_not_allowed", "The host of the url has no known address.");
    } catch (NoRoom tooMany) {
      throw Refusal.unavailable("Too many hosts are looked up. Try again.", WAIT_FOR_ROOM);
    }
  }

  /**
   * The address to connect to, which was checked: the name must not be looked up again for that.
   *
   * @param organizationId whose call it is
   * @throws UnknownHostException if the name has no address
   * @throws TimeoutException if nobody said so in time
   * @throws NoRoom if nobody was asked
   */
  InetAddress addressOf(UUID organizationId, Target target, Duration patience)
      throws NotAllowed, UnknownHostException, TimeoutException, NoRoom {
    List<InetAddress> addresses = lookUp(organizationId, target.host(), patience);
    for (InetAddress address : addresses) {
      boolean named = allowed.stream().anyMatch(network -> network.contains(address));
      if (!named && !PublicAddresses.contain(address)) {
        throw new NotAllowed("The host of the url has an address that is not public.");
      }
      if (!named && !target.secure()) {
        throw new NotAllowed("The url must begin with https://.");
      }
    }
    return addresses.getFirst();
  }

  private List<InetAddress> lookUp(UUID organizationId, String host, Duration patience)
      throws UnknownHostException, TimeoutException, NoRoom {
    try {
      return lookups.of(organizationId, host).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof NoRoom tooMany) {
        throw tooMany;
      }
      throw new UnknownHostException(host);
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException(host);
    }
  }
}
