package io.spendhub.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** nginx with the gateway's configuration, in front of processes of a test. */
public final class Gateway implements AutoCloseable {
  private static final Path CONFIGURATION = Path.of("src/main/docker/gateway.conf");
  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final int port;

  private Gateway(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts one; the test that asks for it is skipped where there is no nginx.
   *
   * @param folder for what it writes
   * @param parts where each part is served that the configuration names
   */
  public static Gateway starting(Path folder, Map<String, URI> parts) throws IOException {
    Path program =
        Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/bin/nginx")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(folder);
    assumeTrue(Files.isRegularFile(program), "needs nginx (Debian: nginx-light)");
    int port = freePort();
    Files.writeString(folder.resolve("gateway.conf"), addressed(parts, port));
    Path main = Files.writeString(folder.resolve("nginx.conf"), main(folder));
    Process process =
        new ProcessBuilder(program.toString(), "-p", folder.toString(), "-c", main.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nginx.log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    Gateway gateway = new Gateway(process, port);
    Until.holds(() -> gateway.listens(folder));
    return gateway;
  }

  /** Each server as it is named, and the port, are where a test has them. */
  private static String addressed(Map<String, URI> parts, int port) throws IOException {
    String text = Files.readString(CONFIGURATION);
    for (Map.Entry<String, URI> part : parts.entrySet()) {
      text =
          text.replace(
              "server " + part.getKey() + ":8080;",
              "server " + part.getValue().getAuthority() + ";");
    }
    return text.replace("listen 8080;", "listen 127.0.0.1:" + port + ";");
  }

  private static String main(Path folder) {
    return """
        daemon off;
        master_process off;
        pid %1$s/nginx.pid;
        error_log stderr;
        events {}
        http {
          access_log off;
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi;
          scgi_temp_path %1$s/scgi;
          include %1$s/gateway.conf;
        }
        """
        .formatted(folder);
  }

  private boolean listens(Path folder) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      if (!process.isAlive()) {
        throw new IllegalStateException("nginx has ended; see " + folder.resolve("nginx.log"));
      }
      return false;
    }
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
