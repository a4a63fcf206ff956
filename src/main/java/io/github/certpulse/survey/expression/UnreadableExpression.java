package io.github.certpulse.survey.expression;

import java.util.List;

/// An expression that breaks a rule.
public final class UnreadableExpression extends Exception {
    private final ExpressionRule rule;
    private final transient List<Object> values;

    UnreadableExpression(ExpressionRule rule, Object... values) {
        super(rule.name(), null, false, false);
        this.rule = rule;
        this.values = List.of(values);
    }

    public ExpressionRule rule() {
        return rule;
    }

    /// The values for the placeholders in the rule's message.
    public List<Object> values() {
        return values;
    }
}
