package io.spendhub.vouchers.bulk;

/** Where a job stands; DONE, CANCELLED and FAILED are final, and what was done until then stays. */
public enum JobStatus {
  PENDING,
  RUNNING,
  DONE,
  CANCELLED,
  FAILED;

  public boolean isFinal() {
    return switch (this) {
      case PENDING, RUNNING -> false;
      case DONE, CANCELLED, FAILED -> true;
    };
  }
}
