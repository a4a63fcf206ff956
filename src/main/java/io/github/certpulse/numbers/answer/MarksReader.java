package io.github.certpulse.numbers.answer;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.survey.questionnaire.Question.Kind;
import io.github.certpulse.survey.questionnaire.Question.Option;
import io.github.certpulse.survey.questionnaire.Question;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Reads answers in the canonical form in which the service stores them: members in the order of their names, and no
/// white space. It does not read anything else.
final class MarksReader {
    private final byte[][] names;
    private final int[] ordinals;
    private final byte[][][] codes;
    private final boolean[] multiple;
    private final Layout layout;
    private byte[] json = {};
    private int at;
    private boolean escaped;

    MarksReader(Layout layout) {
        var sorted = layout.questions().stream().map(Question::id).sorted(Comparator.naturalOrder()).toList();
        this.layout = layout;
        this.names = sorted.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
        this.ordinals = sorted.stream().mapToInt(name -> layout.ordinal(name).orElseThrow()).toArray();
        this.codes = layout.questions()
                .stream()
                .map(question -> codes(List.copyOf(question.options().values())))
                .toArray(byte[][][]::new);
        this.multiple = new boolean[codes.length];
        for (var question = 0; question < codes.length; question++) {
            multiple[question] = layout.questions().get(question).kind() instanceof Kind.Multiple;
        }
    }

    private static byte[][] codes(List<Option> options) {
        return options.stream().map(option -> option.code().getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    }

    /// @return false where the answers are not in that form; the marks may then hold a part of them
    boolean read(byte[] stored, Marks marks) {
        json = stored;
        at = 0;
        if (!take('{')) {
            return false;
        }
        if (take('}')) {
            return at == json.length;
        }
        var next = 0;
        do {
            var start = at + 1;
            if (!string(false)) {
                return false;
            }
            while (next < names.length && !isAt(start, at - 1, names[next])) {
                next++;
            }
            if (next == names.length || !take(':') || !answer(ordinals[next], marks)) {
                return false;
            }
            next++;
        } while (take(','));
        return take('}') && at == json.length;
    }

    private boolean answer(int question, Marks marks) {
        if (layout.isText(question)) {
            return text(question, marks);
        }
        var options = multiple[question] ? options(question) : option(question);
        marks.choose(question, options);
        return options != 0;
    }

    private boolean text(int question, Marks marks) {
        var start = at;
        escaped = false;
        if (!string(true)) {
            return false;
        }
        if (!escaped) {
            marks.setText(question, start + 1, at - 1);
            return true;
        }
        try {
            marks.setText(question, Json.read(Arrays.copyOfRange(json, start, at)).getStringValue());
            return true;
        } catch (IOException wrongEscape) {
            return false;
        }
    }

    private long options(int question) {
        var options = 0L;
        if (!take('[')) {
            return 0;
        }
        do {
            var option = option(question);
            if (option == 0) {
                return 0;
            }
            options |= option;
        } while (take(','));
        return take(']') ? options : 0;
    }

    private long option(int question) {
        var start = at + 1;
        if (string(false)) {
            var optionCodes = codes[question];
            for (var option = 0; option < optionCodes.length; option++) {
                if (isAt(start, at - 1, optionCodes[option])) {
                    return 1L << option;
                }
            }
        }
        return 0;
    }

    /// Moves behind a string's closing quote. False where there is no string, and where it has a control character,
    /// which JSON does not allow.
    private boolean string(boolean escapes) {
        if (!take('"')) {
            return false;
        }
        for (; at < json.length; at++) {
            var unit = json[at];
            if (unit == '"') {
                at++;
                return true;
            }
            if (unit == '\\') {
                if (!escapes) {
                    return false;
                }
                escaped = true;
                at++;
            } else if (unit >= 0 && unit < ' ') {
                return false;
            }
        }
        return false;
    }

    private boolean take(char expected) {
        if (at < json.length && json[at] == expected) {
            at++;
            return true;
        }
        return false;
    }

    private boolean isAt(int start, int end, byte[] name) {
        return Arrays.equals(json, start, end, name, 0, name.length);
    }
}
