/** The rules of a wallet. */
@NullMarked
package io.spendhub.wallets.domain;

import org.jspecify.annotations.NullMarked;
