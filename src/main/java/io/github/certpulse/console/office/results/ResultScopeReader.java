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

/// Reads a [ResultScope] from an address.
@Singleton
class ResultScopeReader {
    /// In the order in which a form shows them: from large to small.
    private static final List<Place> PLACES =
            List.of(Place.CITY, Place.LEVEL, Place.ROUTE, Place.CERTIFICATE, Place.SCHOOL);
    private final Campaigns campaigns;
    private final Origins origins;

    ResultScopeReader(Campaigns campaigns, Origins origins) {
        this.campaigns = campaigns;
        this.origins = origins;
    }

    /// Reads the scope of a page about one questionnaire: the teachers', where the address names none.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `not-found`, `parameter-invalid`
    ResultScope readForOneRole(String campaign, String page, FilterQuery query) {
        return read(campaign, page, query, Optional.of(query.parseRole().orElse(Role.TEACHER)));
    }

    /// Reads the scope of a page about one questionnaire or both.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `not-found`, `parameter-invalid`
    ResultScope readForAnyRole(String campaign, String page, FilterQuery query) {
        return read(campaign, page, query, query.parseRole());
    }

    private ResultScope read(String id, String page, FilterQuery asked, Optional<Role> role) {
        var query = asked.withTimesInChina();
        var campaign = campaigns.findOr404(id);
        var filter = query.filter(role.orElse(Role.TEACHER));
        var minCell = query.smallestCell();
        var filters = new LinkedHashMap<String, String>();
        role.ifPresent(named -> filters.put("role", named.name()));
        filters.putAll(query.parameters());
        filters.remove("quality", Quality.ALL.name().toLowerCase(Locale.ROOT));
        if (minCell > 1) {
            filters.put("minCell", String.valueOf(minCell));
        }
        var choices = choices(campaign);
        // A name in a link may have another spelling than in the roster.
        choices.forEach(
                (place, names) -> filters.computeIfPresent(
                        place.text(),
                        (_, name) -> names.keySet()
                                .stream()
                                .filter(listed -> NameKey.same(listed, name))
                                .findFirst()
                                .orElse(name)));
        return new ResultScope(campaign, page, role, filter, minCell, filters, new LinkedHashMap<>(), choices);
    }

    private SequencedMap<Place, SequencedMap<String, String>> choices(Campaign campaign) {
        var choices = new LinkedHashMap<Place, SequencedMap<String, String>>();
        var all = origins.of(campaign).values();
        for (var place : PLACES) {
            var names = new LinkedHashMap<String, String>();
            all.forEach(origin -> place.code(origin).ifPresent(code -> names.putIfAbsent(code, place.label(origin))));
            choices.put(place, names);
        }
        return choices;
    }
}
