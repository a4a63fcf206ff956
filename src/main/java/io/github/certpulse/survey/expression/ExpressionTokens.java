package io.github.certpulse.survey.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The tokens of an expression. Every violation states its position in characters, from 1.
final class ExpressionTokens {
    private static final Pattern TOKEN = Pattern.compile("""
            \\$\\{[\\s\\p{Z}]*(?<reference>[^{}\\s\\p{Z}]+)[\\s\\p{Z}]*}\
            |'(?<single>[^']*)'|"(?<double>[^"]*)"\
            |(?<number>-?\\d+(?:\\.\\d+)?)(?![\\w.])\
            |(?<word>[A-Za-z_][\\w-]*|&&|\\|\\|)\
            |(?<symbol>!=|<>|==|[<>]=?|[=≠≤≥(),+*/|-])""");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cf}]*");
    private static final List<String> LITERALS = List.of("single", "double", "number");
    private static final Pattern WHOLE = Pattern.compile("(-?\\d+)\\.0+");
    private static final String DOUBLE_QUOTES = "“”„‟＂「」『』";
    private static final String SINGLE_QUOTES = "‘’‚‛＇｀`´′";
    /// Full-width forms of ASCII stand this far from it in Unicode.
    private static final int FULL_WIDTH = '！' - '!';
    private static final Map<String, Comparison> COMPARISONS = Map.ofEntries(
            Map.entry("=", Comparison.EQUAL),
            Map.entry("==", Comparison.EQUAL),
            Map.entry("!=", Comparison.DIFFERENT),
            Map.entry("<>", Comparison.DIFFERENT),
            Map.entry("≠", Comparison.DIFFERENT),
            Map.entry("<", Comparison.LESS),
            Map.entry("<=", Comparison.AT_MOST),
            Map.entry("≤", Comparison.AT_MOST),
            Map.entry(">", Comparison.MORE),
            Map.entry(">=", Comparison.AT_LEAST),
            Map.entry("≥", Comparison.AT_LEAST));

    private final List<Token> tokens = new ArrayList<>();
    private int next;

    /// The functions that conditions may use, by their names in XPath.
    enum Function {
        SELECTED, COUNT_SELECTED, NOT, TRUE, FALSE;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private enum TokenKind { REFERENCE, LITERAL, WORD, SYMBOL, END }

    /// @param text the id of a reference, the value of a literal, or the word or symbol itself
    private record Token(TokenKind kind, String text, int position) {}

    ExpressionTokens(String written) throws UnreadableExpression {
        var expression = plain(written);
        var token = TOKEN.matcher(expression);
        var blanks = BLANKS.matcher(expression);
        int at = end(blanks, 0);
        while (at < expression.length()) {
            if (!token.region(at, expression.length()).lookingAt()) {
                throw unexpected(
                        new Token(
                                TokenKind.END,
                                expression.substring(at, at + Character.charCount(expression.codePointAt(at))),
                                at + 1),
                        "题目、选项或运算",
                        "a question, an option or an operator");
            }
            tokens.add(token(token, at + 1));
            at = end(blanks, token.end());
        }
        tokens.add(new Token(TokenKind.END, "", expression.length() + 1));
    }

    /// The expression in the characters that XPath uses, as long as before: straight quotes, and ASCII for full width.
    static String plain(String expression) {
        var plain = new StringBuilder(expression.length());
        expression.chars().forEach(c -> plain.append(plain((char) c)));
        return plain.toString();
    }

    private static char plain(char c) {
        if (DOUBLE_QUOTES.indexOf(c) >= 0) {
            return '"';
        }
        if (SINGLE_QUOTES.indexOf(c) >= 0) {
            return '\'';
        }
        if (c == '、') {
            return ',';
        }
        return c >= '！' && c <= '～' ? (char) (c - FULL_WIDTH) : c;
    }

    private static int end(Matcher blanks, int from) {
        return blanks.region(from, blanks.regionEnd()).lookingAt() ? blanks.end() : from;
    }

    private static Token token(Matcher match, int position) {
        if (match.group("reference") != null) {
            return new Token(TokenKind.REFERENCE, match.group("reference"), position);
        }
        for (var literal : LITERALS) {
            if (match.group(literal) != null) {
                return new Token(TokenKind.LITERAL, literal(match.group(literal)), position);
            }
        }
        return match.group("word") != null ? new Token(TokenKind.WORD, word(match.group("word")), position)
                : new Token(TokenKind.SYMBOL, match.group("symbol"), position);
    }

    /// The value of a literal; a whole number as authors write it, `7` for `7.0`.
    private static String literal(String text) {
        var whole = WHOLE.matcher(text.strip());
        return whole.matches() ? whole.group(1) : text.strip();
    }

    private static String word(String text) {
        return switch (text) {
            case "&&" -> "and";
            case "||" -> "or";
            default -> text;
        };
    }

    /// Where the next token begins.
    int position() {
        return peek().position();
    }

    boolean atReference() {
        return peek().kind() == TokenKind.REFERENCE;
    }

    boolean atLiteral() {
        return peek().kind() == TokenKind.LITERAL;
    }

    /// Whether this word or symbol is next.
    boolean at(String text) {
        return (peek().kind() == TokenKind.WORD || peek().kind() == TokenKind.SYMBOL)
                && peek().text().equalsIgnoreCase(text);
    }

    /// Skips this word or symbol if it is next.
    ///
    /// @return whether it was next
    boolean take(String text) {
        boolean taken = at(text);
        if (taken) {
            next++;
        }
        return taken;
    }

    void expect(String symbol) throws UnreadableExpression {
        if (!take(symbol)) {
            throw unexpected(peek(), "“" + symbol + "”", "“" + symbol + "”");
        }
    }

    void end() throws UnreadableExpression {
        if (peek().kind() != TokenKind.END) {
            throw unexpected(peek(), " and、or 或结尾", "and, or, or the end");
        }
    }

    /// The id within `${…}`.
    String reference() throws UnreadableExpression {
        if (!atReference()) {
            throw unexpected(peek(), "题目，如 ${q1}", "a question such as ${q1}");
        }
        return tokens.get(next++).text();
    }

    /// The text within quotes, or a number without quotes.
    String literal() throws UnreadableExpression {
        if (!atLiteral()) {
            throw unexpected(peek(), "加引号的选项，如 'A'", "an option in quotes such as 'A'");
        }
        return tokens.get(next++).text();
    }

    /// Skips a comparison such as `=`.
    Comparison comparison() throws UnreadableExpression {
        var symbol = peek();
        var comparison =
                Optional.ofNullable(symbol.kind() == TokenKind.SYMBOL ? COMPARISONS.get(symbol.text()) : null);
        if (comparison.isEmpty()) {
            throw unexpected(symbol, "比较，如 = 或 !=", "a comparison such as = or !=");
        }
        next++;
        return comparison.get();
    }

    /// Skips a function's name and its opening bracket.
    Function function() throws UnreadableExpression {
        var name = peek();
        if (name.kind() != TokenKind.WORD) {
            throw unexpected(name, "条件，如 ${q1} = 'A'", "a condition such as ${q1} = 'A'");
        }
        next++;
        if (!at("(")) {
            next--;
            throw unexpected(name, "条件，如 ${q1} = 'A'", "a condition such as ${q1} = 'A'");
        }
        next++;
        return Arrays.stream(Function.values())
                .filter(function -> function.word().equalsIgnoreCase(name.text()))
                .findFirst()
                .orElseThrow(
                        () -> new UnreadableExpression(
                                ExpressionRule.FUNCTION_UNKNOWN,
                                name.position(),
                                name.text(),
                                Arrays.stream(Function.values())
                                        .map(function -> function.word() + "()")
                                        .collect(Collectors.joining(", "))));
    }

    private Token peek() {
        return tokens.get(next);
    }

    private static UnreadableExpression unexpected(Token found, String zh, String en) {
        boolean isUnsupportedOperator =
                found.kind() == TokenKind.SYMBOL && "+*/|-".indexOf(found.text().charAt(0)) >= 0
                        || found.kind() == TokenKind.WORD && List.of("div", "mod").contains(found.text());
        return isUnsupportedOperator
                ? new UnreadableExpression(ExpressionRule.OPERATOR_UNKNOWN, found.position(), found.text())
                : new UnreadableExpression(ExpressionRule.EXPRESSION_MALFORMED, found.position(), found.text(), zh, en);
    }
}
