package io.github.certpulse.survey.campaign;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/// A school that takes part in a campaign.
///
/// @param position its place on the roster
/// @param level    本科, 高职, 中职 or 开放大学
/// @param city     null where the roster names none; the same of route and address
/// @param nameKey  the name as it is compared, [io.github.certpulse.survey.spelling.NameKey]; unlike every other where an
///                 old roster had it twice
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
