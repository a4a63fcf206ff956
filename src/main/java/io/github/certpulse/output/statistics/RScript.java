package io.github.certpulse.output.statistics;

import io.github.certpulse.survey.codebook.Codebook.Column;
import io.github.certpulse.survey.codebook.Codebook.Common;
import io.github.certpulse.survey.codebook.Codebook.Value;
import io.github.certpulse.survey.codebook.Codebook.Variable;
import io.github.certpulse.survey.codebook.Codebook;
import java.io.IOException;
import java.io.Writer;
import java.util.stream.Collectors;

/// The script by which R (4.0 and later, without packages) reads the data file of [SpssSyntax]: UTF-8 without a byte
/// order mark, which R would read as a name. It makes two data frames with the same responses in the same rows: one is
/// named after the questionnaire and its version, `teacher_2020_v1`, with factors, logicals and NA for both kinds of
/// absence; the other, `teacher_2020_v1_codes`, has the numbers as read, which distinguish 98 and 99. Every variable
/// has its label as attribute `label`.
///
/// @param dataFile the file's name without a folder
public record RScript(Codebook codebook, String dataFile) {

    /// Leaves the writer open.
    public void writeTo(Writer out) throws IOException {
        var frame = frame();
        out.write(
                """
                        # {heading}
                        #
                        # 用法：把压缩包里的文件放进同一个文件夹，在下面的 folder 中写上这个文件夹，\
                        然后执行 source("脚本文件名", encoding = "UTF-8")。
                        # Usage: keep the files of the archive in one folder, name that folder below, \
                        then source("this file", encoding = "UTF-8").
                        #
                        # {frame}：单选题为因子，多选题的每个选项为 TRUE/FALSE，未问及（98）和未作答（99）均为 NA。
                        # {frame}_codes：行和列相同，保留原始数字，可区分 98 和 99，例如 table({frame}_codes$变量名)。
                        # {frame}: single choices are factors, each option of a multiple choice is TRUE/FALSE, \
                        98 and 99 are NA.
                        # {frame}_codes: the same rows and columns with the numbers as read, where 98 (not asked) and \
                        99 (not answered) differ.
                        folder <- "."

                        {frame}_codes <- local({
                          columns <- c(
                        {columns})
                          read.csv(file.path(folder, {file}), header = FALSE, skip = 1, \
                        col.names = names(columns), colClasses = columns,
                                   encoding = "UTF-8", na.strings = "", quote = "\\"", comment.char = "", fill = FALSE)
                        })

                        {frame} <- local({
                          data <- {frame}_codes
                          labelled <- function(x, label) { attr(x, "label") <- label; x }
                          choice <- function(x, labels, numbers = seq_along(labels)) \
                        factor(x, levels = numbers, labels = labels)
                          yes <- function(x) c(FALSE, TRUE)[match(x, 0:1)]
                        """
                        .replace(
                                "{columns}",
                                codebook.columns()
                                        .stream()
                                        .map(column -> "    " + column.name() + " = " + literal(type(column)))
                                        .collect(Collectors.joining(",\n")))
                        .replace("{file}", literal(dataFile))
                        .replace("{frame}", frame)
                        .replace("{heading}", codebook.heading()));
        for (var column : codebook.columns()) {
            out.write(
                    "  data$%1$s <- labelled(%2$s,\n    %3$s)\n"
                            .formatted(column.name(), meaning(column), literal(column.label())));
        }
        out.write("  data\n})\n");
    }

    /// The version's number prevents that it is a reserved word.
    private String frame() {
        var name = codebook.code().replace('-', '_') + "_v" + codebook.version();
        return Character.isDigit(name.charAt(0)) ? "q" + name : name;
    }

    private static String type(Column column) {
        if (column.length() > 0) {
            return "character";
        }
        return column.values().isEmpty() ? "numeric" : "integer";
    }

    private static String meaning(Column column) {
        var data = "data$" + column.name();
        return switch (column) {
            case Common(_, var form, _, _, _) -> switch (form) {
                case TEXT, NUMBER -> data;
                case FLAG -> "yes(" + data + ")";
            };
            case Variable variable -> switch (variable.type()) {
                case SINGLE -> "choice(" + data
                        + ", c("
                        + variable.values()
                                .stream()
                                .filter(value -> value.code().isPresent())
                                .map(value -> "\n    " + literal(value.caption()))
                                .collect(Collectors.joining(","))
                        + "))";
                case OPTION -> "yes(" + data + ")";
                case OTHER_TEXT, TEXT -> data;
                // A state says why an answer is absent, so it keeps all of its three values.
                case STATE -> "choice(" + data
                        + ", c("
                        + variable.values()
                                .stream()
                                .map(Value::label)
                                .map(RScript::literal)
                                .collect(Collectors.joining(", "))
                        + "), c("
                        + variable.values()
                                .stream()
                                .map(value -> String.valueOf(value.number()))
                                .collect(Collectors.joining(", "))
                        + "))";
            };
        };
    }

    private static String literal(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
