package io.spendhub.identity.web;

import io.spendhub.platform.database.Versioned;
import io.spendhub.platform.http.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** How a resource with versions is answered: with its entity tag, and a new one with its place. */
final class Answers {
  private Answers() {}

  static <T> RestResponse<T> created(String location, Versioned<T> resource) {
    return ResponseBuilder.<T>created(URI.create(location))
        .entity(resource.value())
        .header(HttpHeaders.ETAG, new EntityTag(resource.version()).value())
        .build();
  }

  static <T> RestResponse<T> ok(Versioned<T> resource) {
    return ResponseBuilder.ok(resource.value())
        .header(HttpHeaders.ETAG, new EntityTag(resource.version()).value())
        .build();
  }
}
