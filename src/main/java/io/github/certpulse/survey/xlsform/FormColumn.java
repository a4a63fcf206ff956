package io.github.certpulse.survey.xlsform;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The columns that the service reads, sheet by sheet, in the order in which it writes them.
enum FormColumn {
    TYPE(Sheet.SURVEY, "type", Use.REQUIRED),
    NAME(Sheet.SURVEY, "name", Use.REQUIRED),
    LABEL(Sheet.SURVEY, "label", Use.REQUIRED),
    HINT(Sheet.SURVEY, "hint", Use.OPTIONAL),
    REQUIRED(Sheet.SURVEY, "required", Use.OPTIONAL),
    RELEVANT(Sheet.SURVEY, "relevant", Use.OPTIONAL),
    CONSTRAINT(Sheet.SURVEY, "constraint", Use.OPTIONAL),
    NUMBER(Sheet.SURVEY, "number", Use.OPTIONAL),
    PREFILL(Sheet.SURVEY, "prefill", Use.OPTIONAL),
    // Appearance, and words that the service has itself: nothing is lost without them.
    APPEARANCE(Sheet.SURVEY, "appearance", Use.IGNORED),
    CONSTRAINT_MESSAGE(Sheet.SURVEY, "constraint_message", Use.IGNORED),
    REQUIRED_MESSAGE(Sheet.SURVEY, "required_message", Use.IGNORED),

    LIST_NAME(Sheet.CHOICES, "list_name", Use.REQUIRED),
    CHOICE_NAME(Sheet.CHOICES, "name", Use.REQUIRED),
    CHOICE_LABEL(Sheet.CHOICES, "label", Use.REQUIRED),
    OTHER_TEXT(Sheet.CHOICES, "other_text", Use.OPTIONAL),
    LEVEL(Sheet.CHOICES, "level", Use.OPTIONAL),

    FORM_TITLE(Sheet.SETTINGS, "form_title", Use.REQUIRED),
    FORM_ID(Sheet.SETTINGS, "form_id", Use.REQUIRED),
    VERSION(Sheet.SETTINGS, "version", Use.OPTIONAL),
    ROLE(Sheet.SETTINGS, "role", Use.REQUIRED),
    DEFAULT_LANGUAGE(Sheet.SETTINGS, "default_language", Use.IGNORED),
    STYLE(Sheet.SETTINGS, "style", Use.IGNORED);

    private static final String LANGUAGE = "::";

    private final Sheet sheet;
    private final String heading;
    private final Use use;

    /// The sheets that are read; others are ignored.
    enum Sheet {
        SURVEY, CHOICES, SETTINGS;

        String title() {
            return name().toLowerCase(Locale.ROOT);
        }

        List<FormColumn> columns() {
            return Arrays.stream(FormColumn.values()).filter(column -> column.sheet == this).toList();
        }

        /// The headings that an author may use.
        String headings() {
            return columns().stream()
                    .filter(column -> column.use != Use.IGNORED)
                    .map(FormColumn::heading)
                    .collect(Collectors.joining(", "));
        }
    }

    /// Whether a sheet can be without the column, and whether anything reads it.
    enum Use { REQUIRED, OPTIONAL, IGNORED }

    FormColumn(Sheet sheet, String heading, Use use) {
        this.sheet = sheet;
        this.heading = heading;
        this.use = use;
    }

    Sheet sheet() {
        return sheet;
    }

    String heading() {
        return heading;
    }

    Use use() {
        return use;
    }

    /// Which column a heading means; empty for an unknown one. `list name` is the older spelling of `list_name`.
    static Stream<FormColumn> parse(Sheet sheet, String heading) {
        var name = heading.contains(LANGUAGE) ? heading.substring(0, heading.indexOf(LANGUAGE)) : heading;
        var plain = name.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
        return sheet.columns()
                .stream()
                .filter(column -> column.heading.equals(plain))
                .filter(column -> column.speaks() || !heading.contains(LANGUAGE));
    }

    /// How well a heading's language fits, 0 being best: Chinese, none, another. The service asks in one language.
    static int rank(String heading) {
        if (!heading.contains(LANGUAGE)) {
            return 1;
        }
        var language = heading.substring(heading.indexOf(LANGUAGE) + LANGUAGE.length()).toLowerCase(Locale.ROOT);
        return Stream.of("zh", "chinese", "中文", "汉语").anyMatch(language::contains) ? 0 : 2;
    }

    private boolean speaks() {
        return switch (this) {
            case LABEL, HINT, CONSTRAINT_MESSAGE, REQUIRED_MESSAGE, CHOICE_LABEL -> true;
            case
                    TYPE,
                    NAME,
                    REQUIRED,
                    RELEVANT,
                    CONSTRAINT,
                    NUMBER,
                    PREFILL,
                    APPEARANCE,
                    LIST_NAME,
                    CHOICE_NAME,
                    OTHER_TEXT,
                    LEVEL,
                    FORM_TITLE,
                    FORM_ID,
                    VERSION,
                    ROLE,
                    DEFAULT_LANGUAGE,
                    STYLE -> false;
        };
    }
}
