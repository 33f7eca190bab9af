package io.spendhub.platform.http.json;

import jakarta.inject.Singleton;
import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.ValueExtractor;

/** Lets {@code Patch<@PlainText String>} check what the body holds, and nothing it left out. */
@Singleton
final class PatchValues implements ValueExtractor<Patch<@ExtractedValue ?>> {
  @Override
  public void extractValues(Patch<?> patch, ValueReceiver receiver) {
    switch (patch) {
      case Patch.Absent<?> absent -> {}
      case Patch.Cleared<?> cleared -> receiver.value(null, null);
      case Patch.Replaced<?> replaced -> receiver.value(null, replaced.value());
    }
  }
}
