package io.github.certpulse.output.report;

import io.github.certpulse.numbers.answer.Filter;
import io.github.certpulse.numbers.answer.Origin;
import io.github.certpulse.numbers.answer.Origins;
import io.github.certpulse.numbers.progress.CampaignProgress;
import io.github.certpulse.numbers.result.Results;
import io.github.certpulse.numbers.tally.StoredAnswers;
import io.github.certpulse.output.report.Report.Part;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.survey.campaign.Campaign;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Makes the workbook of a campaign's results.
@Singleton
public class Reports {
    private final Results results;
    private final CampaignProgress progress;
    private final StoredAnswers answers;
    private final Origins origins;
    private final Clock clock;

    Reports(Results results, CampaignProgress progress, StoredAnswers answers, Origins origins, Clock clock) {
        this.results = results;
        this.progress = progress;
        this.answers = answers;
        this.origins = origins;
        this.clock = clock;
    }

    /// Which workbook to make.
    ///
    /// @param filters one or two, alike but for their role
    /// @param minCell the smallest count that may be shown; 1 hides nothing. Otherwise quota completion and open
    ///                answers are left out, which could reveal what is hidden
    public record Request(Campaign campaign, List<Filter> filters, int minCell, Locale language) {
        public Request {
            filters = List.copyOf(filters);
        }
    }

    /// Writes the workbook as XLSX (ECMA-376). Its numbers are those of [Results] and [CampaignProgress]. Its length
    /// grows with the number of open answers; the memory that it needs does not.
    ///
    /// @param written runs for each open answer that is written
    /// @throws IOException also where the answers cannot be read; then the output is incomplete
    public void write(Request request, OutputStream out, Runnable written) throws IOException {
        write(request, out, written, OpenAnswers.MAX_ROWS);
    }

    void write(Request request, OutputStream out, Runnable written, int maxRows) throws IOException {
        var report = report(request);
        new ReportWorkbook(report, new OpenAnswers(report, answers, maxRows, written), request.language()).writeTo(out);
    }

    /// How many open answers the workbook will have, texts for options included.
    public long openAnswers(Request request) {
        var sum = 0L;
        for (var filter : request.minCell() > 1 ? List.<Filter>of() : request.filters()) {
            sum += new Part(
                    filter,
                    results.definition(request.campaign(), filter.role()),
                    results.tabulation(request.campaign(), filter, List.of(), 1)).openAnswers();
        }
        return sum;
    }

    private Report report(Request request) {
        var campaign = request.campaign();
        var asOf = clock.instant();
        var parts = new ArrayList<Part>();
        for (var filter : request.filters()) {
            var tabulation = results.tabulation(campaign, filter, ReportWorkbook.places().keySet(), request.minCell());
            parts.add(new Part(filter, results.definition(campaign, filter.role()), tabulation));
        }
        var all = request.filters().getFirst();
        var school = all.school()
                .map(
                        id -> origins.of(campaign)
                                .values()
                                .stream()
                                .filter(origin -> origin.school() == id)
                                .map(Origin::schoolName)
                                .findFirst()
                                .orElseGet(() -> Ids.text(id)));
        return new Report(campaign, asOf, parts, school, request.minCell(), progress.of(campaign, all.quality()));
    }
}
