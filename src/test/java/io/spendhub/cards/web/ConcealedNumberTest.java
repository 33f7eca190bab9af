package io.spendhub.cards.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spendhub.cards.web.CardResource.IssueCardRequest;
import io.spendhub.cards.web.CardResource.ReplaceCardRequest;
import org.junit.jupiter.api.Test;

/** What fingerprints of requests are taken over knows no card number. */
class ConcealedNumberTest {
  private static final String NUMBER = "4242424242424242";
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void a_request_for_a_card_conceals_its_number_alone() throws JsonProcessingException {
    String request = "{\"memo\":\"Taxi\",\"number\":\"%s\",\"expMonth\":12}".formatted(NUMBER);
    IssueCardRequest issue = JSON.readValue(request, IssueCardRequest.class);

    IssueCardRequest concealed = issue.concealing(number -> "kept-" + number.length());

    assertThat(concealed.number()).isEqualTo("kept-16");
    assertThat(JSON.writeValueAsString(concealed)).doesNotContain(NUMBER);
    assertThat(concealed.memo()).isEqualTo("Taxi");
    assertThat(concealed.expMonth()).isEqualTo(12);
    assertThat(concealed.concealing(number -> NUMBER)).isEqualTo(issue);
  }

  @Test
  void a_request_for_a_replacement_conceals_its_number_alone() throws JsonProcessingException {
    String request = "{\"reason\":\"LOST\",\"number\":\"%s\"}".formatted(NUMBER);
    ReplaceCardRequest replace = JSON.readValue(request, ReplaceCardRequest.class);

    ReplaceCardRequest concealed = replace.concealing(number -> "kept");

    assertThat(JSON.writeValueAsString(concealed)).contains("LOST").doesNotContain(NUMBER);
    assertThat(concealed.concealing(number -> NUMBER)).isEqualTo(replace);
  }
}
