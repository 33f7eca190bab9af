package io.spendhub.platform.outgoing;

import java.time.Duration;
import java.util.Optional;

/** What became of a call to the server of somebody else. */
public sealed interface Reply {

  /**
   * There was an answer.
   *
   * @param retryAfter what the header of this name said in seconds, unless it said nothing or a
   *     date
   * @param body its first {@link OutgoingCalls#MOST_READ_BYTES} bytes at most, as UTF-8; not to be
   *     logged, for nobody knows what is in it
   */
  record Answered(int status, Optional<Duration> retryAfter, String body) implements Reply {}

  /** There was none. */
  record Unanswered(Why why) implements Reply {}

  /**
   * Nobody was called, for there was no room to look the name up; it says nothing about a server.
   */
  record NotTried() implements Reply {}

  /** Why there was no answer. */
  enum Why {
    /** Not within the time that was allowed. */
    TIMEOUT,
    /** The name is unknown, the connection or its TLS failed, or what came was no HTTP. */
    UNREACHABLE,
    /** No call may go to that address. */
    NOT_ALLOWED
  }
}
