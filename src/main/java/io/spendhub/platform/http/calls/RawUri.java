package io.spendhub.platform.http.calls;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a URI before it is decoded. PostgreSQL stores no NUL and the contract no control
 * character, so none may come in through a path or a query either.
 */
final class RawUri {
  private static final Pattern CONTROL = Pattern.compile("%(0|1|7[fF]|[cC]2%[89])");

  private RawUri() {}

  /** Whether it is none by RFC 2396, as with a percent sign without two digits, or has no path. */
  static boolean isMalformed(@Nullable String uri) {
    if (uri == null) {
      return true;
    }
    try {
      return new URI(uri).getRawPath() == null;
    } catch (URISyntaxException malformed) {
      return true;
    }
  }

  static boolean hasControlCharacterInPath(String uri) {
    return hasControlCharacter(path(uri));
  }

  /** JAX-RS would cut them off and pass them over; no resource here has any. */
  static boolean hasMatrixParameter(String uri) {
    return path(uri).indexOf(';') >= 0;
  }

  private static String path(String uri) {
    int query = uri.indexOf('?');
    return query < 0 ? uri : uri.substring(0, query);
  }

  static boolean hasControlCharacterInQuery(String uri) {
    int query = uri.indexOf('?');
    return query >= 0 && hasControlCharacter(uri.substring(query));
  }

  private static boolean hasControlCharacter(String part) {
    return part.indexOf('%') >= 0 && CONTROL.matcher(part).find();
  }
}
