package io.github.certpulse.output.statistics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.survey.codebook.Codebook.Column;
import io.github.certpulse.survey.codebook.Codebook.Value;
import io.github.certpulse.survey.codebook.Codebook;
import io.github.certpulse.testing.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs the syntax in PSPP without any warning, and checks what PSPP has read.
class SpssSyntaxTest {
    @TempDir
    private Path folder;

    static List<Codebook> codebooks() {
        return DataFile.codebooks();
    }

    @ParameterizedTest
    @MethodSource("codebooks")
    void savesEveryCellOfTheDataFileAsItWas(Codebook codebook) {
        var data = DataFile.of(codebook);
        assertThat(
                pspp(
                        data,
                        "GET FILE='%s'.\nSAVE TRANSLATE /OUTFILE='back.csv' /TYPE=CSV /FIELDNAMES /CELLS=VALUES."
                                .formatted(data.name().replace(".csv", ".sav"))))
                .isEmpty();
        var back = DataFile.read(folder.resolve("back.csv"));
        assertThat(back.getFirst()).isEqualTo(codebook.columns().stream().map(Column::name).toList());
        // A missing number is written as a blank.
        assertThat(back.stream().skip(1).map(row -> row.stream().map(cell -> cell.equals(" ") ? "" : cell).toList()))
                .isEqualTo(data.rows());
    }

    @ParameterizedTest
    @MethodSource("codebooks")
    void labelsEveryValue(Codebook codebook) {
        var data = DataFile.of(codebook);
        pspp(data, "SAVE TRANSLATE /OUTFILE='labels.csv' /TYPE=CSV /FIELDNAMES /CELLS=LABELS.");
        var labels = DataFile.read(folder.resolve("labels.csv"));
        for (var place = 0; place < codebook.columns().size(); place++) {
            for (var row = 0; row < data.rows().size(); row++) {
                var number = data.rows().get(row).get(place);
                var shown = labels.get(row + 1).get(place);
                codebook.columns()
                        .get(place)
                        .values()
                        .stream()
                        .filter(value -> number.equals(String.valueOf(value.number())))
                        .forEach(
                                value -> assertThat(shown)
                                        .isEqualTo(cut(value.caption(), SpssSyntax.MAX_VALUE_LABEL_LENGTH)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("codebooks")
    void declaresWhatEveryVariableIs(Codebook codebook) {
        var data = DataFile.of(codebook);
        pspp(data, "DISPLAY DICTIONARY.");
        var dictionary = DataFile.read(folder.resolve("shown.csv"));
        assertThat(codebook.columns()).allSatisfy(column -> {
            var absence = column.values().contains(Value.SKIPPED) ? "98; 99" : "";
            var counts = column.length() == 0 && column.values().isEmpty();
            var shown = dictionary.stream()
                    .filter(row -> row.getFirst().equals(column.name()) && row.size() > 8)
                    .findFirst()
                    .orElseThrow();
            assertThat(List.of(shown.get(2), shown.get(3), shown.get(9))).containsExactly(
                    cut(column.label(), SpssSyntax.MAX_VARIABLE_LABEL_LENGTH),
                    counts ? "Scale" : "Nominal",
                    absence);
        });
    }

    @ParameterizedTest
    @MethodSource("codebooks")
    void countsBothKindsOfAbsenceAsMissing(Codebook codebook) {
        var data = DataFile.of(codebook);
        var coded = codebook.columns().stream().filter(column -> column.values().contains(Value.SKIPPED)).toList();
        pspp(data, "FREQUENCIES " + String.join(" ", coded.stream().map(Column::name).toList()) + ".");
        var shown = DataFile.read(folder.resolve("shown.csv"));
        assertThat(shown.stream().filter(row -> row.getFirst().equals("N")).flatMap(row -> row.stream().skip(2)))
                .hasSameSizeAs(coded)
                .containsOnly("3");
        assertThat(shown)
                .filteredOn(row -> row.size() > 2 && row.subList(0, 3).equals(List.of("Missing", "未问及", "1")))
                .hasSameSizeAs(coded);
        assertThat(shown).filteredOn(row -> row.size() > 2 && row.subList(0, 3).equals(List.of("", "未作答", "1")))
                .hasSameSizeAs(coded);
    }

    @ParameterizedTest
    @MethodSource("codebooks")
    void makesASetOfEveryMultipleChoice(Codebook codebook) {
        pspp(DataFile.of(codebook), "MRSETS /DISPLAY NAME=ALL.");
        var questions = codebook.variables()
                .stream()
                .filter(variable -> variable.type() == Codebook.Type.OPTION)
                .map(Codebook.Variable::question)
                .distinct()
                .toList();
        var shown = DataFile.read(folder.resolve("shown.csv"));
        for (var question : questions) {
            var options = codebook.variables()
                    .stream()
                    .filter(variable -> variable.type() == Codebook.Type.OPTION && variable.question().equals(question))
                    .toList();
            if (options.size() > 1) {
                assertThat(shown).contains(
                        List.of(
                                "$" + question,
                                cut(options.getFirst().questionLabel(), SpssSyntax.MAX_VARIABLE_LABEL_LENGTH),
                                "Dichotomies",
                                "1",
                                String.join("\n", options.stream().map(Column::name).toList())));
            } else {
                assertThat(shown).noneMatch(row -> row.getFirst().equals("$" + question));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("codebooks")
    void keepsEveryLineWithinTheLimit(Codebook codebook) throws IOException {
        DataFile.write(folder.resolve("syntax.sps"), new SpssSyntax(codebook, "data.csv")::writeTo);
        assertThat(Files.readAllLines(folder.resolve("syntax.sps")))
                .allMatch(line -> line.getBytes(UTF_8).length <= SpssSyntax.MAX_LINE_LENGTH);
    }

    @Test
    void cannotReadALineBreakWithinAText() {
        var data = DataFile.of(DataFile.codebooks().getFirst());
        var broken = new DataFile(
                data.codebook(),
                data.name(),
                data.rows()
                        .stream()
                        .map(
                                row -> row.stream()
                                        .map(cell -> cell.equals(DataFile.QUOTED) ? "第一行\n第二行" : cell)
                                        .toList())
                        .toList());
        assertThat(pspp(broken, "LIST q3.")).contains("warning");
    }

    /// PSPP's warnings; its output goes to `shown.csv`.
    private String pspp(DataFile data, String commands) {
        data.writeTo(folder);
        DataFile.write(folder.resolve("syntax.sps"), new SpssSyntax(data.codebook(), data.name())::writeTo);
        DataFile.write(folder.resolve("commands.sps"), out -> out.write(commands + "\n"));
        Program.run(
                folder,
                "pspp",
                "-O",
                "format=csv",
                "-o",
                "shown.csv",
                "-e",
                "errors.txt",
                "syntax.sps",
                "commands.sps");
        try {
            return Files.readString(folder.resolve("errors.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// At most so many bytes, the last of them an ellipsis where something is left out.
    private static String cut(String text, int bytes) {
        if (text.getBytes(UTF_8).length <= bytes) {
            return text;
        }
        var codePoints = text.codePoints().toArray();
        return IntStream.rangeClosed(0, codePoints.length)
                .mapToObj(length -> new String(codePoints, 0, length) + "…")
                .filter(each -> each.getBytes(UTF_8).length <= bytes)
                .reduce((_, longer) -> longer)
                .orElseThrow();
    }
}
