package io.spendhub.shared;

import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes back what a step has changed in memory, should it fail half-way. What is to be taken back
 * lives in the collections that are made here; they keep the order in which they were filled.
 */
public final class Undo {
  private final Deque<Runnable> changes = new ArrayDeque<>();

  /** Runs a step; if it throws, everything that it changed stands again as it did before. */
  public <T> T attempt(Supplier<T> step) {
    changes.clear();
    try {
      return step.get();
    } catch (RuntimeException failure) {
      while (!changes.isEmpty()) {
        changes.pop().run();
      }
      throw failure;
    }
  }

  /** A map that begins with these entries. */
  public <K, V> Map<K, V> map(Map<K, V> entries) {
    return new KeptMap<>(entries);
  }

  public <K, V> Map<K, V> map() {
    return map(Map.of());
  }

  public <E> Set<E> set() {
    return Collections.newSetFromMap(map());
  }

  /** A list that grows at its end only. */
  public <E> List<E> list() {
    return new KeptList<>();
  }

  private final class KeptMap<K, V> extends AbstractMap<K, V> {
    private final Map<K, V> entries;

    KeptMap(Map<K, V> entries) {
      this.entries = new LinkedHashMap<>(entries);
    }

    @Override
    public @Nullable V get(Object key) {
      return entries.get(key);
    }

    @Override
    public boolean containsKey(Object key) {
      return entries.containsKey(key);
    }

    @Override
    public @Nullable V put(K key, V value) {
      V before = entries.put(key, value);
      changes.push(() -> restore(key, before));
      return before;
    }

    @Override
    public @Nullable V remove(Object key) {
      if (!entries.containsKey(key)) {
        return null;
      }
      Map<K, V> all = new LinkedHashMap<>(entries);
      changes.push(
          () -> {
            entries.clear();
            entries.putAll(all);
          });
      return entries.remove(key);
    }

    private void restore(K key, @Nullable V before) {
      if (before == null) {
        entries.remove(key);
      } else {
        entries.put(key, before);
      }
    }

    /** To look at: what is changed past {@link #put} and {@link #remove} could not be undone. */
    @Override
    public Set<Entry<K, V>> entrySet() {
      return Collections.unmodifiableMap(entries).entrySet();
    }
  }

  private final class KeptList<E> extends AbstractList<E> {
    private final List<E> elements = new ArrayList<>();

    @Override
    public boolean add(E element) {
      changes.push(elements::removeLast);
      return elements.add(element);
    }

    @Override
    public E get(int index) {
      return elements.get(index);
    }

    @Override
    public int size() {
      return elements.size();
    }
  }
}
