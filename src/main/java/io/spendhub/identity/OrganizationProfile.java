package io.spendhub.identity;

import java.time.ZoneId;
import java.util.UUID;

/**
 * What other contexts need of a tenant.
 *
 * @param timezone where the calendar windows of its limits begin, unless they say otherwise
 * @param defaultCurrency ISO 4217, upper case
 */
public record OrganizationProfile(UUID id, ZoneId timezone, String defaultCurrency) {}
