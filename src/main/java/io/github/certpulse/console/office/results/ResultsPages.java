package io.github.certpulse.console.office.results;

import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.console.frame.Console;
import io.github.certpulse.console.frame.Views;
import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.console.office.results.QualityPage.Order;
import io.github.certpulse.console.office.results.ResultScope.Chip;
import io.github.certpulse.console.office.results.ResultScope.Removal;
import io.github.certpulse.numbers.alarm.Alarms;
import io.github.certpulse.numbers.result.Columns.Place;
import io.github.certpulse.numbers.result.Columns;
import io.github.certpulse.numbers.result.FilterQuery;
import io.github.certpulse.numbers.result.Results;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.survey.entry.PublicUrl;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.Question;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The pages of a campaign's results. Scripts request whole pages too, and take the part that they need, so that an
/// address always means the same page.
@Controller(Addresses.CAMPAIGN)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Console
@Secured({Rights.OFFICE, Rights.OFFICE_VIEWER})
@Hidden
class ResultsPages {
    private final ResultScopeReader scopeReader;
    private final Results results;
    private final Alarms alarms;
    private final PublicUrl publicUrl;
    private final Views views;
    private final Clock clock;

    ResultsPages(
            ResultScopeReader scopeReader,
            Results results,
            Alarms alarms,
            PublicUrl publicUrl,
            Views views,
            Clock clock) {
        this.scopeReader = scopeReader;
        this.results = results;
        this.alarms = alarms;
        this.publicUrl = publicUrl;
        this.views = views;
        this.clock = clock;
    }

    @Get("/results")
    HttpResponse<String> results(Visit visit, String id, @RequestBean FilterQuery query) {
        var scope = scopeReader.readForOneRole(id, "results", query);
        var asOf = clock.instant();
        var tabulation = results.tabulation(scope.campaign(), scope.filter(), List.of(), scope.minCell());
        var sections = ResultsPage.sections(results.definition(scope.campaign(), scope.filter().role()), tabulation);
        return show(
                visit,
                scope,
                new ResultsPage(scope, asOf, tabulation, sections, removals(scope, ResultsPage.isEmpty(tabulation))));
    }

    @Get("/crosstab")
    HttpResponse<String> crosstab(
            Visit visit,
            String id,
            @Nullable @QueryValue String row,
            @Nullable @QueryValue String column,
            @RequestBean FilterQuery query) {
        var filtered = scopeReader.readForOneRole(id, "crosstab", query);
        var definition = results.definition(filtered.campaign(), filtered.filter().role());
        var rows = Columns.choice(definition, row).orElseGet(() -> defaultRow(definition));
        var columns = Columns.find(definition, column).orElse(Place.LEVEL);
        var replaced = row != null && !rows.id().equals(row) || column != null && !columns.text().equals(column);
        var scope = filtered.and("row", rows.id()).and("column", columns.text());
        var asOf = clock.instant();
        var crosstab = results.crosstab(scope.campaign(), scope.filter(), rows, columns, scope.minCell());
        return show(
                visit,
                scope,
                new CrosstabPage(
                        scope,
                        asOf,
                        definition,
                        rows,
                        columns,
                        crosstab,
                        replaced,
                        removals(scope, CrosstabPage.isEmpty(crosstab))));
    }

    @Get("/quality")
    HttpResponse<String> quality(
            Visit visit,
            String id,
            @QueryValue(defaultValue = "") String sort,
            @RequestBean FilterQuery query) {
        var scope = scopeReader.readForOneRole(id, "quality", query);
        var sorted = sort.isBlank() ? scope : scope.and("sort", sort);
        var asOf = clock.instant();
        var report = results.quality(scope.campaign(), scope.filter());
        return show(
                visit,
                sorted,
                new QualityPage(
                        sorted,
                        asOf,
                        report,
                        Order.parse(sort),
                        sort.endsWith(QualityPage.REVERSED),
                        new AlarmList(scope.campaign(), alarms.find(scope.campaign()), false),
                        removals(sorted, report.respondents() == 0)));
    }

    @Get("/downloads")
    HttpResponse<String> downloads(Visit visit, String id, @RequestBean FilterQuery query) {
        var scope = scopeReader.readForAnyRole(id, "downloads", query);
        return show(visit, scope, DownloadsPage.from(scope, publicUrl.localAddress(scope.campaign())));
    }

    private HttpResponse<String> show(Visit visit, ResultScope scope, Object page) {
        MutableHttpResponse<String> response = views.show(visit, "console/office/results/" + scope.page(), page);
        // The form sends empty fields too, which the address does not need.
        return visit.fragment() ? response.header("HX-Push-Url", scope.here()) : response;
    }

    private List<Removal> removals(ResultScope scope, boolean empty) {
        var removals = new ArrayList<Removal>();
        for (var chip : empty ? scope.chips() : List.<Chip>of()) {
            if (!chip.parameter().equals("minCell")) {
                removals.add(
                        new Removal(
                                chip,
                                Optional.ofNullable(
                                        results.distribution(scope.campaign(), scope.without(chip), scope.minCell())
                                                .respondents())));
            }
        }
        return removals;
    }

    /// The first question with options that is not prefilled from the school.
    private static Question defaultRow(Definition definition) {
        var choices = definition.questions()
                .values()
                .stream()
                .filter(question -> Columns.choice(definition, question.id()).isPresent())
                .toList();
        return choices.stream()
                .filter(question -> question.prefill().isEmpty())
                .findFirst()
                .orElseGet(choices::getFirst);
    }
}
