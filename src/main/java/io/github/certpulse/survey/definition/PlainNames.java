package io.github.certpulse.survey.definition;

import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.Question.Option;
import io.github.certpulse.survey.questionnaire.Question;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// Turns the names that authors of forms write, `18-24`, `_age` or `年龄`, into names that a definition can have: they
/// become parts of addresses and names of variables in statistics programs. A name that a definition can have stays as
/// it is, and the others always become the same, so that versions of a questionnaire fit together.
public final class PlainNames {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_.-]{0,63}");
    private static final Pattern CHOICE_NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N}_.-]{1,64}");
    private static final Pattern READABLE = Pattern.compile("[A-Za-z0-9_.-]*");
    private static final int MAX_ID = 32;
    private static final int MAX_CODE = 30;

    private PlainNames() {}

    /// Whether authors may give this name to a question or a form: at most 64 letters of any language, digits, `_`, `-`
    /// and `.`, the first a letter, a digit or `_`.
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /// Whether authors may give this name to an option; it may also begin with `-` or `.`.
    public static boolean isChoiceName(String text) {
        return CHOICE_NAME.matcher(text).matches();
    }

    /// The ids of questions by name, all different.
    public static Map<String, String> ids(Collection<String> names) {
        return plain(
                names,
                name -> Question.ID.matcher(name).matches() && !VariableNames.isReserved(name),
                PlainNames::id);
    }

    private static String id(String name) {
        var id = plain(name, "q", MAX_ID);
        return VariableNames.isReserved(id) ? "q_" + id : id;
    }

    /// The codes of one question's options by name, all different.
    public static Map<String, String> codes(Collection<String> names) {
        return plain(names, name -> Option.CODE.matcher(name).matches(), name -> {
            var code = plain(name, "", MAX_CODE);
            return code.isEmpty() ? "o" + hash(name) : code;
        });
    }

    /// The code of a questionnaire for a form's id.
    public static String code(String formId) {
        var code = formId.toLowerCase(Locale.ROOT);
        if (Definition.CODE.matcher(code).matches()) {
            return code;
        }
        var readable = "form" + code.replaceAll("\\.+", ".");
        return Definition.CODE.matcher(readable).matches() ? readable : "form-" + hash(code);
    }

    private static Map<String, String> plain(
            Collection<String> names,
            Predicate<String> isPlain,
            UnaryOperator<String> toPlain) {
        var plain = new LinkedHashMap<String, String>();
        names.stream().filter(isPlain).forEach(name -> plain.put(name, name));
        var taken = new HashSet<>(plain.values().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList());
        for (var name : List.copyOf(names)) {
            if (plain.containsKey(name)) {
                continue;
            }
            var made = toPlain.apply(name);
            if (!taken.add(made.toLowerCase(Locale.ROOT))) {
                made = made.substring(0, Math.min(made.length(), MAX_CODE - 9)) + "_" + hash(name);
                taken.add(made);
            }
            plain.put(name, made);
        }
        return plain;
    }

    /// @param prefix for a name that does not begin with a letter
    private static String plain(String name, String prefix, int max) {
        var plain = name.replaceAll("[^A-Za-z0-9]", "_");
        if (READABLE.matcher(name).matches() && name.length() + prefix.length() <= max) {
            return begun(plain, prefix);
        }
        var rest = plain.replaceAll("_+", "_").replaceAll("^_|_$", "");
        var kept = begun(rest.substring(0, Math.min(rest.length(), max - prefix.length() - 9)), prefix);
        return kept.isEmpty() ? "" : kept + "_" + hash(name);
    }

    private static String begun(String plain, String prefix) {
        return plain.matches("[A-Za-z].*") ? plain : prefix + plain;
    }

    /// Eight digits; Java defines the hash of a text, so it never changes.
    private static String hash(String name) {
        return "%08x".formatted(name.hashCode());
    }
}
