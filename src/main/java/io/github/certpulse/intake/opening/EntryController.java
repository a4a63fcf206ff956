package io.github.certpulse.intake.opening;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.certpulse.access.respondent.Respondent;
import io.github.certpulse.intake.siteword.SiteWords;
import io.github.certpulse.intake.stored.AnsweredCertificates;
import io.github.certpulse.platform.http.SharedBody;
import io.github.certpulse.platform.http.WithoutSession;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.ProblemHandler;
import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.entry.Entries.Scope;
import io.github.certpulse.survey.entry.Entries;
import io.github.certpulse.survey.entry.EntryCode;
import io.github.certpulse.survey.publishing.Questionnaires;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;

/// What a scanned code stands for, and for which certificates the respondent has answered.
@Controller("/api/v1/entries")
@WithoutSession
@Secured(SecurityRule.IS_ANONYMOUS)
@Tag(name = "Respondents")
class EntryController {
    /// Some 3 KB each, compressed and as they are.
    private static final int MAX_CACHED = 2_000;
    private static final CompletionStage<Set<Long>> NONE = CompletableFuture.completedFuture(Set.of());
    private final Entries entries;
    private final Questionnaires questionnaires;
    private final AnsweredCertificates answered;
    private final SiteWords words;
    private final JsonMapper json;
    private final Clock clock;
    private final ExecutorService blocking;
    private final Cache<Variant, SharedBody> unanswered = Caffeine.newBuilder().maximumSize(MAX_CACHED).build();

    EntryController(
            Entries entries,
            Questionnaires questionnaires,
            AnsweredCertificates answered,
            SiteWords words,
            JsonMapper json,
            Clock clock,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.entries = entries;
        this.questionnaires = questionnaires;
        this.answered = answered;
        this.words = words;
        this.json = json;
        this.clock = clock;
        this.blocking = blocking;
    }

    /// All that an entry without answers depends on.
    private record Variant(EntryCode code, int revision, Campaign.State state, String language) {}

    /// @param siteWord         whether the site word is asked of anybody who answers with this code
    /// @param siteWordChannels of whom: the channels whose sheets need it
    /// @param noticeVersion    the version of the privacy notice; to be sent with the sheets of those who agreed to it
    @Serdeable
    record EntryView(
            String code,
            Role role,
            EntryCampaign campaign,
            EntrySchool school,
            List<EntryCertificate> certificates,
            QuestionnaireView questionnaire,
            Map<String, String> prefilled,
            boolean siteWord,
            Set<Campaign.Channel> siteWordChannels,
            String privacyNotice,
            int noticeVersion) {}

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

    /// @param own present, whatever it says, where a browser asks with a token: so it does not reuse the anonymous
    ///            answer that it has preloaded
    @Get("/{code}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "What a scanned code stands for: school, role, certificates, questionnaire")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = EntryView.class)))
    CompletionStage<HttpResponse<byte[]>> entry(
            HttpRequest<?> request,
            @Nullable Authentication authentication,
            String code,
            @Nullable String own) {
        var language = ProblemHandler.language(request);
        var respondent = Respondent.from(authentication);
        return entries.lastKnownScope(code)
                .thenApply(known -> known.orElseThrow(Problem.ENTRY_UNKNOWN::exception))
                // Both questions are asked at once: a code is always one of the same school and role.
                .thenCompose(
                        known -> entries.scopeLater(code)
                                .thenCombine(
                                        respondent.map(person -> answered(known, person)).orElse(NONE),
                                        (scope, certificates) -> body(
                                                scope.orElseThrow(Problem.ENTRY_UNKNOWN::exception),
                                                certificates,
                                                language)))
                .thenCompose(Function.identity())
                .thenApply(body -> body.answer(request.getHeaders()));
    }

    private CompletionStage<SharedBody> body(Scope scope, Set<Long> answered, Locale language) {
        var state = scope.campaign().state(clock.instant());
        return answered.isEmpty() ? unanswered(scope, state, language)
                : later(() -> written(view(scope, state, answered, language)));
    }

    private CompletionStage<Set<Long>> answered(Scope scope, Respondent respondent) {
        return answered.of(scope.school().id(), scope.role(), respondent.idWithin(scope.campaign()));
    }

    /// The body for everybody who has not answered yet, which changes with the campaign only.
    private CompletionStage<SharedBody> unanswered(Scope scope, Campaign.State state, Locale language) {
        var variant = new Variant(scope.code(), scope.campaign().revision(), state, language.getLanguage());
        var known = unanswered.getIfPresent(variant);
        return known != null ? CompletableFuture.completedFuture(known) : later(() -> {
            var body = written(view(scope, state, Set.of(), language));
            unanswered.put(variant, body);
            return body;
        });
    }

    /// A body whose questionnaire may have to be read from the database.
    private CompletionStage<SharedBody> later(Supplier<SharedBody> body) {
        return CompletableFuture.supplyAsync(body, blocking);
    }

    private SharedBody written(EntryView view) {
        try {
            return new SharedBody(json.writeValueAsBytes(view));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EntryView view(Scope scope, Campaign.State state, Set<Long> answered, Locale language) {
        var campaign = scope.campaign();
        var school = scope.school();
        var askedOf = words.rule(campaign).at(school.id(), scope.role()).channels();
        var questionnaire = campaign.questionnaire(scope.role());
        var definition = questionnaires.find(questionnaire.code(), questionnaire.version()).orElseThrow().definition();
        return new EntryView(
                scope.code().text(),
                scope.role(),
                new EntryCampaign(
                        Ids.text(campaign.id()),
                        campaign.title(),
                        Time.shown(campaign.opensAt()),
                        Time.shown(campaign.closesAt()),
                        state,
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
                        "/api/v1/questionnaires/%s/%d".formatted(questionnaire.code(), questionnaire.version())),
                definition.prefilled(Optional.ofNullable(school.city()), school.level()),
                !askedOf.isEmpty(),
                askedOf,
                PrivacyNotice.forCampaign(campaign.title()).in(language),
                PrivacyNotice.CURRENT);
    }
}
