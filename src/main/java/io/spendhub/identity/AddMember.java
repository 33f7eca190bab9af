package io.spendhub.identity;

/** Makes a user a member of a team. */
public record AddMember(MemberId id, Role role) {}
