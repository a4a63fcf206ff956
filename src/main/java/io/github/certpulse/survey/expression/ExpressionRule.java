package io.github.certpulse.survey.expression;

import io.github.certpulse.platform.problem.Words;

/// The rules for expressions, with the codes and messages of their violations.
public enum ExpressionRule {
    EXPRESSION_MALFORMED(
            "expression-malformed",
            "第 %d 个字符处的“%s”：此处应为%s",
            "“%2$s” at character %1$d: expected here is %4$s"),
    FUNCTION_UNKNOWN(
            "function-unknown",
            "第 %d 个字符处：不支持函数 %s()；可用的函数：%s",
            "At character %d: the function %s() is not supported; possible are: %s"),
    OPERATOR_UNKNOWN(
            "operator-unknown",
            "第 %d 个字符处：不支持“%s”；可用的运算：=、!=、and、or",
            "At character %d: “%s” is not supported; possible are =, !=, and, or"),
    EQUALS_ON_MULTIPLE(
            "equals-on-multiple",
            "第 %d 个字符处：%s 是多选题，请写 selected(${%s}, '选项')",
            "At character %d: %s is a multiple choice, please write selected(${%s}, 'option')"),
    EXPRESSION_TOO_DEEP("expression-too-deep", "表达式的嵌套过深", "The expression is nested too deeply"),
    CONSTANT_WITHIN(
            "constant-within",
            "true() 和 false() 不能与其他条件混用",
            "true() and false() cannot be mixed with other conditions");

    private final String code;
    private final Words words;

    ExpressionRule(String code, String zh, String en) {
        this.code = code;
        this.words = new Words(zh, en);
    }

    /// Stable and in kebab case.
    public String code() {
        return code;
    }

    /// The message, with placeholders for the [values][UnreadableExpression#values] of a violation.
    public Words words() {
        return words;
    }
}
