package io.github.certpulse.result;

import io.github.certpulse.campaign.Campaign;
import io.github.certpulse.campaign.Campaigns;
import io.github.certpulse.problem.Problem;
import io.github.certpulse.problem.Violation;
import io.github.certpulse.problem.Words;
import io.github.certpulse.questionnaire.Definition;
import io.github.certpulse.questionnaire.Question;
import io.github.certpulse.questionnaire.Question.Kind;
import io.github.certpulse.questionnaire.Questionnaires;
import io.github.certpulse.questionnaire.Role;
import io.github.certpulse.result.Crosstab.Columns;
import io.github.certpulse.shared.Ids;
import io.github.certpulse.shared.Rights;
import io.github.certpulse.shared.Time;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

@Controller("/api/v1/campaigns/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured({Rights.OFFICE, Rights.OFFICE_VIEWER})
@Tag(name = "Results")
class ResultController {
    private final Campaigns campaigns;
    private final Questionnaires questionnaires;
    private final StoredAnswers answers;
    private final Clock clock;

    ResultController(Campaigns campaigns, Questionnaires questionnaires, StoredAnswers answers, Clock clock) {
        this.campaigns = campaigns;
        this.questionnaires = questionnaires;
        this.answers = answers;
        this.clock = clock;
    }

    /// @param school      an id
    /// @param certificate a certificate's name
    @Introspected
    record FilterQuery(
            @Nullable @QueryValue String role,
            @Nullable @QueryValue String city,
            @Nullable @QueryValue String level,
            @Nullable @QueryValue String route,
            @Nullable @QueryValue String school,
            @Nullable @QueryValue String certificate) {}

    /// @param respondents responses counted
    @Serdeable
    record ResultsView(int respondents, OffsetDateTime asOf, List<Results.QuestionResult> questions) {}

    /// @param respondents responses with the row question answered and a column value
    @Serdeable
    record CrosstabView(String row, String column, int respondents, OffsetDateTime asOf, List<Crosstab.ColumnHead> columns, List<Crosstab.RowLine> rows) {}

    @Get("/results")
    @Operation(summary = "Every question's distribution; filters: city, level, route, school (id), certificate (name)")
    ResultsView results(String id, @RequestBean FilterQuery query) throws SQLException {
        var filter = filter(campaigns.named(id), query);
        var results = new Results(definition(filter).questions().values());
        var asOf = clock.instant();
        answers.read(filter, results::add);
        return new ResultsView(results.respondents(), Time.shown(asOf), results.questions());
    }

    @Get("/crosstab")
    @Operation(summary = "One question by another, or by level, city, route, certificate or school; the same filters")
    CrosstabView crosstab(String id, @Nullable @QueryValue String row, @Nullable @QueryValue String column, @RequestBean FilterQuery query) throws SQLException {
        var filter = filter(campaigns.named(id), query);
        var definition = definition(filter);
        var crosstab = new Crosstab(question(definition, row, "row"), columns(definition, column));
        var asOf = clock.instant();
        answers.read(filter, crosstab::add);
        return new CrosstabView(row, column, crosstab.respondents(), Time.shown(asOf), crosstab.heads(), crosstab.lines());
    }

    private Definition definition(Filter filter) {
        var version = filter.campaign().questionnaire(filter.role());
        return questionnaires.find(version.code(), version.version()).orElseThrow().definition();
    }

    private static Filter filter(Campaign campaign, FilterQuery query) {
        var role = Arrays.stream(Role.values()).filter(known -> known.name().equals(query.role())).findFirst()
                .orElseThrow(() -> fault("role", "须为 TEACHER 或 STUDENT", "must be TEACHER or STUDENT"));
        var school = given(query.school()).map(id -> Ids.parse(id).orElseThrow(() -> fault("school", "没有这所学校", "no such school")));
        return new Filter(campaign, role, given(query.city()), given(query.level()), given(query.route()), school, given(query.certificate()));
    }

    /// A form sends what nobody filled in as empty.
    private static Optional<String> given(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }

    private static Question question(Definition definition, @Nullable String id, String field) {
        return Optional.ofNullable(id).flatMap(definition::question)
                .filter(question -> !(question.kind() instanceof Kind.Text))
                .orElseThrow(() -> fault(field, "须为选择题的编号，例如 q9", "must be a choice question's id, such as q9"));
    }

    private static Columns columns(Definition definition, @Nullable String column) {
        return Arrays.stream(Columns.Origin.values())
                .filter(origin -> origin.name().toLowerCase(Locale.ROOT).equals(column))
                .<Columns>map(origin -> origin)
                .findFirst()
                .orElseGet(() -> new Columns.Answers(question(definition, column, "column")));
    }

    private static RuntimeException fault(String field, String zh, String en) {
        return Problem.PARAMETER_INVALID.with(List.of(new Violation(field, "invalid", new Words(zh, en))));
    }
}
