package io.github.certpulse.platform.json;

import static java.util.Objects.requireNonNull;

import io.github.certpulse.platform.problem.Violation;
import io.github.certpulse.platform.problem.Words;

/// A rule for a field, with the code and words of its violation.
///
/// @param code stable and kebab-case
public record FieldRule(String code, Words words) {
    /// The field's parent must be an object.
    public static final FieldRule WITHIN_AN_OBJECT =
            new FieldRule("wrong-type", "上一级须为对象", "what holds it must be an object");
    public static final FieldRule REQUIRED_TEXT = new FieldRule("required", "必填，须为文字", "required, a text");
    public static final FieldRule FLAG = new FieldRule("wrong-type", "须为 true 或 false", "must be true or false");
    public static final FieldRule DAY =
            new FieldRule("not-a-day", "须为日期，例如 2027-05-30", "must be a day such as 2027-05-30");
    public static final FieldRule TIME = new FieldRule(
            "not-a-time",
            "须为带时区的时间，例如 2026-11-20T08:00:00+08:00",
            "must be a time with an offset, such as 2026-11-20T08:00:00+08:00");

    public FieldRule {
        requireNonNull(code);
        requireNonNull(words);
    }

    public FieldRule(String code, String zh, String en) {
        this(code, new Words(zh, en));
    }

    /// A text must have at most this many UTF-16 units.
    public static FieldRule maxLength(int max) {
        return new FieldRule("too-long", new Words("不能超过 %d 个字", "at most %d characters").with(max));
    }

    /// A whole number must lie within these bounds.
    public static FieldRule wholeNumber(int min, int max) {
        return new FieldRule(
                "out-of-range",
                new Words("须为 %d 到 %d 的整数", "must be a whole number from %d to %d").with(min, max));
    }

    /// A share must lie between 0 and 1 and have at most this many decimals.
    public static FieldRule share(int maxDecimals) {
        return new FieldRule(
                "out-of-range",
                new Words("须为 0 到 1 的小数，最多 %d 位", "must be from 0 to 1 with at most %d decimals")
                        .with(maxDecimals));
    }

    /// The violation at a field.
    public Violation at(String field) {
        return new Violation(field, code, words);
    }
}
