package io.spendhub.platform.http.problems;

/** The body went past its limit while it was being read. */
public final class BodyTooLarge extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BodyTooLarge() {
    super("body too large", null, false, false);
  }
}
