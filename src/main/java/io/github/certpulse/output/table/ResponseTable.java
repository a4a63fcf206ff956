package io.github.certpulse.output.table;

import io.github.certpulse.numbers.answer.Layout;
import io.github.certpulse.numbers.answer.Origin;
import io.github.certpulse.numbers.answer.StoredResponse;
import io.github.certpulse.numbers.tally.Flag;
import io.github.certpulse.survey.codebook.Codebook.Variable;
import io.github.certpulse.survey.codebook.Codebook;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The responses to some questionnaires as one table with a row for each. Columns are those of [Codebook]. All versions
/// of a questionnaire share columns by the variable's name and kind; columns that a version does not have, and those of
/// other questionnaires, stay empty. For one thread.
///
/// A row names neither person nor contact nor the response's own id, and its time only so roughly that others share it,
/// see [CoarseTimes].
public final class ResponseTable {
    private final Pseudonyms.Maker pseudonyms;
    private final CommonCells common;
    private final List<String> headings = new ArrayList<>();
    private final Map<Layout, Part[]> parts = new HashMap<>();
    private final boolean withSetAside;

    /// How answers are written.
    public enum Coding {
        /// For people: options by their letters, with their wording in a second column.
        LABELLED,
        /// For statistics programs: options by their numbers; texts without line breaks, which SPSS reads as the end of
        /// a case.
        NUMBERED
    }

    /// The columns of one questionnaire, from its versions, newest first.
    ///
    /// @param prefix added to the names of its variables; empty for the only questionnaire of a table
    public record QuestionnaireColumns(String prefix, List<Layout> versions) {
        public QuestionnaireColumns {
            versions = List.copyOf(versions);
        }
    }

    /// @param withSetAside whether the table contains what is set aside, with a column that tells it
    public ResponseTable(
            Coding coding,
            List<QuestionnaireColumns> questionnaires,
            CoarseTimes times,
            Pseudonyms pseudonyms,
            boolean withSetAside) {
        this.withSetAside = withSetAside;
        var cells = new PartCells(coding);
        this.pseudonyms = pseudonyms.maker();
        this.common = new CommonCells(cells.wording(), times);
        Codebook.COMMON.forEach(column -> headings.add(column.name()));
        if (withSetAside) {
            headings.add(Codebook.SET_ASIDE.name());
        }
        var columns = questionnaires.stream().map(each -> columns(each.versions())).toList();
        for (var i = 0; i < questionnaires.size(); i++) {
            var prefix = questionnaires.get(i).prefix();
            columns.get(i).stream().flatMap(cells::headings).forEach(name -> headings.add(prefix + name));
        }
        for (var i = 0; i < questionnaires.size(); i++) {
            for (var version : questionnaires.get(i).versions()) {
                var own = new ArrayList<Part>();
                for (var j = 0; j < columns.size(); j++) {
                    if (i == j) {
                        own.addAll(cells.parts(version, columns.get(j)));
                    } else {
                        own.add(
                                new Part.Fixed(
                                        Cells.empty((int) columns.get(j).stream().flatMap(cells::headings).count())));
                    }
                }
                parts.put(version, own.toArray(Part[]::new));
            }
        }
    }

    /// The names of the columns.
    public List<String> headings() {
        return List.copyOf(headings);
    }

    /// Adds a response's row.
    ///
    /// @throws IllegalStateException where it answers a version that the table was not made for
    public void add(StoredResponse response, Origin origin, Set<Flag> flags, boolean setAside, Rows rows)
            throws IOException {
        var own = parts.get(response.marks().layout());
        if (own == null) {
            var definition = response.marks().layout().definition();
            throw new IllegalStateException(
                    "%s version %d was first answered after the table's beginning"
                            .formatted(definition.code(), definition.version()));
        }
        var pseudonym = pseudonyms.of(response.id());
        rows.begin(pseudonym);
        common.write(response, origin, flags, rows);
        if (withSetAside) {
            rows.put(setAside ? 1 : 0);
        }
        for (var part : own) {
            part.write(response, rows);
        }
        rows.end(pseudonym);
    }

    /// A column of a questionnaire, whichever versions have it.
    ///
    /// @param heading its variable's name, made unique
    /// @param own     what it records
    record TableColumn(String heading, Recorded own) {
        String question() {
            return own.question();
        }

        Codebook.Type type() {
            return own.type();
        }
    }

    /// What a variable records of a question; the same in every version that records it.
    record Recorded(String name, String question, Codebook.Type type, String option) {
        static Recorded from(Variable variable) {
            return new Recorded(
                    variable.name(),
                    variable.question(),
                    variable.type(),
                    variable.option().map(Codebook.Choice::code).orElse(""));
        }
    }

    /// Question by question as in the newest version. Variables that only older versions have follow those of the same
    /// question, or come last. If two different variables share a name, the later one gets the version's number as
    /// well.
    private static List<TableColumn> columns(List<Layout> versions) {
        var byQuestion = new LinkedHashMap<String, Map<Recorded, TableColumn>>();
        var taken = new HashSet<String>();
        for (var version : versions) {
            for (var variable : Codebook.from(version.definition()).variables()) {
                byQuestion.computeIfAbsent(variable.question(), _ -> new LinkedHashMap<>())
                        .computeIfAbsent(
                                Recorded.from(variable),
                                own -> new TableColumn(
                                        taken.add(own.name()) ? own.name()
                                                : own.name() + "_v" + version.definition().version(),
                                        own));
            }
        }
        return byQuestion.values().stream().flatMap(each -> each.values().stream()).toList();
    }
}
