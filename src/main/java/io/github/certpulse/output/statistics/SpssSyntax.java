package io.github.certpulse.output.statistics;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.certpulse.files.text.ByteOrderMark;
import io.github.certpulse.survey.codebook.Codebook.Column;
import io.github.certpulse.survey.codebook.Codebook.Value;
import io.github.certpulse.survey.codebook.Codebook.Variable;
import io.github.certpulse.survey.codebook.Codebook;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/// The syntax by which SPSS (21 and later, in Unicode mode) and PSPP read a data file and the meanings of its
/// variables: UTF-8 with a byte order mark, from which SPSS recognises the encoding.
///
/// The data file is CSV in UTF-8 with a heading; its columns are [Codebook#columns]. **Its texts must have no line
/// breaks**, even between quotes: SPSS and PSPP end a case with the line.
///
/// Limits are those of the IBM SPSS Statistics Command Syntax Reference, in bytes: lines 256, variable labels 255,
/// value labels 120.
///
/// @param dataFile the file's name without a folder, ending in `.csv`
public record SpssSyntax(Codebook codebook, String dataFile) {
    static final int MAX_VARIABLE_LABEL_LENGTH = 255;
    private static final String MULTIPLE_RESPONSE_SET = """
            MRSETS
              /MDGROUP NAME=$%s
              LABEL=%s
              CATEGORYLABELS=VARLABELS
              VARIABLES=%s
              VALUE=1.

            """;
    static final int MAX_VALUE_LABEL_LENGTH = 120;
    static final int MAX_LINE_LENGTH = 256;
    /// The bytes of one piece of a label: with indent, name and quotes it stays within a line even if every letter is
    /// an apostrophe.
    private static final int PIECE = 80;
    private static final int MAX_COMMENT_LENGTH = 240;
    private static final int NAMES_IN_A_LINE = 3;
    // UTF-8 needs at most three bytes for a UTF-16 unit; one more for the apostrophe of a neutralised cell.
    private static final int BYTES_OF_A_UNIT = 3;

    /// Leaves the writer open.
    public void writeTo(Writer out) throws IOException {
        ByteOrderMark.write(out);
        out.write(
                """
                        * Encoding: UTF-8.
                        * %s.
                        * 用法：把压缩包里的文件放进同一个文件夹，在下面的 CD 命令中写上这个文件夹，\
                        然后运行全部命令（运行 > 全部）.
                        * Usage: keep the files of the archive in one folder, \
                        name that folder in the CD command below, then run all.
                        * 98 = 未问及（按答题路径跳过），99 = 未作答；两者均已定义为缺失值.
                        * 98 = not asked (skipped by the path), 99 = asked, not answered; both are user-missing.

                        CD '.'.

                        """
                        .formatted(piece(codebook.heading(), MAX_COMMENT_LENGTH)));
        out.write(reading());
        out.write(
                section(
                        "VARIABLE LABELS",
                        codebook.columns()
                                .stream()
                                .map(column -> column.name() + " " + quoted(column.label(), MAX_VARIABLE_LABEL_LENGTH))
                                .toList()));
        out.write(
                section(
                        "VALUE LABELS",
                        codebook.columns().stream().filter(SpssSyntax::isCoded).map(SpssSyntax::valueLabels).toList()));
        out.write(
                "MISSING VALUES" + names(
                        codebook.columns().stream().filter(column -> column.values().contains(Value.SKIPPED)).toList())
                        + "\n  (%d, %d).\n\n".formatted(Codebook.NOT_ASKED, Codebook.NOT_ANSWERED));
        out.write(
                "VARIABLE LEVEL" + names(codebook.columns().stream().filter(column -> !isScale(column)).toList())
                        + "\n  (NOMINAL)\n /"
                        + names(codebook.columns().stream().filter(SpssSyntax::isScale).toList())
                        + "\n  (SCALE).\n\n");
        out.write(
                "VARIABLE WIDTH" + names(codebook.columns().stream().filter(SpssSyntax::isText).toList())
                        + "\n  (20).\n\n");
        out.write(multipleResponseSets());
        out.write("SAVE OUTFILE=" + literal(dataFile.replaceFirst("\\.csv$", "") + ".sav") + ".\n");
    }

    private String reading() {
        var variables = codebook.columns()
                .stream()
                .map(column -> "  " + column.name() + " " + format(column))
                .collect(Collectors.joining("\n"));
        return """
                GET DATA
                  /TYPE=TXT
                  /FILE=%s
                  /ENCODING='UTF8'
                  /ARRANGEMENT=DELIMITED
                  /DELCASE=LINE
                  /DELIMITERS=","
                  /QUALIFIER='"'
                  /FIRSTCASE=2
                  /VARIABLES=
                %s.

                """.formatted(literal(dataFile), variables);
    }

    private static String format(Column column) {
        if (isText(column)) {
            return "A" + (BYTES_OF_A_UNIT * column.length() + 1);
        }
        return isScale(column) ? "F10.0" : "F2.0";
    }

    private static boolean isText(Column column) {
        return column.length() > 0;
    }

    private static boolean isCoded(Column column) {
        return !column.values().isEmpty();
    }

    private static boolean isScale(Column column) {
        return !isText(column) && !isCoded(column);
    }

    private static String valueLabels(Column column) {
        return column.name() + column.values()
                .stream()
                .map(value -> "\n    " + value.number() + " " + quoted(value.caption(), MAX_VALUE_LABEL_LENGTH))
                .collect(Collectors.joining());
    }

    /// SPSS needs at least two variables for a set.
    private String multipleResponseSets() {
        var sets = new LinkedHashMap<String, List<Variable>>();
        codebook.variables()
                .stream()
                .filter(variable -> variable.type() == Codebook.Type.OPTION)
                .forEach(variable -> sets.computeIfAbsent(variable.question(), _ -> new ArrayList<>()).add(variable));
        return sets.entrySet()
                .stream()
                .filter(set -> set.getValue().size() > 1)
                .map(
                        set -> MULTIPLE_RESPONSE_SET.formatted(
                                set.getKey(),
                                quoted(set.getValue().getFirst().questionLabel(), MAX_VARIABLE_LABEL_LENGTH),
                                names(set.getValue())))
                .collect(Collectors.joining());
    }

    private static String section(String command, List<String> parts) {
        return command + "\n  " + String.join("\n  /", parts) + ".\n\n";
    }

    private static String names(List<? extends Column> columns) {
        var names = new StringBuilder();
        for (var i = 0; i < columns.size(); i++) {
            names.append(i % NAMES_IN_A_LINE == 0 ? "\n  " : " ").append(columns.get(i).name());
        }
        return names.toString();
    }

    /// A string literal of at most this many bytes, over as many lines as it needs.
    private static String quoted(String text, int bytes) {
        var rest = text.getBytes(UTF_8).length <= bytes ? text : piece(text, bytes - "…".getBytes(UTF_8).length) + "…";
        var pieces = new ArrayList<String>();
        do {
            var piece = piece(rest, PIECE);
            pieces.add(literal(piece));
            rest = rest.substring(piece.length());
        } while (!rest.isEmpty());
        return String.join(" +\n      ", pieces);
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /// As many whole characters from the beginning as fit into this many bytes.
    private static String piece(String text, int bytes) {
        var length = 0;
        var end = 0;
        while (end < text.length()) {
            var next = text.offsetByCodePoints(end, 1);
            length += text.substring(end, next).getBytes(UTF_8).length;
            if (length > bytes) {
                break;
            }
            end = next;
        }
        return text.substring(0, end);
    }
}
