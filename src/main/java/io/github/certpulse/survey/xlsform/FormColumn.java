package io.github.certpulse.survey.xlsform;

import io.github.certpulse.files.text.CellText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The columns that the service reads, by sheet, in the order in which it writes them. Other columns are ignored.
enum FormColumn {
    TYPE(FormSheet.SURVEY, "type", Use.REQUIRED, "command", "类型", "题型", "题目类型"),
    NAME(FormSheet.SURVEY, "name", Use.REQUIRED, "tag", "名称", "题目名称", "变量名"),
    LABEL(FormSheet.SURVEY, "label", Use.REQUIRED, "caption", "题目", "题干", "标签"),
    HINT(FormSheet.SURVEY, "hint", Use.OPTIONAL, "提示"),
    REQUIRED(FormSheet.SURVEY, "required", Use.OPTIONAL, "mandatory", "必填", "必答", "是否必填", "是否必答"),
    RELEVANT(FormSheet.SURVEY, "relevant", Use.OPTIONAL, "relevance", "显示条件", "相关条件"),
    CONSTRAINT(FormSheet.SURVEY, "constraint", Use.OPTIONAL, "约束", "约束条件"),
    NUMBER(FormSheet.SURVEY, "number", Use.OPTIONAL, "题号"),
    PREFILL(FormSheet.SURVEY, "prefill", Use.OPTIONAL, "预填"),
    // Without this filter respondents would see options that are not meant for them.
    CHOICE_FILTER(FormSheet.SURVEY, "choice_filter", Use.NOT_OFFERED),

    LIST_NAME(FormSheet.CHOICES, "list_name", Use.REQUIRED, "列表名", "列表名称", "列表", "选项列表"),
    CHOICE_NAME(FormSheet.CHOICES, "name", Use.REQUIRED, "value", "名称", "代码", "选项代码", "选项名称"),
    CHOICE_LABEL(FormSheet.CHOICES, "label", Use.REQUIRED, "caption", "标签", "选项", "选项文字"),
    OTHER_TEXT(FormSheet.CHOICES, "other_text", Use.OPTIONAL, "填写文字"),
    LEVEL(FormSheet.CHOICES, "level", Use.OPTIONAL, "层次"),

    FORM_TITLE(FormSheet.SETTINGS, "form_title", Use.OPTIONAL, "title", "set_form_title", "标题", "问卷标题", "问卷名称"),
    FORM_ID(FormSheet.SETTINGS, "form_id", Use.OPTIONAL, "id_string", "set_form_id", "代码", "问卷代码"),
    VERSION(FormSheet.SETTINGS, "version", Use.OPTIONAL, "版本", "版本号"),
    ROLE(FormSheet.SETTINGS, "role", Use.OPTIONAL, "角色", "对象", "填写对象"),
    DEFAULT_LANGUAGE(FormSheet.SETTINGS, "default_language", Use.OPTIONAL, "默认语言");

    private static final Pattern TRANSLATED = Pattern.compile("(?s)([^:：]*)[:：]+(.*)");
    /// The older spelling of some columns, `bind::relevant`.
    private static final Pattern BIND = Pattern.compile("(?i)\\s*bind\\s*[:：]+\\s*(required|relevant|constraint)\\s*");

    private final FormSheet sheet;
    private final String heading;
    private final Use use;
    private final Set<String> aliases;

    /// The sheets that are read; others are ignored.
    enum FormSheet {
        SURVEY("问卷", "题目", "调查"), CHOICES("选项", "选项表", "选项列表"), SETTINGS("设置", "设定", "问卷设置");

        private final Set<String> aliases;

        FormSheet(String... aliases) {
            this.aliases = Set.of(aliases);
        }

        /// The sheet that a workbook calls so, in capitals or in Chinese.
        static Optional<FormSheet> parse(String title) {
            var plain = plain(title);
            return Arrays.stream(values())
                    .filter(sheet -> sheet.title().equals(plain) || sheet.aliases.contains(plain))
                    .findFirst();
        }

        /// Whether a sheet has the name that XLSForm gives it.
        boolean isTitle(String text) {
            return title().equals(plain(text));
        }

        String title() {
            return name().toLowerCase(Locale.ROOT);
        }

        List<FormColumn> columns() {
            return Arrays.stream(FormColumn.values()).filter(column -> column.sheet == this).toList();
        }
    }

    /// Whether a sheet must have the column, and whether the service can do what it asks for.
    enum Use { REQUIRED, OPTIONAL, NOT_OFFERED }

    FormColumn(FormSheet sheet, String heading, Use use, String... aliases) {
        this.sheet = sheet;
        this.heading = heading;
        this.use = use;
        this.aliases = Set.of(aliases);
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

    /// The column with a heading; empty if the heading is unknown.
    static Optional<FormColumn> parse(FormSheet sheet, String heading) {
        var bind = BIND.matcher(heading);
        var translated = TRANSLATED.matcher(heading);
        var plain = plain(bind.matches() ? bind.group(1) : translated.matches() ? translated.group(1) : heading);
        return sheet.columns()
                .stream()
                .filter(column -> column.heading.equals(plain) || column.aliases.contains(plain))
                .filter(column -> bind.matches() || !translated.matches() || column.isTranslatable())
                .findFirst();
    }

    /// The language that a heading names after its colons, in small letters; empty if it names none.
    static String language(String heading) {
        var translated = TRANSLATED.matcher(heading);
        return translated.matches() && !BIND.matcher(heading).matches()
                ? CellText.oneLine(translated.group(2)).toLowerCase(Locale.ROOT)
                : "";
    }

    /// The rank of a language; the lowest is read: the form's default language, Chinese, no language, another one.
    static int languageRank(String language, String defaultLanguage) {
        if (!defaultLanguage.isEmpty() && language.equalsIgnoreCase(defaultLanguage)) {
            return 0;
        }
        if (Stream.of("zh", "chinese", "中文", "汉语").anyMatch(language::contains)) {
            return 1;
        }
        return language.isEmpty() ? 2 : 3;
    }

    private static String plain(String heading) {
        return CellText.oneLine(heading)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s\\p{Z}]+", "_")
                .replaceAll("^[*＊]+|[*＊]+$", "");
    }

    private boolean isTranslatable() {
        return switch (this) {
            case LABEL, HINT, CHOICE_LABEL -> true;
            case
                    TYPE,
                    NAME,
                    REQUIRED,
                    RELEVANT,
                    CONSTRAINT,
                    NUMBER,
                    PREFILL,
                    CHOICE_FILTER,
                    LIST_NAME,
                    CHOICE_NAME,
                    OTHER_TEXT,
                    LEVEL,
                    FORM_TITLE,
                    FORM_ID,
                    VERSION,
                    ROLE,
                    DEFAULT_LANGUAGE -> false;
        };
    }
}
