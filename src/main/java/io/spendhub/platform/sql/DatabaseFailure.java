package io.spendhub.platform.sql;

import java.sql.SQLException;

/** The database did not do what it was asked. The SQLSTATE tells whether to try again. */
public final class DatabaseFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatabaseFailure(SQLException cause) {
    super(cause.getMessage(), cause);
  }
}
