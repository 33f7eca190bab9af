package io.spendhub.platform.http;

import java.util.regex.Pattern;

/**
 * Looks at a URI before it is decoded. PostgreSQL stores no NUL and the contract no control
 * character, so none may come in through a path or a query either.
 */
final class RawUri {
  private static final Pattern CONTROL = Pattern.compile("%(0|1|7[fF]|[cC]2%[89])");

  private RawUri() {}

  static boolean hasControlCharacterInPath(String uri) {
    int query = uri.indexOf('?');
    return hasControlCharacter(query < 0 ? uri : uri.substring(0, query));
  }

  static boolean hasControlCharacterInQuery(String uri) {
    int query = uri.indexOf('?');
    return query >= 0 && hasControlCharacter(uri.substring(query));
  }

  private static boolean hasControlCharacter(String part) {
    return part.indexOf('%') >= 0 && CONTROL.matcher(part).find();
  }
}
