package io.github.certpulse.kit;

import io.github.certpulse.campaign.Campaign;

/// What the schools will be sent.
///
/// @param accounts how many schools have an account
/// @param unused   how many of them never used the first password
public record KitPage(Campaign campaign, int schools, int accounts, int unused) {}
