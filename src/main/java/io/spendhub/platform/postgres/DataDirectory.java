package io.spendhub.platform.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * What the embedded PostgreSQL keeps between runs: its data, its password, its programs, and the
 * lock that makes one service at a time the owner of them all.
 */
final class DataDirectory {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Path root;

  DataDirectory(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  Path root() {
    return root;
  }

  /** Where PostgreSQL keeps its files. */
  Path cluster() {
    return root.resolve("postgresql");
  }

  /** What PostgreSQL's programs say before the server writes a log of its own. */
  Path startLog() {
    return root.resolve("postgresql-start.log");
  }

  private Path passwordFile() {
    return root.resolve("password");
  }

  /**
   * Takes the directory for this process. The operating system gives the lock back when the process
   * ends, however it ends; empty means that another service holds it now.
   */
  Optional<FileLock> lock() throws IOException {
    Files.createDirectories(root);
    FileChannel channel =
        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    Optional<FileLock> lock = tryLock(channel);
    if (lock.isEmpty()) {
      channel.close();
    }
    return lock;
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException heldByThisProcess) {
      return Optional.empty();
    }
  }

  /** The major version whose data lie here; empty when nothing does yet. */
  Optional<String> majorVersion() throws IOException {
    Path version = cluster().resolve("PG_VERSION");
    return Files.exists(version)
        ? Optional.of(Files.readString(version).strip())
        : Optional.empty();
  }

  /** The password file that initdb reads, made with a new password where there is none. */
  Path makePassword() throws IOException {
    if (!Files.exists(passwordFile())) {
      byte[] secret = new byte[24];
      new SecureRandom().nextBytes(secret);
      Path unfinished = root.resolve("password.new");
      Files.deleteIfExists(unfinished);
      Files.createFile(unfinished, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      Files.writeString(unfinished, HexFormat.of().formatHex(secret));
      Files.move(unfinished, passwordFile());
    }
    return passwordFile();
  }

  String password() throws IOException {
    return Files.readString(passwordFile()).strip();
  }

  /** The last lines that PostgreSQL's programs said, for a message to the operator. */
  String lastWords() throws IOException {
    if (!Files.exists(startLog())) {
      return "";
    }
    var lines = Files.readAllLines(startLog());
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
  }
}
