package io.spendhub.platform.postgres;

/** No database can be had; the message tells the operator why and what to do. */
public final class DatabaseUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean bySetting;

  public DatabaseUnavailable(String message) {
    this(message, false);
  }

  public DatabaseUnavailable(String message, Throwable cause) {
    super(message, cause);
    this.bySetting = false;
  }

  private DatabaseUnavailable(String message, boolean bySetting) {
    super(message);
    this.bySetting = bySetting;
  }

  /** A setting is wrong, and nothing will come of trying again before it is another. */
  public static DatabaseUnavailable bySetting(String message) {
    return new DatabaseUnavailable(message, true);
  }

  /** Whether a setting is wrong, rather than the world. */
  public boolean isBySetting() {
    return bySetting;
  }
}
