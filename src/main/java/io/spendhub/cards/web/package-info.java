/** The HTTP face of cards. */
@NullMarked
package io.spendhub.cards.web;

import org.jspecify.annotations.NullMarked;
