package io.github.certpulse.output.export;

import io.github.certpulse.files.text.ByteOrderMark;
import io.github.certpulse.files.zip.ZipArchive;
import io.github.certpulse.numbers.answer.Filter;
import io.github.certpulse.numbers.answer.Layout;
import io.github.certpulse.numbers.answer.Layouts;
import io.github.certpulse.numbers.tally.Answers;
import io.github.certpulse.numbers.tally.Selection;
import io.github.certpulse.numbers.tally.StoredAnswers;
import io.github.certpulse.output.export.Download.Source;
import io.github.certpulse.output.statistics.CodebookCsv;
import io.github.certpulse.output.statistics.RScript;
import io.github.certpulse.output.statistics.SpssSyntax;
import io.github.certpulse.output.table.CoarseTimes;
import io.github.certpulse.output.table.CsvRows;
import io.github.certpulse.output.table.Pseudonyms;
import io.github.certpulse.output.table.ResponseTable.Coding;
import io.github.certpulse.output.table.ResponseTable.QuestionnaireColumns;
import io.github.certpulse.output.table.ResponseTable;
import io.github.certpulse.output.table.Rows;
import io.github.certpulse.output.table.XlsxRows;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.codebook.Codebook;
import io.github.certpulse.survey.questionnaire.Role;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// The files with a row for each response, written in one pass over the responses.
@Singleton
class ResponseFiles {
    private final StoredAnswers responses;
    private final Answers answers;
    private final Layouts layouts;
    private final Pseudonyms pseudonyms;

    ResponseFiles(StoredAnswers responses, Answers answers, Layouts layouts, Pseudonyms pseudonyms) {
        this.responses = responses;
        this.answers = answers;
        this.layouts = layouts;
        this.pseudonyms = pseudonyms;
    }

    /// CSV for people and Excel.
    ///
    /// @param filters one for each role; with two, the names of the variables begin with `teacher_` and `student_`
    Source csv(Campaign campaign, List<Filter> filters) {
        return (out, transfer) -> {
            // Before anything is read, so that the client receives the first bytes at once.
            ByteOrderMark.write(out);
            out.flush();
            var table = table(campaign, filters);
            write(campaign, filters, table, new CsvRows(out, table.headings()), transfer);
        };
    }

    /// The same as a workbook.
    Source xlsx(Campaign campaign, List<Filter> filters) {
        return (out, transfer) -> {
            var table = table(campaign, filters);
            write(campaign, filters, table, new XlsxRows(out, "responses", table.headings()), transfer);
        };
    }

    /// For statistics programs: an archive with four files for each version of a questionnaire – the data in numbers,
    /// the syntax by which SPSS reads them, the script by which R does, and the codebook.
    Source statistics(Campaign campaign, List<Filter> filters) {
        return (out, transfer) -> {
            var zip = ZipArchive.quick(out);
            var times = CoarseTimes.from(answers, campaign);
            for (var filter : filters) {
                for (var version : versions(campaign, filter.role())) {
                    var codebook = filter.withSetAside() ? Codebook.from(version.definition()).withSetAside()
                            : Codebook.from(version.definition());
                    var name = codebook.code() + "." + codebook.version();
                    zip.addText(name + ".sps", new SpssSyntax(codebook, name + ".csv")::writeTo);
                    zip.addText(name + ".R", new RScript(codebook, name + ".csv")::writeTo);
                    zip.addText(name + ".codebook.csv", new CodebookCsv(codebook)::writeTo);
                    zip.addStream(
                            name + ".csv",
                            entry -> writeNumbered(campaign, filter, version, times, entry, transfer));
                }
            }
            zip.finish();
        };
    }

    /// The responses to one version, in numbers.
    private void writeNumbered(
            Campaign campaign,
            Filter filter,
            Layout version,
            CoarseTimes times,
            OutputStream out,
            Transfer transfer) throws IOException {
        ByteOrderMark.write(out);
        var columns = List.of(new QuestionnaireColumns("", List.of(version)));
        var table = new ResponseTable(Coding.NUMBERED, columns, times, pseudonyms, filter.withSetAside());
        var rows = new CsvRows(out, table.headings());
        responses.<IOException>read(campaign, filter, (response, origin, flags, setAside) -> {
            if (response.marks().layout().equals(version)) {
                table.add(response, origin, flags, setAside, rows);
                transfer.count();
            }
        });
        rows.finish();
    }

    /// How many responses pass one of the filters.
    long count(Campaign campaign, List<Filter> filters) {
        var sum = 0L;
        for (var filter : filters) {
            sum += answers.count(campaign, filter, selections -> selections.stream().mapToLong(Selection::size).sum());
        }
        return sum;
    }

    private void write(Campaign campaign, List<Filter> filters, ResponseTable table, Rows rows, Transfer transfer)
            throws IOException {
        responses.<IOException>read(campaign, filters, (response, origin, flags, setAside) -> {
            table.add(response, origin, flags, setAside, rows);
            transfer.count();
        });
        rows.finish();
    }

    private ResponseTable table(Campaign campaign, List<Filter> filters) {
        var questionnaires = new ArrayList<QuestionnaireColumns>();
        for (var filter : filters) {
            var prefix = filters.size() == 1 ? "" : filter.role().name().toLowerCase(Locale.ROOT) + "_";
            var current = current(campaign, filter.role()).definition().code();
            var byCode = new LinkedHashMap<String, List<Layout>>();
            versions(campaign, filter.role()).forEach(
                    version -> byCode.computeIfAbsent(version.definition().code(), _ -> new ArrayList<>())
                            .add(version));
            // A campaign may have changed to another questionnaire: each has its own columns.
            byCode.forEach(
                    (code, versions) -> questionnaires.add(
                            new QuestionnaireColumns(
                                    code.equals(current) ? prefix : code.replaceAll("[^A-Za-z0-9]", "_") + "_",
                                    versions)));
        }
        return new ResponseTable(
                Coding.LABELLED,
                questionnaires,
                CoarseTimes.from(answers, campaign),
                pseudonyms,
                filters.stream().anyMatch(Filter::withSetAside));
    }

    /// The versions that a role has answered, and its current one: those of its current questionnaire come first, and
    /// each questionnaire's versions are in order, newest first.
    private List<Layout> versions(Campaign campaign, Role role) {
        var current = current(campaign, role);
        var versions = new ArrayList<>(answers.layouts(campaign, role));
        if (!versions.contains(current)) {
            versions.add(current);
        }
        versions.sort(
                Comparator
                        .comparing((Layout version) -> !version.definition().code().equals(current.definition().code()))
                        .thenComparing(version -> version.definition().code())
                        .thenComparingInt(version -> -version.definition().version()));
        return versions;
    }

    private Layout current(Campaign campaign, Role role) {
        var version = campaign.questionnaire(role);
        return layouts.find(version.code(), version.version()).orElseThrow();
    }
}
