package io.github.certpulse.output.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.survey.codebook.Codebook.Column;
import io.github.certpulse.survey.codebook.Codebook.Value;
import io.github.certpulse.survey.codebook.Codebook.Variable;
import io.github.certpulse.survey.codebook.Codebook;
import io.github.certpulse.testing.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs the script in R, where every warning is an error, and checks what it made.
class RScriptTest {
    /// What R made of each variable, a row each: name, class, label, levels, and the values of its rows.
    private static final String LOOK =
            """
                    options(warn = 2)
                    source("script.R", encoding = "UTF-8")
                    made <- get(frame)
                    rows <- lapply(names(made), function(name) {
                      x <- made[[name]]
                      c(name, class(x), attr(x, "label"), paste(levels(x), collapse = "|"), as.character(x))
                    })
                    write.table(do.call(rbind, rows), "made.csv", sep = ",", na = "NA", qmethod = "double", \
                    row.names = FALSE, col.names = FALSE)
                    codes <- get(paste0(frame, "_codes"))
                    write.table(codes, "codes.csv", sep = ",", na = "", qmethod = "double", row.names = FALSE)
                    """;
    private static final int FIRST_CELL = 4;

    @TempDir
    private Path folder;

    static List<Codebook> codebooks() {
        return DataFile.codebooks();
    }

    @ParameterizedTest
    @MethodSource("codebooks")
    void keepsEveryCellAsReadInTheCompanion(Codebook codebook) {
        var data = DataFile.of(codebook);
        run(data);
        var codes = DataFile.read(folder.resolve("codes.csv"));
        assertThat(codes.getFirst()).isEqualTo(codebook.columns().stream().map(Column::name).toList());
        assertThat(codes.subList(1, codes.size())).isEqualTo(data.rows());
    }

    @ParameterizedTest
    @MethodSource("codebooks")
    void givesEveryVariableItsLabelAndItsKind(Codebook codebook) {
        var made = run(DataFile.of(codebook));
        assertThat(made).hasSameSizeAs(codebook.columns());
        for (var place = 0; place < made.size(); place++) {
            var column = codebook.columns().get(place);
            assertThat(made.get(place).subList(0, FIRST_CELL))
                    .containsExactly(column.name(), kind(column), column.label(), levels(column));
        }
    }

    @ParameterizedTest
    @MethodSource("codebooks")
    void readsAnswersAndMakesBothKindsOfAbsenceNA(Codebook codebook) {
        var made = run(DataFile.of(codebook));
        for (var place = 0; place < made.size(); place++) {
            var cells = made.get(place).subList(FIRST_CELL, made.get(place).size());
            if (codebook.columns().get(place) instanceof Variable variable) {
                assertThat(cells).as(variable.name()).isEqualTo(switch (variable.type()) {
                    case SINGLE -> {
                        var options = variable.values()
                                .stream()
                                .filter(value -> value.code().isPresent())
                                .map(Value::caption)
                                .toList();
                        yield List.of(options.getFirst(), options.getLast(), "NA", "NA", options.getFirst());
                    }
                    case OPTION -> List.of("FALSE", "TRUE", "NA", "NA", "FALSE");
                    case STATE -> List.of("已作答", "已作答", "未问及", "未作答", "已作答");
                    case
                            OTHER_TEXT,
                            TEXT -> DataFile.of(codebook)
                                    .rows()
                                    .stream()
                                    .map(row -> row.get(codebook.columns().indexOf(variable)))
                                    .map(cell -> cell.isEmpty() ? "NA" : cell)
                                    .toList();
                });
            }
        }
    }

    @Test
    void readsALineBreakAndTheWordNAWithinAText() {
        var data = DataFile.of(DataFile.codebooks().getFirst());
        var place = data.codebook().columns().stream().map(Column::name).toList().indexOf("q21");
        var texts = List.of("第一行\n第二行", "NA", "# 1", "\\t", "x");
        var rows = IntStream.range(0, texts.size())
                .mapToObj(
                        row -> IntStream.range(0, data.rows().get(row).size())
                                .mapToObj(cell -> cell == place ? texts.get(row) : data.rows().get(row).get(cell))
                                .toList())
                .toList();
        run(new DataFile(data.codebook(), data.name(), rows));
        assertThat(DataFile.read(folder.resolve("codes.csv")).stream().skip(1).map(row -> row.get(place)))
                .isEqualTo(texts);
    }

    @Test
    void refusesAFileWithACellTooFew() {
        var data = DataFile.of(DataFile.codebooks().getFirst());
        var broken = new DataFile(
                data.codebook(),
                data.name(),
                data.rows()
                        .stream()
                        .map(row -> row.equals(data.rows().getLast()) ? row.subList(0, row.size() - 1) : row)
                        .toList());
        broken.writeTo(folder);
        DataFile.write(folder.resolve("script.R"), new RScript(data.codebook(), data.name())::writeTo);
        var output = Program.run(
                folder,
                "Rscript",
                "-e",
                "tryCatch(source('script.R', encoding = 'UTF-8'), error = function(e) "
                        + "cat('refused:', conditionMessage(e)))");
        assertThat(output).contains("refused:");
    }

    private List<List<String>> run(DataFile data) {
        data.writeTo(folder);
        DataFile.write(folder.resolve("script.R"), new RScript(data.codebook(), data.name())::writeTo);
        DataFile.write(
                folder.resolve("look.R"),
                out -> out.write("frame <- \"" + frame(data.codebook()) + "\"\n" + LOOK));
        Program.run(folder, "Rscript", "look.R");
        return DataFile.read(folder.resolve("made.csv"));
    }

    private static String frame(Codebook codebook) {
        return switch (codebook.code()) {
            case "teacher-2020" -> "teacher_2020_v1";
            case "student-2020" -> "student_2020_v1";
            default -> "q1_hostile_v2";
        };
    }

    private static String kind(Column column) {
        if (column.length() > 0) {
            return "character";
        }
        if (column.values().isEmpty()) {
            return "numeric";
        }
        return column instanceof Variable variable && variable.type() != Codebook.Type.OPTION ? "factor" : "logical";
    }

    private static String levels(Column column) {
        return column instanceof Variable variable && kind(column).equals("factor")
                ? String.join(
                        "|",
                        variable.values()
                                .stream()
                                .filter(value -> variable.type() == Codebook.Type.STATE || value.code().isPresent())
                                .map(Value::caption)
                                .toList())
                : "";
    }
}
