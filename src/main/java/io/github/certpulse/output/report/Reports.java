package io.github.certpulse.output.report;

import io.github.certpulse.numbers.answer.Filter;
import io.github.certpulse.numbers.answer.Origin;
import io.github.certpulse.numbers.answer.Origins;
import io.github.certpulse.numbers.progress.CampaignProgress;
import io.github.certpulse.numbers.result.Results;
import io.github.certpulse.numbers.tally.StoredAnswers;
import io.github.certpulse.output.report.Report.Part;
import io.github.certpulse.platform.database.Ids;
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

    /// A workbook to be made.
    ///
    /// @param filters one or two, alike but for their role
    /// @param minCell the smallest count that may be shown; 1 hides nothing. Otherwise quota completion and open
    ///                answers are left out, which could tell what is hidden
    public record Wanted(Campaign campaign, List<Filter> filters, int minCell, Locale language) {
        public Wanted {
            filters = List.copyOf(filters);
        }
    }

    /// Writes the workbook as XLSX (ECMA-376). Its numbers are those of [Results] and [CampaignProgress]. Its length
    /// grows with the number of open answers; the memory that it needs does not.
    ///
    /// @param written is run for each open answer that is written
    /// @throws IOException also where the answers cannot be read; what was written by then is no workbook
    public void write(Wanted wanted, OutputStream out, Runnable written) throws IOException {
        write(wanted, out, written, OpenAnswers.MAX_ROWS);
    }

    void write(Wanted wanted, OutputStream out, Runnable written, int maxRows) throws IOException {
        var report = report(wanted);
        new ReportWorkbook(report, new OpenAnswers(report, answers, maxRows, written), wanted.language()).writeTo(out);
    }

    /// How many open answers the workbook will hold, other-texts included.
    public long openAnswers(Wanted wanted) {
        var sum = 0L;
        for (var filter : wanted.minCell() > 1 ? List.<Filter>of() : wanted.filters()) {
            sum += new Part(
                    filter,
                    results.definition(wanted.campaign(), filter.role()),
                    results.tabulation(wanted.campaign(), filter, List.of(), 1)).openAnswers();
        }
        return sum;
    }

    private Report report(Wanted wanted) {
        var campaign = wanted.campaign();
        var asOf = clock.instant();
        var parts = new ArrayList<Part>();
        for (var filter : wanted.filters()) {
            var tabulation = results.tabulation(campaign, filter, ReportWorkbook.places().keySet(), wanted.minCell());
            parts.add(new Part(filter, results.definition(campaign, filter.role()), tabulation));
        }
        var all = wanted.filters().getFirst();
        var school = all.school()
                .map(
                        id -> origins.of(campaign)
                                .values()
                                .stream()
                                .filter(origin -> origin.school() == id)
                                .map(Origin::schoolName)
                                .findFirst()
                                .orElseGet(() -> Ids.text(id)));
        return new Report(campaign, asOf, parts, school, wanted.minCell(), progress.of(campaign, all.quality()));
    }
}
