package io.spendhub.limits;

/** The span over which spending is added up, in the order in which limits are checked. */
public enum LimitWindow {
  PER_AUTHORIZATION,
  DAILY,
  WEEKLY,
  MONTHLY,
  YEARLY,
  LIFETIME;

  /** How many windows there are, and so how many limits an owner has at most. */
  public static final int HOW_MANY = 6;

  /** Whether it begins again and again; the others have no beginning. */
  public boolean recurs() {
    return this != PER_AUTHORIZATION && this != LIFETIME;
  }
}
