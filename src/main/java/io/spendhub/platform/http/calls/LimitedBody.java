package io.spendhub.platform.http.calls;

import io.spendhub.platform.http.problems.Fault;
import io.spendhub.shared.Refusal;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request body that ends in a refusal where its limit is passed or its sender goes away. */
class LimitedBody extends FilterInputStream {
  private long remaining;

  LimitedBody(InputStream body, long limit) {
    super(body);
    this.remaining = limit;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    int count = readWhatWasSent(buffer, offset, length);
    remaining -= Math.max(count, 0);
    if (remaining < 0) {
      throw new Fault.TooLarge();
    }
    return count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private int readWhatWasSent(byte[] buffer, int offset, int length) {
    try {
      return in.read(buffer, offset, length);
    } catch (IOException interrupted) {
      // Nobody is left to read this answer, but the log must not count it as a failure of ours.
      throw Refusal.of(Refusal.Kind.INVALID, "body_incomplete", "The body ended too early.");
    }
  }
}
