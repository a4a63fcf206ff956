package io.github.certpulse.numbers.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.campaign.Campaigns;
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
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;

@Controller("/api/v1/campaigns/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured({Rights.OFFICE, Rights.OFFICE_VIEWER})
@Tag(name = "Results")
class ResultController {
    private final Campaigns campaigns;
    private final Results results;
    private final Clock clock;

    ResultController(Campaigns campaigns, Results results, Clock clock) {
        this.campaigns = campaigns;
        this.results = results;
        this.clock = clock;
    }

    /// @param respondents responses counted
    /// @param setAside    further responses that pass the filter but are set aside
    @Serdeable
    record ResultsView(
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer respondents,
            int setAside,
            OffsetDateTime asOf,
            List<Distribution.QuestionResult> questions) {}

    /// @param respondents responses with the row question answered and a column value
    /// @param setAside    responses that pass the filter, whatever they answer, but are set aside
    /// @param chiSquare   absent where each row has its own, and where a number is hidden
    @Serdeable
    record CrosstabView(
            String row,
            String column,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer respondents,
            int setAside,
            OffsetDateTime asOf,
            List<Crosstab.ColumnHead> columns,
            List<Crosstab.RowLine> rows,
            @Nullable ChiSquare chiSquare) {}

    @Get("/results")
    @Operation(
            summary = "Every question's distribution; filters: city, level, route, school (id), certificate (name), "
                    + "quality (all or unflagged), channel, from and to; minCell hides smaller counts")
    ResultsView results(String id, @RequestBean FilterQuery query) {
        var campaign = campaigns.findOr404(id);
        var asOf = clock.instant();
        var distribution = results.distribution(campaign, query.filter(), query.smallestCell());
        return new ResultsView(
                distribution.respondents(),
                distribution.setAside(),
                Time.shown(asOf),
                distribution.questions());
    }

    @Get("/crosstab")
    @Operation(summary = "One question by another, or by level, city, route, certificate or school; the same filters")
    CrosstabView crosstab(
            String id,
            @Nullable @QueryValue String row,
            @Nullable @QueryValue String column,
            @RequestBean FilterQuery query) {
        var campaign = campaigns.findOr404(id);
        var filter = query.filter();
        var definition = results.definition(campaign, filter.role());
        var columns = Columns.parse(definition, column);
        var asOf = clock.instant();
        var crosstab = results.crosstab(campaign, filter, Columns.row(definition, row), columns, query.smallestCell());
        return new CrosstabView(
                Objects.requireNonNull(row),
                columns.text(),
                crosstab.respondents(),
                crosstab.setAside(),
                Time.shown(asOf),
                crosstab.columns(),
                crosstab.rows(),
                crosstab.chiSquare());
    }

    @Get("/quality")
    @Operation(summary = "How many responses are of doubtful quality, why, and at which schools; the same filters")
    QualityReport quality(String id, @RequestBean FilterQuery query) {
        return results.quality(campaigns.findOr404(id), query.filter());
    }
}
