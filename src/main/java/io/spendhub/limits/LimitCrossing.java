package io.spendhub.limits;

/**
 * Spending has reached a threshold of a limit.
 *
 * @param usage the limit as it stands now, in the window of that spending
 * @param percent of its amount or its count: 80 or 100
 */
public record LimitCrossing(LimitUsage usage, int percent) {}
