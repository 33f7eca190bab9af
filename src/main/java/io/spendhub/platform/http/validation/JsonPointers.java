package io.spendhub.platform.http.validation;

/** JSON pointers (RFC 6901). */
public final class JsonPointers {
  private JsonPointers() {}

  /** One reference token, in which "~" and "/" are written as "~0" and "~1". */
  public static String escape(String token) {
    return token.replace("~", "~0").replace("/", "~1");
  }
}
