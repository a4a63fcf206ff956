package io.github.certpulse.numbers.tally;

import io.github.certpulse.numbers.arrival.Bursts;
import io.github.certpulse.numbers.arrival.Pattern;
import io.github.certpulse.platform.problem.Words;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A reason why a response's quality is doubtful. A flag deletes nothing and proves nothing; it lets the office compare
/// the results with and without such responses.
public enum Flag {
    /// Answered in less than 30 % of the median time of that questionnaire's version in that campaign; responses
    /// without a time are never flagged. A share of the median as a speeding threshold: Greszki, Meyer, Schoen,
    /// *Exploring the Effects of Removing "Too Fast" Responses and Respondents from Web Surveys*, Public Opinion
    /// Quarterly 79(2), 2015.
    TOO_FAST(
            "作答过快",
            "too fast",
            "用时低于同一问卷用时中位数的30%",
            "answered in less than 30 % of the median time of the questionnaire"),

    /// All single choices answered in person, at least [#MIN_SINGLE_CHOICES] of them, have the same letter, or each has
    /// its last option: non-differentiation, after Krosnick, *Response strategies for coping with the cognitive demands
    /// of attitude measures in surveys*, Applied Cognitive Psychology 5(3), 1991.
    STRAIGHT_LINING(
            "直线作答",
            "straight-lining",
            "所有单选题（至少8道）选同一字母，或都选最后一项",
            "all single choices, at least 8, have the same letter, or each its last option"),

    /// One of at least [Bursts#SIZE] equal sheets – every choice and every text, prefilled items aside – that different
    /// respondents of one role handed in at one school within [Bursts#SECONDS]. On equal rows as a sign of fabrication:
    /// Kuriakose, Robbins, *Don't get duped: Fraud through duplication in public opinion surveys*, Statistical Journal
    /// of the IAOS 32(3), 2016.
    IDENTICAL_BURST(
            "短时间内内容相同",
            "identical sheets in a burst",
            "同一学校10分钟内有至少5名不同答卷人的答卷完全相同",
            "one of at least 5 equal sheets of different respondents at one school within 10 minutes"),

    /// It has answers that contradict each other, see [Contradictions].
    CONTRADICTORY(
            "前后矛盾",
            "contradictory",
            "回答之间相互矛盾",
            "holds answers that contradict each other"),

    /// [Pattern#MANY_FROM_SOURCE]. On several sheets from one address as a sign of one person behind them: Teitcher,
    /// Bockting, Bauermeister, Hoefer, Miner, Klitzman, *Detecting, Preventing, and Responding to "Fraudsters" in
    /// Internet Research*, Journal of Law, Medicine & Ethics 43(1), 2015. The limit is this project's own.
    MANY_FROM_SOURCE(
            "同一来源数量异常",
            "many from one source",
            "同一学校同一角色10分钟内来自同一来源的答卷超过120份，并超过登记学生数（教师：登记学生数的十分之一）",
            "one of more than 120 sheets of a role at one school from one source within 10 minutes, "
                    + "if that is more than its registered students (teachers: a tenth of them)"),

    /// A student's response for a certificate for which there are more such responses than registered students, however
    /// they came. Certificates without registered students have nothing to compare with and are left out.
    MORE_THAN_REGISTERED(
            "超过登记人数",
            "more than registered",
            "该校该证书的学生答卷多于学校名单上的登记学生数",
            "its certificate has more students' responses than the roster has registered students"),

    /// [Pattern#NIGHT_BURST]. The hours and the size are this project's own.
    NIGHT_BURST(
            "深夜集中提交",
            "burst at night",
            "同一学校同一角色在0:15至5:00之间30分钟内至少收到15份",
            "one of at least 15 sheets of a role at one school within 30 minutes between 0:15 and 5:00"),

    /// [Pattern#REGULAR_INTERVALS]; the reasoning stands there.
    REGULAR_INTERVALS(
            "间隔过于均匀",
            "regular intervals",
            "同一来源连续25份答卷的间隔平均为2秒至1小时，且几乎一样长（标准差不到平均值的40%）",
            "one of 25 sheets in a row from one source whose intervals, 2 seconds to an hour on average, "
                    + "hardly differ (standard deviation below 40 % of the average)"),

    /// [Pattern#ONE_AFTER_ANOTHER]; the reasoning stands there.
    ONE_AFTER_ANOTHER(
            "逐份接续提交",
            "one after another",
            "同一来源连续10份答卷，每份都在前一份提交后1分钟内才首次打开",
            "one of 10 sheets in a row from one source, each first opened within a minute "
                    + "after the one before came in"),

    /// The time since the service first saw the respondent is shorter than [#SECONDS_PER_ANSWER] for each answer;
    /// responses without such a time are never flagged. Two seconds per item as the least in which an item can be read:
    /// Huang, Curran, Keeney, Poposki, DeShon, *Detecting and Deterring Insufficient Effort Responding to Surveys*,
    /// Journal of Business and Psychology 27(1), 2012.
    TOO_FAST_BY_SERVER(
            "服务器计时过快",
            "too fast by the server's time",
            "从服务器首次见到答卷人到提交，平均每个回答不足2秒",
            "handed in less than 2 seconds per answer after the service first saw the respondent");

    /// The share of the median time below which a response is too fast, in percent.
    public static final int FAST_PERCENT = 30;
    /// The fewest single choices from which straight-lining is recognised.
    public static final int MIN_SINGLE_CHOICES = 8;
    /// The time that an answer takes at least, in seconds.
    public static final int SECONDS_PER_ANSWER = 2;

    private final Words words;
    private final Words definition;

    Flag(String zh, String en, String definitionZh, String definitionEn) {
        this.words = new Words(zh, en);
        this.definition = new Words(definitionZh, definitionEn);
    }

    /// The flag with a code; empty where no flag has it.
    public static Optional<Flag> parse(String code) {
        return Stream.of(values()).filter(flag -> flag.code().equals(code)).findFirst();
    }

    /// Its name in the API: kebab-case, such as `too-fast`.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The flag of a pattern.
    static Flag of(Pattern pattern) {
        return switch (pattern) {
            case MANY_FROM_SOURCE -> MANY_FROM_SOURCE;
            case NIGHT_BURST -> NIGHT_BURST;
            case REGULAR_INTERVALS -> REGULAR_INTERVALS;
            case ONE_AFTER_ANOTHER -> ONE_AFTER_ANOTHER;
        };
    }

    /// Its name for people.
    public Words words() {
        return words;
    }

    /// What it means, in a sentence.
    public Words definition() {
        return definition;
    }

    int bit() {
        return 1 << ordinal();
    }
}
