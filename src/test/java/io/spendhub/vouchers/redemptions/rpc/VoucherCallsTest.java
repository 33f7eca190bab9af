package io.spendhub.vouchers.redemptions.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Rpc;
import io.spendhub.testing.api.Spending;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import spendhub.v1.ActivateCampaignRequest;
import spendhub.v1.Campaign;
import spendhub.v1.DisableVoucherRequest;
import spendhub.v1.ExtractRequest;
import spendhub.v1.GetByCodeRequest;
import spendhub.v1.IssueVoucherRequest;
import spendhub.v1.ListApplicableRequest;
import spendhub.v1.OpenCampaignRequest;
import spendhub.v1.RedeemRequest;
import spendhub.v1.Redemption;
import spendhub.v1.RollBackRequest;
import spendhub.v1.ValidateRequest;
import spendhub.v1.Voucher;
import spendhub.v1.VouchersGrpc;
import spendhub.v1.VouchersGrpc.VouchersBlockingStub;

/** What a shop asks of vouchers over gRPC. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class VoucherCallsTest {
  private Spending acme;
  private Voucher giftCard;

  @BeforeEach
  void issueAGiftCard() {
    acme = Spending.inANewOrganization();
    Campaign campaign =
        vouchers()
            .openCampaign(
                OpenCampaignRequest.newBuilder()
                    .setName("Gifts")
                    .setType("GIFT_CARD")
                    .setAmount(2_500)
                    .build());
    vouchers()
        .activateCampaign(ActivateCampaignRequest.newBuilder().setId(campaign.getId()).build());
    giftCard =
        vouchers()
            .issueVoucher(
                IssueVoucherRequest.newBuilder()
                    .setCampaignId(campaign.getId())
                    .setCode("GIFT-2026-ABCD")
                    .build());
  }

  private VouchersBlockingStub vouchers(String... metadata) {
    return VouchersGrpc.newBlockingStub(Rpc.channel(acme, metadata));
  }

  private RedeemRequest taking(long amount) {
    return RedeemRequest.newBuilder().setCode(giftCard.getCode()).setAmount(amount).build();
  }

  @Test
  void a_shop_finds_a_voucher_redeems_it_and_rolls_back() {
    String code = giftCard.getCode();
    assertThat(vouchers().listApplicable(ListApplicableRequest.getDefaultInstance()).getDataList())
        .containsExactly(giftCard);
    assertThat(vouchers().getByCode(GetByCodeRequest.newBuilder().setCode(code).build()))
        .isEqualTo(giftCard);
    assertThat(vouchers().extract(ExtractRequest.newBuilder().setText(code).build()))
        .isEqualTo(giftCard);
    assertThat(
            vouchers()
                .validate(ValidateRequest.newBuilder().setCode(code).setAmount(1_000).build())
                .getValid())
        .isTrue();

    Redemption redeemed = vouchers("idempotency-key", "one").redeem(taking(1_000));

    assertThat(redeemed.getAmount()).isEqualTo(1_000);
    var back =
        vouchers("idempotency-key", "two")
            .rollBack(RollBackRequest.newBuilder().setId(redeemed.getId()).setAmount(400).build());
    assertThat(back.getAmount()).isEqualTo(400);
    assertThat(acme.get("/v1/redemptions/" + redeemed.getId()).jsonPath().getLong("amount"))
        .isEqualTo(1_000);
  }

  @Test
  void a_failure_is_told_by_its_code_and_told_again() {
    vouchers()
        .disableVoucher(DisableVoucherRequest.newBuilder().setCode(giftCard.getCode()).build());
    for (int time = 1; time <= 2; time++) {
      Rpc.refused(
          Code.FAILED_PRECONDITION,
          "voucher_disabled",
          () -> vouchers("idempotency-key", "three").redeem(taking(1)));
    }
    Rpc.refused(
        Code.NOT_FOUND,
        "voucher_not_found",
        () -> vouchers().getByCode(GetByCodeRequest.newBuilder().setCode("NO-SUCH-CODE").build()));
  }
}
