package io.github.certpulse.survey.campaign;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/// A school that takes part in a campaign.
///
/// @param position its position on the roster
/// @param level    本科, 高职, 中职 or 开放大学
/// @param city     null if the roster has none; also route and address
/// @param nameKey  the [io.github.certpulse.survey.spelling.NameKey] of the name; an old roster could contain a
///                 name twice, and then the keys were made different
@MappedEntity
public record School(
        @Id long id,
        long campaignId,
        int position,
        String name,
        String level,
        @Nullable String city,
        @Nullable String route,
        @Nullable String address,
        String nameKey) {}
