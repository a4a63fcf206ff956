package io.github.certpulse.output.table;

import static io.github.certpulse.survey.codebook.Codebook.NOT_ANSWERED;
import static io.github.certpulse.survey.codebook.Codebook.NOT_ASKED;

import io.github.certpulse.numbers.answer.Layout;
import io.github.certpulse.output.table.Cells.Value;
import io.github.certpulse.output.table.ResponseTable.Coding;
import io.github.certpulse.output.table.ResponseTable.Recorded;
import io.github.certpulse.output.table.ResponseTable.TableColumn;
import io.github.certpulse.survey.codebook.Codebook;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.LongToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Prepares the parts of a version's rows, with every cell that can be prepared.
final class PartCells {
    /// For questions of up to so many options every set of options is prepared: at most 256 sets.
    private static final int FEW_OPTIONS = 8;
    private static final Pattern LINE_BREAKS = Pattern.compile("[\\p{Cntrl}\\x{85}\\x{2028}\\x{2029}]+");
    private final Coding coding;

    PartCells(Coding coding) {
        this.coding = coding;
    }

    /// How texts from people are written.
    Part.Wording wording() {
        return switch (coding) {
            case LABELLED -> text -> text;
            case NUMBERED -> text -> LINE_BREAKS.matcher(text).replaceAll(" ");
        };
    }

    /// The headings of a column: two for a single choice, which has a column for its wording.
    Stream<String> headings(TableColumn column) {
        return column.type() == Codebook.Type.SINGLE && coding == Coding.LABELLED
                ? Stream.of(column.heading(), column.heading() + "_label")
                : Stream.of(column.heading());
    }

    /// The parts of a version's rows, in the order of the columns.
    List<Part> parts(Layout version, List<TableColumn> columns) {
        var own = Codebook.from(version.definition())
                .variables()
                .stream()
                .map(Recorded::from)
                .collect(Collectors.toSet());
        var parts = new ArrayList<Part>();
        for (var i = 0; i < columns.size();) {
            var first = columns.get(i);
            var last = i + 1;
            while (first.type() == Codebook.Type.OPTION && last < columns.size()
                    && columns.get(last).type() == Codebook.Type.OPTION
                    && columns.get(last).question().equals(first.question())) {
                last++;
            }
            var some = columns.subList(i, last);
            if (some.stream().noneMatch(column -> own.contains(column.own()))) {
                parts.add(new Part.Fixed(Cells.empty((int) some.stream().flatMap(this::headings).count())));
            } else {
                parts.addAll(parts(version, version.ordinal(first.question()).orElseThrow(), some));
            }
            i = last;
        }
        return parts;
    }

    private List<Part> parts(Layout version, int question, List<TableColumn> columns) {
        var first = columns.getFirst();
        return switch (first.type()) {
            case SINGLE -> List
                    .of(
                            new Part.SingleChoice(
                                    question,
                                    singles(version, question),
                                    absent(NOT_ASKED),
                                    absent(NOT_ANSWERED)));
            case OPTION -> options(
                    version,
                    question,
                    columns.stream().map(column -> bit(version, question, column.own().option())).toList());
            case OTHER_TEXT -> List.of(
                    new Part.OtherText(question, bit(version, question, first.own().option()).orElse(0L), wording()));
            case TEXT -> List.of(new Part.OpenText(question, wording()));
            case STATE -> List.of(
                    new Part.AnswerState(
                            question,
                            Cells.of(Cells.number(1)),
                            Cells.of(Cells.number(NOT_ASKED)),
                            Cells.of(Cells.number(NOT_ANSWERED))));
        };
    }

    private Cells[] singles(Layout version, int question) {
        var options = version.options(question);
        return IntStream.range(0, options.size())
                .mapToObj(bit -> switch (coding) {
                    case LABELLED ->
                            Cells.of(Cells.text(options.get(bit).code()), Cells.text(options.get(bit).label()));
                    case NUMBERED -> Cells.of(Cells.number(bit + 1));
                })
                .toArray(Cells[]::new);
    }

    /// @param code 98 or 99
    private Cells absent(int code) {
        return switch (coding) {
            case LABELLED -> Cells.of(
                    Cells.number(code),
                    Cells.text((code == NOT_ASKED ? Codebook.Value.SKIPPED : Codebook.Value.MISSING).label()));
            case NUMBERED -> Cells.of(Cells.number(code));
        };
    }

    /// @param bits by column; none where the version does not have the option
    private static List<Part> options(Layout version, int question, List<Optional<Long>> bits) {
        if (version.options(question).size() > FEW_OPTIONS) {
            return bits.stream()
                    .<Part>map(
                            bit -> bit
                                    .<Part>map(
                                            own -> new Part.ChosenOption(
                                                    question,
                                                    own,
                                                    each(1),
                                                    each(0),
                                                    each(NOT_ASKED),
                                                    each(NOT_ANSWERED)))
                                    .orElseGet(() -> new Part.Fixed(Cells.empty(1))))
                    .toList();
        }
        var sets = IntStream.range(0, 1 << version.options(question).size())
                .mapToObj(chosen -> cells(bits, bit -> (chosen & bit) != 0 ? 1 : 0))
                .toArray(Cells[]::new);
        return List.of(
                new Part.MultipleChoice(question, sets, cells(bits, _ -> NOT_ASKED), cells(bits, _ -> NOT_ANSWERED)));
    }

    private static Cells cells(List<Optional<Long>> bits, LongToIntFunction number) {
        return Cells.of(
                bits.stream()
                        .map(
                                bit -> bit.<Value>map(own -> Cells.number(number.applyAsInt(own)))
                                        .orElseGet(Value.Empty::new))
                        .toList());
    }

    private static Cells each(int number) {
        return Cells.of(Collections.singletonList(Cells.number(number)));
    }

    private static Optional<Long> bit(Layout version, int question, String code) {
        var options = version.options(question);
        return IntStream.range(0, options.size())
                .filter(option -> options.get(option).code().equals(code))
                .mapToObj(option -> 1L << option)
                .findFirst();
    }
}
