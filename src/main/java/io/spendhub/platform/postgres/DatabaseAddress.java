package io.spendhub.platform.postgres;

/** How to reach a database: a JDBC URL and a login. */
public record DatabaseAddress(String url, String user, String password) {

  /** Leaves the password out, so that no log ever holds it. */
  @Override
  public String toString() {
    return user + " at " + url;
  }
}
