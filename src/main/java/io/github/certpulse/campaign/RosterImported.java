package io.github.certpulse.campaign;

/// A campaign's roster was imported; told before the transaction ends, so that whoever adds to it joins in.
public record RosterImported(long campaignId) {}
