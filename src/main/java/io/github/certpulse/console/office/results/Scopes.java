package io.github.certpulse.console.office.results;

import io.github.certpulse.numbers.answer.Origins;
import io.github.certpulse.numbers.answer.Quality;
import io.github.certpulse.numbers.result.Columns.Place;
import io.github.certpulse.numbers.result.FilterQuery;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.Campaigns;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.survey.spelling.NameKey;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/// Reads what an address asks for.
@Singleton
class Scopes {
    /// In the order in which a form offers them: from the large to the small.
    private static final List<Place> PLACES =
            List.of(Place.CITY, Place.LEVEL, Place.ROUTE, Place.CERTIFICATE, Place.SCHOOL);
    private final Campaigns campaigns;
    private final Origins origins;

    Scopes(Campaigns campaigns, Origins origins) {
        this.campaigns = campaigns;
        this.origins = origins;
    }

    /// A page about one questionnaire: the teachers', where the address names none.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `not-found`, `parameter-invalid`
    Scope ofOne(String campaign, String page, FilterQuery query) {
        return of(campaign, page, query, Optional.of(query.parseRole().orElse(Role.TEACHER)));
    }

    /// A page about one questionnaire or both.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `not-found`, `parameter-invalid`
    Scope ofAny(String campaign, String page, FilterQuery query) {
        return of(campaign, page, query, query.parseRole());
    }

    private Scope of(String id, String page, FilterQuery query, Optional<Role> role) {
        var campaign = campaigns.findOr404(id);
        var filter = query.filter(role.orElse(Role.TEACHER));
        var minCell = query.smallestCell();
        var given = new LinkedHashMap<String, String>();
        role.ifPresent(known -> given.put("role", known.name()));
        given.putAll(query.parameters());
        given.remove("quality", Quality.ALL.name().toLowerCase(Locale.ROOT));
        if (minCell > 1) {
            given.put("minCell", String.valueOf(minCell));
        }
        var choices = choices(campaign);
        // A link may spell a name differently.
        choices.forEach(
                (place, names) -> given.computeIfPresent(
                        place.text(),
                        (_, name) -> names.keySet()
                                .stream()
                                .filter(known -> NameKey.same(known, name))
                                .findFirst()
                                .orElse(name)));
        return new Scope(campaign, page, role, filter, minCell, given, new LinkedHashMap<>(), choices);
    }

    private SequencedMap<Place, SequencedMap<String, String>> choices(Campaign campaign) {
        var choices = new LinkedHashMap<Place, SequencedMap<String, String>>();
        var known = origins.of(campaign).values();
        for (var place : PLACES) {
            var names = new LinkedHashMap<String, String>();
            known.forEach(origin -> place.code(origin).ifPresent(code -> names.putIfAbsent(code, place.label(origin))));
            choices.put(place, names);
        }
        return choices;
    }
}
