package io.spendhub.platform.postgres;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The settings that the embedded PostgreSQL runs with. They are written anew into {@code
 * postgresql.conf} at each start; what an operator sets by {@code ALTER SYSTEM} goes before them.
 */
final class ServerSettings {
  private static final Map<String, String> SETTINGS =
      new TreeMap<>(
          Map.ofEntries(
              // An acknowledged purchase survives a power cut. Never to be traded for speed.
              Map.entry("fsync", "on"),
              Map.entry("full_page_writes", "on"),
              Map.entry("synchronous_commit", "on"),
              // Only this machine may come in, over TCP (JDBC speaks nothing else).
              Map.entry("listen_addresses", "'127.0.0.1'"),
              Map.entry("unix_socket_directories", "''"),
              Map.entry("password_encryption", "'scram-sha-256'"),
              // Pools of 24 and 16 connections for two services, and room for an operator.
              Map.entry("max_connections", "120"),
              Map.entry("shared_buffers", "'256MB'"),
              Map.entry("effective_cache_size", "'1GB'"),
              Map.entry("maintenance_work_mem", "'128MB'"),
              // Few and long checkpoints: each one makes every page be logged whole once again.
              Map.entry("wal_buffers", "'16MB'"),
              Map.entry("min_wal_size", "'512MB'"),
              Map.entry("max_wal_size", "'4GB'"),
              Map.entry("checkpoint_timeout", "'15min'"),
              Map.entry("checkpoint_completion_target", "0.9"),
              // Solid state disks are the rule: a random page costs about what the next one does.
              Map.entry("random_page_cost", "1.1"),
              Map.entry("jit", "off"),
              // Counters are updated in place; dead rows must go before pages fill with them.
              Map.entry("autovacuum_vacuum_scale_factor", "0.05"),
              Map.entry("autovacuum_naptime", "'15s'"),
              Map.entry("timezone", "'UTC'"),
              Map.entry("log_timezone", "'UTC'"),
              Map.entry("lc_messages", "'C'"),
              // One file per weekday, overwritten a week later, so that logs cannot fill the disk.
              Map.entry("logging_collector", "on"),
              Map.entry("log_filename", "'postgresql-%a.log'"),
              Map.entry("log_rotation_age", "'1d'"),
              Map.entry("log_rotation_size", "0"),
              Map.entry("log_truncate_on_rotation", "on"),
              // People, merchants, codes and references stay out of the log: neither the details
              // of an error, which repeat a row, nor its statement, nor values of parameters.
              Map.entry("log_error_verbosity", "'terse'"),
              Map.entry("log_min_error_statement", "'panic'"),
              Map.entry("log_statement", "'none'"),
              Map.entry("log_min_duration_statement", "-1"),
              Map.entry("log_parameter_max_length", "0"),
              Map.entry("log_parameter_max_length_on_error", "0"),
              Map.entry("log_lock_waits", "on")));

  private ServerSettings() {}

  static String file() {
    String head = "# Written by SpendHub at each start. Use ALTER SYSTEM to change a setting.\n";
    return SETTINGS.entrySet().stream()
        .map(setting -> setting.getKey() + " = " + setting.getValue() + "\n")
        .collect(Collectors.joining("", head, ""));
  }
}
