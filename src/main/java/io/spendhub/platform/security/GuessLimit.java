package io.spendhub.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Bounds how many codes that do not exist may be tried, per caller and per address. Trying one that
 * exists costs nothing, so that a busy shop is never refused. Each process counts for itself.
 *
 * <p>A guess is taken before the look-up and given back on a hit; so the bound holds however many
 * are under way at once. Who finds none left while others are under way waits for these, which may
 * give some back.
 *
 * <p>Only so many callers and addresses are remembered; those that call most stay longest.
 */
@ApplicationScoped
public class GuessLimit {
  private static final int REMEMBERED_AT_MOST = 50_000;
  private static final long USUAL_PER_MINUTE = 60;

  private final long perMinute;
  private final TimeMeter time;
  private final Cache<String, Guesses> remembered =
      Caffeine.newBuilder().maximumSize(REMEMBERED_AT_MOST).build();

  /**
   * @param perMinute for each caller and each address, at least 1 (the command line refuses to
   *     start with less); so many may be tried at once, and come back evenly
   */
  GuessLimit(
      Clock clock,
      @ConfigProperty(name = "SPENDHUB_VOUCHER_GUESSES_PER_MINUTE") OptionalLong perMinute) {
    this.perMinute = perMinute.orElse(USUAL_PER_MINUTE);
    this.time = new Meter(clock);
  }

  /**
   * Looks something up; a look-up that fails is no guess.
   *
   * @param caller the id of the API key, or of the user
   * @param address the organization and where the call came from: behind a proxy all of them come
   *     from one place, and no organization's guesses are another's
   * @throws Refusal 429 {@code too_many_guesses}, with the time until the next guess
   */
  public <T> Optional<T> limited(String caller, String address, Supplier<Optional<T>> lookup) {
    // Always in this order, so that no two look-ups wait for each other.
    return of("caller " + caller).limited(() -> of("address " + address).limited(lookup));
  }

  private Guesses of(String name) {
    return remembered.get(name, unseen -> new Guesses(bucket()));
  }

  private Bucket bucket() {
    return Bucket.builder()
        .withCustomTimePrecision(time)
        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
        .build();
  }

  /** The service's clock, as buckets ask for it. */
  private record Meter(Clock clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return Duration.between(Instant.EPOCH, clock.instant()).toNanos();
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
