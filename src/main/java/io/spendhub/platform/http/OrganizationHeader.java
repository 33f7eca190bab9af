package io.spendhub.platform.http;

import io.spendhub.platform.security.people.PersonRequest;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Describes once the header by which a person says where they want to act. */
final class OrganizationHeader {
  /** Under which operations refer to it. */
  static final String NAME = "Organization";

  private OrganizationHeader() {}

  static Parameter described() {
    return OASFactory.createParameter()
        .name(PersonRequest.ORGANIZATION)
        .in(Parameter.In.HEADER)
        .description(
            "The id of the organization that a person acts in, who may leave it out who is in one"
                + " only. A key acts in its own, whatever this says.")
        .example("01a1f89b-2c10-77bd-9b0d-6225b0c20001")
        .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING).format("uuid"));
  }
}
