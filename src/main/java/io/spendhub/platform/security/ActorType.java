package io.spendhub.platform.security;

/** What kind of caller somebody is. */
public enum ActorType {
  OPERATOR,
  API_KEY,
  USER,
  SYSTEM
}
