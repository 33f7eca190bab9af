package io.spendhub.identity.command;

import io.spendhub.platform.security.SecretHash;

/** A key was revoked; told to this process only, once the revocation is committed. */
record ApiKeyRevoked(SecretHash hash) {}
