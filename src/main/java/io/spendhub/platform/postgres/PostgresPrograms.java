package io.spendhub.platform.postgres;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.io.FileUtils;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL for this machine, unpacked from the jar that carries them. */
final class PostgresPrograms {
  private final Path directory;

  private PostgresPrograms(Path directory) {
    this.directory = directory;
  }

  /**
   * Unpacks them below the given directory, once for each version. They appear there under their
   * final name only when they are complete, so that a start that was cut short leaves no half.
   */
  static PostgresPrograms below(Path parent) throws IOException {
    byte[] archive = archive();
    Path home = parent.resolve("postgresql-" + fingerprint(archive)).toAbsolutePath();
    if (!Files.isDirectory(home)) {
      Files.createDirectories(parent);
      Path unfinished = Files.createTempDirectory(parent, "unpacking-");
      unpack(archive, unfinished);
      moveIntoPlace(unfinished, home);
    }
    return new PostgresPrograms(home);
  }

  private static byte[] archive() throws IOException {
    String system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
    String processor = System.getProperty("os.arch");
    String machine = processor.equals("amd64") ? "x86_64" : processor;
    try (InputStream jar = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine)) {
      return jar.readAllBytes();
    }
  }

  private static String fingerprint(byte[] archive) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }

  private static void moveIntoPlace(Path unfinished, Path home) throws IOException {
    try {
      Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      if (!Files.isDirectory(home)) {
        throw failure;
      }
      FileUtils.deleteDirectory(unfinished.toFile());
    }
  }

  private static void unpack(byte[] archive, Path target) throws IOException {
    InputStream plain = new XZInputStream(new ByteArrayInputStream(archive));
    try (TarArchiveInputStream entries = new TarArchiveInputStream(plain)) {
      for (TarArchiveEntry entry = entries.getNextEntry();
          entry != null;
          entry = entries.getNextEntry()) {
        unpack(entry, entries, target.resolve(entry.getName()).normalize());
      }
    }
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, path);
      path.toFile().setExecutable((entry.getMode() & 0100) != 0);
    }
  }

  /**
   * Runs one program to its end and answers its exit code; what it prints is added to the file.
   * PostgreSQL refuses to be run by root, so for root it runs in a user namespace of its own.
   */
  int run(Path output, List<String> command) throws IOException {
    List<String> line = new ArrayList<>();
    if (LinuxUtils.isUnshareAvailable()) {
      line.addAll(List.of("unshare", "-U"));
    }
    line.add(directory.resolve("bin").resolve(command.getFirst()).toString());
    line.addAll(command.subList(1, command.size()));
    Process process =
        new ProcessBuilder(line)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
            .start();
    return awaitEnd(process, command.getFirst());
  }

  private static int awaitEnd(Process process, String program) throws IOException {
    try {
      while (!process.waitFor(10, TimeUnit.SECONDS)) {
        System.err.println("spendhub: still waiting for " + program + " of PostgreSQL");
      }
      return process.exitValue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while waiting for " + program, interrupted);
    }
  }

  /** The major version, from the first line of the catalogue that initdb starts from. */
  String majorVersion() throws IOException {
    Path catalogue = directory.resolve("share/postgresql/postgres.bki");
    try (BufferedReader lines = Files.newBufferedReader(catalogue)) {
      return String.valueOf(lines.readLine()).replace("# PostgreSQL ", "").strip();
    }
  }
}
