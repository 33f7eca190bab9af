package io.spendhub.platform.sql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Remembers what was read of rows that never change, for ten minutes after it was read: a failover
 * may have lost a row that was read before it. Two that miss the same read it both: were one to
 * wait for the other, it would wait for the share of another organization.
 */
public final class Remembered<K, V> {
  private static final Duration FOR = Duration.ofMinutes(10);

  private final Cache<K, V> values;

  /**
   * Remembers nothing yet.
   *
   * @param atMost how many, of which those that are asked for most stay longest
   */
  public Remembered(int atMost) {
    this.values = Caffeine.newBuilder().maximumSize(atMost).expireAfterWrite(FOR).build();
  }

  /** What is remembered, else what is read now; what is not there may be there the next time. */
  public Optional<V> get(K key, Function<K, Optional<V>> read) {
    Optional<V> known = Optional.ofNullable(values.getIfPresent(key));
    if (known.isPresent()) {
      return known;
    }
    Optional<V> found = read.apply(key);
    found.ifPresent(value -> values.put(key, value));
    return found;
  }

  /** The same for many, of which those that are not remembered are read at once. */
  public Map<K, V> getAll(Collection<K> keys, Function<Collection<K>, Map<K, V>> read) {
    Map<K, V> all = new HashMap<>(values.getAllPresent(keys));
    Set<K> missing = new LinkedHashSet<>(keys);
    missing.removeAll(all.keySet());
    if (!missing.isEmpty()) {
      Map<K, V> found = read.apply(missing);
      values.putAll(found);
      all.putAll(found);
    }
    return all;
  }
}
