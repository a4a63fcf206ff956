package io.github.certpulse.intake.opening;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.certpulse.access.respondent.Respondent;
import io.github.certpulse.intake.stored.ResponseRepository;
import io.github.certpulse.platform.http.WithoutSession;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.ProblemHandler;
import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.entry.Entries.Scope;
import io.github.certpulse.survey.entry.Entries;
import io.github.certpulse.survey.publishing.Questionnaires;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a scanned code stands for, and for which certificates the respondent has answered.
@Controller("/api/v1/entries")
@ExecuteOn(TaskExecutors.BLOCKING)
@WithoutSession
@Secured(SecurityRule.IS_ANONYMOUS)
@Tag(name = "Respondents")
class EntryController {
    private final Entries entries;
    private final Questionnaires questionnaires;
    private final ResponseRepository responses;
    private final Clock clock;

    EntryController(Entries entries, Questionnaires questionnaires, ResponseRepository responses, Clock clock) {
        this.entries = entries;
        this.questionnaires = questionnaires;
        this.responses = responses;
        this.clock = clock;
    }

    @Serdeable
    record EntryView(
            String code,
            Role role,
            EntryCampaign campaign,
            EntrySchool school,
            List<EntryCertificate> certificates,
            QuestionnaireView questionnaire,
            Map<String, String> prefilled,
            String privacyNotice) {}

    /// @param channels the allowed channels; a client of another channel must say so before the first question
    @Serdeable
    record EntryCampaign(
            String id,
            String title,
            OffsetDateTime opensAt,
            OffsetDateTime closesAt,
            Campaign.State state,
            Set<Campaign.Channel> channels,
            boolean sample) {}

    @Serdeable
    record EntrySchool(
            String id,
            String name,
            String level,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String city) {}

    /// @param answered whether this respondent has answered; false without a token
    @Serdeable
    record EntryCertificate(String id, String name, String level, boolean answered) {}

    @Serdeable
    record QuestionnaireView(String code, int version, String href) {}

    @Get("/{code}")
    @Operation(summary = "What a scanned code stands for: school, role, certificates, questionnaire")
    HttpResponse<EntryView> entry(HttpRequest<?> request, @Nullable Authentication authentication, String code) {
        var scope = entries.scope(code).orElseThrow(Problem.ENTRY_UNKNOWN::exception);
        var campaign = scope.campaign();
        var school = scope.school();
        var questionnaire = campaign.questionnaire(scope.role());
        var definition = questionnaires.find(questionnaire.code(), questionnaire.version()).orElseThrow().definition();
        var answered = answered(Respondent.from(authentication), scope);
        return HttpResponse.ok(
                new EntryView(
                        scope.code().text(),
                        scope.role(),
                        new EntryCampaign(
                                Ids.text(campaign.id()),
                                campaign.title(),
                                Time.shown(campaign.opensAt()),
                                Time.shown(campaign.closesAt()),
                                campaign.state(clock.instant()),
                                campaign.channels(),
                                campaign.sample()),
                        new EntrySchool(Ids.text(school.id()), school.name(), school.level(), school.city()),
                        scope.certificates()
                                .stream()
                                .map(
                                        certificate -> new EntryCertificate(
                                                Ids.text(certificate.id()),
                                                certificate.name(),
                                                certificate.level(),
                                                answered.contains(certificate.id())))
                                .toList(),
                        new QuestionnaireView(
                                questionnaire.code(),
                                questionnaire.version(),
                                "/api/v1/questionnaires/%s/%d"
                                        .formatted(questionnaire.code(), questionnaire.version())),
                        definition.prefilled(Optional.ofNullable(school.city()), school.level()),
                        PrivacyNotice.forCampaign(campaign.title()).in(ProblemHandler.language(request))))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private Set<Long> answered(Optional<Respondent> respondent, Scope scope) {
        return respondent
                .<Set<Long>>map(
                        authenticated -> new HashSet<>(
                                responses
                                        .answered(
                                                scope.school().id(),
                                                scope.role(),
                                                authenticated.idWithin(scope.campaign()))))
                .orElse(Set.of());
    }
}
