package io.spendhub.identity.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spendhub.testing.PostgresResource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** What is stored, past the service. */
final class Rows {
  private Rows() {}

  /** Every row of a table as PostgreSQL writes it; binary columns are in hexadecimal. */
  static List<String> textOf(String table) throws SQLException {
    try (Connection connection = PostgresResource.connect();
        PreparedStatement select =
            connection.prepareStatement("select t::text from " + table + " t");
        ResultSet results = select.executeQuery()) {
      List<String> rows = new ArrayList<>();
      while (results.next()) {
        rows.add(results.getString(1));
      }
      return rows;
    }
  }

  static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(UTF_8));
  }

  /** Puts the end of a key a moment into the past, as if time had gone by. */
  static void expire(UUID keyId) throws SQLException {
    update("update identity.api_keys set expires_at = now() where id = ?", keyId);
  }

  /** Revokes a key without the service's knowledge. */
  static void revoke(UUID keyId) throws SQLException {
    update("update identity.api_keys set revoked_at = now() where id = ?", keyId);
  }

  private static void update(String sql, UUID id) throws SQLException {
    try (Connection connection = PostgresResource.connect();
        PreparedStatement update = connection.prepareStatement(sql)) {
      update.setObject(1, id);
      if (update.executeUpdate() != 1) {
        throw new IllegalStateException("no such row");
      }
    }
  }
}
