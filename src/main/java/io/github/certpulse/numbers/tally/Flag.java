package io.github.certpulse.numbers.tally;

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

    /// One of at least [#BURST_SIZE] equal sheets – every choice and every text, prefilled items aside – that different
    /// respondents of one role handed in at one school within [#BURST_SECONDS]. On equal rows as a sign of fabrication:
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
            "holds answers that contradict each other");

    /// The share of the median time below which a response is too fast, in percent.
    public static final int FAST_PERCENT = 30;
    /// The fewest single choices from which straight-lining is recognised.
    public static final int MIN_SINGLE_CHOICES = 8;
    /// How many different respondents must hand in equal sheets for a burst.
    public static final int BURST_SIZE = 5;
    /// The time within which they must be received, ends included.
    public static final int BURST_SECONDS = 600;

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
