package io.github.certpulse.survey.xlsform;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The columns that the service reads, by sheet, in the order in which it writes them.
enum FormColumn {
    TYPE(FormSheet.SURVEY, "type", Use.REQUIRED),
    NAME(FormSheet.SURVEY, "name", Use.REQUIRED),
    LABEL(FormSheet.SURVEY, "label", Use.REQUIRED),
    HINT(FormSheet.SURVEY, "hint", Use.OPTIONAL),
    REQUIRED(FormSheet.SURVEY, "required", Use.OPTIONAL),
    RELEVANT(FormSheet.SURVEY, "relevant", Use.OPTIONAL),
    CONSTRAINT(FormSheet.SURVEY, "constraint", Use.OPTIONAL),
    NUMBER(FormSheet.SURVEY, "number", Use.OPTIONAL),
    PREFILL(FormSheet.SURVEY, "prefill", Use.OPTIONAL),
    // Layout, and messages for which the service has its own: nothing is lost without these columns.
    APPEARANCE(FormSheet.SURVEY, "appearance", Use.IGNORED),
    CONSTRAINT_MESSAGE(FormSheet.SURVEY, "constraint_message", Use.IGNORED),
    REQUIRED_MESSAGE(FormSheet.SURVEY, "required_message", Use.IGNORED),

    LIST_NAME(FormSheet.CHOICES, "list_name", Use.REQUIRED),
    CHOICE_NAME(FormSheet.CHOICES, "name", Use.REQUIRED),
    CHOICE_LABEL(FormSheet.CHOICES, "label", Use.REQUIRED),
    OTHER_TEXT(FormSheet.CHOICES, "other_text", Use.OPTIONAL),
    LEVEL(FormSheet.CHOICES, "level", Use.OPTIONAL),

    FORM_TITLE(FormSheet.SETTINGS, "form_title", Use.REQUIRED),
    FORM_ID(FormSheet.SETTINGS, "form_id", Use.REQUIRED),
    VERSION(FormSheet.SETTINGS, "version", Use.OPTIONAL),
    ROLE(FormSheet.SETTINGS, "role", Use.REQUIRED),
    DEFAULT_LANGUAGE(FormSheet.SETTINGS, "default_language", Use.IGNORED),
    STYLE(FormSheet.SETTINGS, "style", Use.IGNORED);

    private static final String LANGUAGE_SEPARATOR = "::";

    private final FormSheet sheet;
    private final String heading;
    private final Use use;

    /// The sheets that are read; others are ignored.
    enum FormSheet {
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

    /// Whether a sheet must have the column, and whether the service reads it.
    enum Use { REQUIRED, OPTIONAL, IGNORED }

    FormColumn(FormSheet sheet, String heading, Use use) {
        this.sheet = sheet;
        this.heading = heading;
        this.use = use;
    }

    FormSheet sheet() {
        return sheet;
    }

    String heading() {
        return heading;
    }

    Use use() {
        return use;
    }

    /// The column with a heading; empty if the heading is unknown. `list name` is the older spelling of `list_name`.
    static Stream<FormColumn> parse(FormSheet sheet, String heading) {
        var name = heading.contains(LANGUAGE_SEPARATOR) ? heading.substring(0, heading.indexOf(LANGUAGE_SEPARATOR))
                : heading;
        var plain = name.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
        return sheet.columns()
                .stream()
                .filter(column -> column.heading.equals(plain))
                .filter(column -> column.isTranslatable() || !heading.contains(LANGUAGE_SEPARATOR));
    }

    /// The rank of a heading's language; the lowest is read. 0 is Chinese, 1 no language, 2 another language.
    static int languageRank(String heading) {
        if (!heading.contains(LANGUAGE_SEPARATOR)) {
            return 1;
        }
        var language = heading.substring(heading.indexOf(LANGUAGE_SEPARATOR) + LANGUAGE_SEPARATOR.length())
                .toLowerCase(Locale.ROOT);
        return Stream.of("zh", "chinese", "中文", "汉语").anyMatch(language::contains) ? 0 : 2;
    }

    private boolean isTranslatable() {
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
