package io.spendhub.platform.http;

/** The body went past its limit while it was being read. */
final class BodyTooLarge extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BodyTooLarge() {
    super("body too large", null, false, false);
  }
}
