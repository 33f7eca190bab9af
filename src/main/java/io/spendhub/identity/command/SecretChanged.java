package io.spendhub.identity.command;

import io.spendhub.platform.security.SecretHash;

/**
 * What is remembered of a secret is true no longer: its key was revoked, or has another one. Told
 * to this process only, once it is committed.
 */
record SecretChanged(SecretHash hash) {}
