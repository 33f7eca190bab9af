/** The HTTP face of wallets and transfers. */
@NullMarked
package io.spendhub.wallets.web;

import org.jspecify.annotations.NullMarked;
