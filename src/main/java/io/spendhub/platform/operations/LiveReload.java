package io.spendhub.platform.operations;

/** Whether the program runs under live reload, where its process outlives each of its runs. */
public final class LiveReload {
  private LiveReload() {}

  /**
   * Told by the class loader, which is another than that of the packaged program. Quarkus' own
   * launch mode is set only after the program has begun.
   */
  public static boolean isOn() {
    ClassLoader loader = LiveReload.class.getClassLoader();
    return loader != null
        && loader.getClass().getName().startsWith("io.quarkus.bootstrap.classloading.");
  }
}
