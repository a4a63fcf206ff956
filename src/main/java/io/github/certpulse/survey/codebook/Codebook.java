package io.github.certpulse.survey.codebook;

import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.questionnaire.Condition;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.Question;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What every variable of one version of a questionnaire means in a table with one row per response. Pure; the same
/// definition always gives the same codebook.
///
/// SPSS and R accept the names: at most 64 bytes, letters, digits and underscores, a letter first, no reserved word,
/// and different from each other without regard to case. A definition that would break this is refused when it is read.
///
/// @param common    the variables that every response has: [#COMMON], and [#SET_ASIDE] where the table needs it
/// @param variables in question order; within a question first its choice or its options, then the text beside them
@Serdeable
public record Codebook(
        String code,
        int version,
        String title,
        Role role,
        List<Common> common,
        List<Variable> variables) {
    /// The value of a question that the path skipped. Larger than the number of any option, [Question#MAX_OPTIONS].
    public static final int NOT_ASKED = 98;
    /// The value of a question that was asked and not answered.
    public static final int NOT_ANSWERED = 99;

    private static final Pattern LINE_BREAKS = Pattern.compile("[\\p{Cntrl}\\x{85}\\x{2028}\\x{2029}]+");

    /// The variables that come first in every table of responses.
    public static final List<Common> COMMON = List.of(
            Common.text(
                    "response",
                    36,
                    "答卷编号（导出时生成，与个人信息无关）",
                    "response (made for the export, unrelated to any person)"),
            Common.text(
                    "received_hour",
                    32,
                    "提交时间（小时、半天、日、周或空：同校同证书同角色的每个时间至少5份答卷）",
                    "time of handing in: hour, half-day, day, week or empty, so that at least 5 responses of the same "
                            + "school, certificate and role share it"),
            Common.text("school", 200, "学校", "school"),
            Common.text("level", 40, "学校层次", "kind of school"),
            Common.text("city", 100, "地市", "city"),
            Common.text("route", 100, "路线", "route"),
            Common.text("certificate", 200, "证书", "certificate"),
            Common.text("questionnaire", 64, "问卷", "questionnaire"),
            Common.number("version", "问卷版本", "version of the questionnaire"),
            Common.text("channel", 16, "填写渠道", "channel"),
            Common.number("elapsed_seconds", "填写用时（秒）", "seconds taken to answer"),
            Common.number(
                    "server_seconds",
                    "服务器计时：从首次打开到提交（秒，最多记一天）",
                    "seconds from first opening to handing in, by the server, at most a day"),
            Common.number("notice_version", "隐私告知的版本", "version of the privacy notice"),
            Common.flag("flag_too_fast", "质量标记：填写过快", "quality flag: answered too fast"),
            Common.flag("flag_straight_lining", "质量标记：连续选择相同选项", "quality flag: straight-lining"),
            Common.flag(
                    "flag_identical_burst",
                    "质量标记：短时间内出现相同答卷",
                    "quality flag: identical sheets in a burst"),
            Common.flag("flag_contradictory", "质量标记：前后矛盾", "quality flag: answers contradict each other"),
            Common.flag("flag_many_from_source", "质量标记：同一来源数量异常", "quality flag: many from one source"),
            Common.flag("flag_more_than_registered", "质量标记：超过登记人数", "quality flag: more than registered"),
            Common.flag("flag_night_burst", "质量标记：深夜集中提交", "quality flag: burst at night"),
            Common.flag("flag_regular_intervals", "质量标记：间隔过于均匀", "quality flag: regular intervals"),
            Common.flag("flag_one_after_another", "质量标记：逐份接续提交", "quality flag: one after another"),
            Common.flag("flag_too_fast_by_server", "质量标记：服务器计时过快", "quality flag: too fast by the server"));

    /// The variable that comes after [#COMMON] in tables that contain what is set aside.
    public static final Common SET_ASIDE = Common.flag("set_aside", "已搁置，不计入结果和进度", "set aside: not counted");

    /// A column of the table: one of the two kinds of variables.
    public sealed interface Column {
        String name();

        /// The most UTF-16 units of a text; 0 for numbers.
        int length();

        /// What its numbers mean; empty for texts and for plain numbers.
        List<Value> values();

        /// The label in Chinese, on one line. The part that differs between neighbouring columns comes first, because
        /// programs cut long labels.
        String label();
    }

    /// A variable that every response has. An empty cell means that the value is unknown.
    @Serdeable
    public record Common(String name, Form form, int length, Words text, List<Value> values) implements Column {
        /// The content of its cells. A flag is 1 if it is set, otherwise 0.
        public enum Form { TEXT, NUMBER, FLAG }

        public Common {
            values = List.copyOf(values);
        }

        private static Common text(String name, int length, String zh, String en) {
            return new Common(name, Form.TEXT, length, new Words(zh, en), List.of());
        }

        private static Common number(String name, String zh, String en) {
            return new Common(name, Form.NUMBER, 0, new Words(zh, en), List.of());
        }

        private static Common flag(String name, String zh, String en) {
            return new Common(
                    name,
                    Form.FLAG,
                    0,
                    new Words(zh, en),
                    List.of(Value.plain(0, "否"), Value.plain(1, "是")));
        }

        @Override
        public String label() {
            return text.zh();
        }
    }

    /// What a variable records about its question.
    public enum Type {
        /// The chosen option, by its number.
        SINGLE,
        /// Whether this option of a multiple choice was chosen.
        OPTION,
        /// The text beside an option such as 其他（请填写）; empty if that was not chosen.
        OTHER_TEXT,
        /// The respondent's text; empty if there is none.
        TEXT,
        /// Whether the text in the column before it was given, or why it is empty.
        STATE
    }

    /// A variable for a question, or for one of its options.
    ///
    /// @param question  the question's id
    /// @param number    the question's printed number
    /// @param text      the question's official wording
    /// @param option    the option of an OPTION or OTHER_TEXT
    /// @param values    with [#NOT_ASKED] and [#NOT_ANSWERED] last; empty for texts
    /// @param askedWhen the condition in words, such as 第7题选“A 是”
    /// @param required  whether an answer is required if the question is asked, in words
    @Serdeable
    public record Variable(
            String name,
            String question,
            int number,
            Type type,
            String text,
            Optional<Choice> option,
            int length,
            List<Value> values,
            Words askedWhen,
            Words required) implements Column {
        public Variable {
            values = List.copyOf(values);
        }

        @Override
        public String label() {
            var about = option.map(choice -> choice.code() + ". " + choice.label()).orElse("");
            var part = switch (type) {
                case SINGLE, TEXT -> "";
                case OPTION -> about + " — ";
                case OTHER_TEXT -> about + "：文字 — ";
                case STATE -> "作答情况 — ";
            };
            return oneLine("第" + number + "题 " + part + text);
        }

        /// The question alone, in one line: 第5题 您的职称是？
        public String questionLabel() {
            return oneLine("第" + number + "题 " + text);
        }
    }

    /// An option as printed: its letter and its official wording.
    @Serdeable
    public record Choice(String code, String label) {}

    /// The meaning of a number.
    ///
    /// @param code the letter of the option that it stands for, if it stands for one
    @Serdeable
    public record Value(int number, Optional<String> code, String label) {
        /// [Codebook#NOT_ASKED]
        public static final Value SKIPPED = plain(NOT_ASKED, "未问及");
        /// [Codebook#NOT_ANSWERED]
        public static final Value MISSING = plain(NOT_ANSWERED, "未作答");

        static Value plain(int number, String label) {
            return new Value(number, Optional.empty(), label);
        }

        /// As in a table's legend, in one line: `A. 非常满意`, 未问及.
        public String caption() {
            return oneLine(code.map(letter -> letter + ". " + label).orElse(label));
        }
    }

    public Codebook {
        common = List.copyOf(common);
        variables = List.copyOf(variables);
    }

    /// The codebook of a questionnaire's version.
    public static Codebook from(Definition definition) {
        var words = new Condition.Wording(definition.questions());
        var variables = definition.questions()
                .values()
                .stream()
                .flatMap(
                        question -> QuestionVariables.from(
                                question,
                                words.describe(question.visibleWhen()),
                                words.requirement(question.required())))
                .toList();
        return new Codebook(
                definition.code(),
                definition.version(),
                definition.title(),
                definition.role(),
                COMMON,
                variables);
    }

    /// The same for a table that contains what is set aside.
    public Codebook withSetAside() {
        var more = Stream.concat(common.stream(), Stream.of(SET_ASIDE)).toList();
        return new Codebook(code, version, title, role, more, variables);
    }

    /// The questionnaire's title, code and version, on one line.
    public String heading() {
        return oneLine("%s (%s, version %d)".formatted(title, code, version));
    }

    /// All variables in the order of a table's columns.
    public List<Column> columns() {
        return Stream.<Column>concat(common.stream(), variables.stream()).toList();
    }

    private static String oneLine(String text) {
        return LINE_BREAKS.matcher(text).replaceAll(" ");
    }
}
