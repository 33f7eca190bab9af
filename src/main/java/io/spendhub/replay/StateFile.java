package io.spendhub.replay;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import com.fasterxml.jackson.databind.JsonNode;
import io.spendhub.replay.client.Json;
import io.spendhub.replay.client.ReplayFailure;
import io.spendhub.replay.purchases.Hashes;
import io.spendhub.replay.purchases.PurchaseFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the organization of one replay (one file, one service, one set of limits) so that a second
 * run goes on with it. It holds a secret: only its owner may read it.
 */
final class StateFile {
  private static final int HASH_LENGTH = 16;

  private final Path folder;
  private final Path path;

  StateFile(Path folder, String name) {
    this.folder = folder;
    this.path = folder.resolve(name);
  }

  static StateFile of(Settings settings, PurchaseFile file, List<CardLimit> limits) {
    String place = limits.isEmpty() ? "" : " " + limits;
    String name =
        file.hash().substring(0, HASH_LENGTH) + "-" + Hashes.shortOf(settings.service() + place);
    return new StateFile(settings.replayFolder(), name + ".json");
  }

  Optional<KeptOrganization> read() {
    try {
      JsonNode kept = Json.read(Files.readAllBytes(path));
      return Optional.of(
          new KeptOrganization(
              kept.required("organizationId").asText(),
              kept.required("secret").asText(),
              Instant.parse(kept.required("createdAt").asText())));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException | DateTimeException damaged) {
      throw new ReplayFailure(
          path + " cannot be read; without it, the replay begins anew. Remove it to do so.",
          damaged);
    }
  }

  /** All or nothing: a crash leaves the old file or the new one. */
  void write(KeptOrganization organization) {
    byte[] json =
        Json.bytes(
            Json.object()
                .put("organizationId", organization.organizationId())
                .put("secret", organization.secret())
                .put("createdAt", organization.createdAt().toString()));
    try {
      Files.createDirectories(folder, ownerOnly("rwx------"));
      Path draft = path.resolveSibling(path.getFileName() + ".new");
      Files.deleteIfExists(draft);
      try (FileChannel channel =
          FileChannel.open(draft, Set.of(CREATE_NEW, WRITE), ownerOnly("rw-------"))) {
        channel.write(ByteBuffer.wrap(json));
        channel.force(true);
      }
      Files.move(draft, path, ATOMIC_MOVE, REPLACE_EXISTING);
    } catch (IOException unwritable) {
      throw new ReplayFailure(path + " cannot be written: " + unwritable.getMessage(), unwritable);
    }
  }

  private static FileAttribute<?> ownerOnly(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }
}
