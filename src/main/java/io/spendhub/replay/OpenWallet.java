package io.spendhub.replay;

import java.util.Map;

/** A wallet that exists at the service, with the ids of its cards by their last four digits. */
record OpenWallet(WalletPlan plan, String id, Map<String, String> cardIds) {}
