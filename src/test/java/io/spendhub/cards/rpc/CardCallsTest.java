package io.spendhub.cards.rpc;

import static io.spendhub.testing.api.Cash.gbp;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import com.google.rpc.Status;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Rpc;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Wallet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import spendhub.v1.Card;
import spendhub.v1.CardsGrpc;
import spendhub.v1.CardsGrpc.CardsBlockingStub;
import spendhub.v1.ControlsRequest;
import spendhub.v1.FreezeCardRequest;
import spendhub.v1.GetCardLimitsRequest;
import spendhub.v1.IssueCardRequest;
import spendhub.v1.LimitSpec;
import spendhub.v1.ListCardsRequest;
import spendhub.v1.TextControl;

/** Cards over gRPC. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class CardCallsTest {
  private Spending acme;
  private Wallet wallet;

  @BeforeEach
  void openAWallet() {
    acme = Spending.inANewOrganization();
    wallet = acme.walletWith(gbp(1_000));
  }

  private CardsBlockingStub cards(String... metadata) {
    return CardsGrpc.newBlockingStub(Rpc.channel(acme, metadata));
  }

  private IssueCardRequest.Builder card() {
    return IssueCardRequest.newBuilder()
        .setWalletId(wallet.id())
        .setHolderId(acme.newUser())
        .setType("VIRTUAL");
  }

  @Test
  void a_card_is_issued_once_per_key_listed_frozen_and_limited() {
    IssueCardRequest asked =
        card()
            .setNumber("4111111111111111")
            .setExpMonth(12)
            .setExpYear(2035)
            .addLimits(LimitSpec.newBuilder().setWindow("DAILY").setAmount(500))
            .setControls(
                ControlsRequest.newBuilder()
                    .setCountry(TextControl.newBuilder().addAllow("GBR").addAllow("FR")))
            .build();

    Card issued = cards("idempotency-key", "one").issueCard(asked);

    assertThat(issued.getLast4()).isEqualTo("1111");
    assertThat(issued.getControls().getCountry().getAllowList()).containsExactly("GB", "FR");
    assertThat(cards("idempotency-key", "one").issueCard(asked)).isEqualTo(issued);
    assertThat(
            cards()
                .listCards(ListCardsRequest.newBuilder().setWalletId(wallet.id()).build())
                .getDataList())
        .containsExactly(issued);
    assertThat(
            cards()
                .getCardLimits(GetCardLimitsRequest.newBuilder().setId(issued.getId()).build())
                .getData(0)
                .getRemainingAmount())
        .isEqualTo(500);
    assertThat(
            cards()
                .freezeCard(FreezeCardRequest.newBuilder().setId(issued.getId()).build())
                .getStatus())
        .isEqualTo("FROZEN");
  }

  @Test
  void a_number_that_is_none_is_refused_and_not_repeated() {
    Status refused =
        Rpc.refused(
            Code.INVALID_ARGUMENT,
            "validation_failed",
            () -> cards().issueCard(card().setNumber("4111111111111112").build()));

    assertThat(Rpc.fields(refused)).containsExactly("number");
    assertThat(refused.toString()).doesNotContain("4111111111111112");
  }
}
