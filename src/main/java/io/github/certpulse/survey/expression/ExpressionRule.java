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
            "第 %d 个字符处：不支持“%s”；可用的运算：=、!=、<、<=、>、>=、and、or",
            "At character %d: “%s” is not supported; possible are =, !=, <, <=, >, >=, and, or"),
    EQUALS_ON_MULTIPLE(
            "equals-on-multiple",
            "第 %d 个字符处：%s 是多选题，请写 selected(${%s}, '选项')",
            "At character %d: %s is a multiple choice, please write selected(${%s}, 'option')"),
    ORDER_NEEDS_NUMBERS(
            "order-needs-numbers",
            "第 %d 个字符处：只有选项代码是数字的单选题才能与数字比较大小，%s 不是",
            "At character %d: only a single choice whose options are numbers has an order, and %s is none"),
    COUNT_NEEDS_NUMBER(
            "count-needs-number",
            "第 %d 个字符处：count-selected() 应与不小于 0 的整数比较",
            "At character %d: count-selected() is compared with a whole number from 0"),
    COUNT_TOO_LARGE(
            "count-too-large",
            "第 %d 个字符处：%s 的选项太多，不能按选中个数判断",
            "At character %d: %s has too many options to count the chosen ones"),
    COMPARISON_NEVER_TRUE(
            "comparison-never-true",
            "第 %d 个字符处：%s 没有符合的选项，条件永远不成立",
            "At character %d: no option of %s fits, so that this never holds"),
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
