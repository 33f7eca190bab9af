package io.spendhub.replay.purchases;

import io.spendhub.replay.client.ReplayFailure;

/** The file cannot be replayed as it is; nothing was sent. The message names line and column. */
final class MalformedFile extends ReplayFailure {
  private static final long serialVersionUID = 1L;

  MalformedFile(String message) {
    super(message);
  }

  static MalformedFile at(int line, String column, String problem) {
    return new MalformedFile("Line " + line + ", column " + column + ": " + problem + ".");
  }

  static MalformedFile at(int line, String problem) {
    return new MalformedFile("Line " + line + ": " + problem + ".");
  }
}
