package io.spendhub.platform.http;

import io.spendhub.platform.sql.Versioned;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** How a resource with versions is answered: with its entity tag, and a new one with its place. */
public final class Answers {
  private Answers() {}

  public static <T> RestResponse<T> created(String location, Versioned<T> resource) {
    return ResponseBuilder.<T>created(URI.create(location))
        .entity(resource.value())
        .header(HttpHeaders.ETAG, new EntityTag(resource.version()).value())
        .build();
  }

  public static <T> RestResponse<T> ok(Versioned<T> resource) {
    return ResponseBuilder.ok(resource.value())
        .header(HttpHeaders.ETAG, new EntityTag(resource.version()).value())
        .build();
  }
}
