/**
 * The audit trail: who changed what, from where, and what it was before. Each change is told in the
 * transaction that makes it; the ledger keeps the lines, because its commits digest them.
 */
@NullMarked
package io.spendhub.platform.audit;

import org.jspecify.annotations.NullMarked;
