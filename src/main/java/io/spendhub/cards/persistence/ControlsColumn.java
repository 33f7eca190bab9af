package io.spendhub.cards.persistence;

import io.spendhub.cards.CardControls;
import io.spendhub.cards.CardId;
import io.spendhub.platform.sql.JsonText;
import io.spendhub.platform.sql.Primary;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import org.jspecify.annotations.Nullable;

/** How controls stand in their column; most cards have none. */
@ApplicationScoped
class ControlsColumn {
  private static final String WRITE =
      """
      update cards.cards set controls = ?::json where organization_id = ? and id = ?
      """;

  private final Primary primary;
  private final JsonText json;

  ControlsColumn(Primary primary, JsonText json) {
    this.primary = primary;
    this.json = json;
  }

  /** Writes past the entity, which has no such field; the card's row exists by now. */
  void write(CardId id, CardControls controls) {
    primary.with(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            statement.setString(1, controls.equals(CardControls.NONE) ? null : json.of(controls));
            statement.setObject(2, id.organizationId());
            statement.setObject(3, id.id());
            return statement.executeUpdate();
          }
        });
  }

  CardControls read(@Nullable String column) {
    return column == null ? CardControls.NONE : json.read(column, CardControls.class);
  }
}
