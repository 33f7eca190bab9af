package io.spendhub.platform.outgoing;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * An address of HTTP, taken apart once, so that what is checked is what is called.
 *
 * @param host a name or a literal address, without the brackets of IPv6
 * @param pathAndQuery as it was given, {@code /} at least
 */
public record Target(boolean secure, String host, int port, String pathAndQuery) {
  private static final int HTTPS = 443;
  private static final int HTTP = 80;
  private static final int HIGHEST_PORT = 65_535;

  /** The parts of a url; empty unless it is one of http or https with a host and no user. */
  public static Optional<Target> of(String url) {
    try {
      URI uri = new URI(url);
      String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
      boolean known = scheme.equals("https") || scheme.equals("http");
      if (!known
          || uri.getHost() == null
          || uri.getRawUserInfo() != null
          || uri.getRawFragment() != null
          || uri.getPort() == 0
          || uri.getPort() > HIGHEST_PORT) {
        return Optional.empty();
      }
      return Optional.of(of(uri, scheme.equals("https")));
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
  }

  private static Target of(URI uri, boolean secure) {
    int usual = secure ? HTTPS : HTTP;
    String path = Optional.of(uri.getRawPath()).filter(text -> !text.isEmpty()).orElse("/");
    String query = Optional.ofNullable(uri.getRawQuery()).map("?"::concat).orElse("");
    return new Target(
        secure,
        uri.getHost().replaceAll("[\\[\\]]", ""),
        uri.getPort() < 0 ? usual : uri.getPort(),
        path + query);
  }
}
