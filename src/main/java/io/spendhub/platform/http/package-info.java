/**
 * The manners of the API: problems, request ids, paging, versions, strict input. No business words.
 */
@NullMarked
package io.spendhub.platform.http;

import org.jspecify.annotations.NullMarked;
