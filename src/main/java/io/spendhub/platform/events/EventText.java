package io.spendhub.platform.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import io.spendhub.shared.NotInEvents;
import jakarta.enterprise.context.ApplicationScoped;

/** The data of events as the JSON text that is stored, without what is {@link NotInEvents}. */
@ApplicationScoped
public class EventText {
  private final ObjectMapper json;

  EventText(ObjectMapper json) {
    ObjectMapper events = json.copy();
    AnnotationIntrospector usual = events.getSerializationConfig().getAnnotationIntrospector();
    this.json =
        events.setAnnotationIntrospector(AnnotationIntrospector.pair(new Discretion(), usual));
  }

  public String of(Object data) {
    try {
      return json.writeValueAsString(data);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("no JSON can be made of it", broken);
    }
  }

  private static final class Discretion extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean hasIgnoreMarker(AnnotatedMember member) {
      return member.hasAnnotation(NotInEvents.class);
    }
  }
}
