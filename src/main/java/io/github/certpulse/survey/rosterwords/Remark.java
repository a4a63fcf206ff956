package io.github.certpulse.survey.rosterwords;

import io.github.certpulse.survey.spelling.NameKey;
import java.util.regex.Pattern;

/// Texts with which rows begin that are no data: totals, footnotes, headings of sections.
public final class Remark {
    /// The school in the template's example row, which is no data either.
    public static final String EXAMPLE_SCHOOL = "示例职业技术学院";

    private static final int MAX_CHARACTERS_OF_A_TOTAL = 30;
    /// So much of a text is enough to recognise it.
    private static final int BEGINNING = 40;
    private static final Pattern TOTAL = Pattern.compile(
            String.join(
                    "|",
                    "\\p{IsHan}{0,10}(合计|总计|小计|共计|总和|总数)(\\([^()]*\\))?:?[\\d.,]*[人名所个]?",
                    "(共计?|合计|总计)\\d+[所个名人].*",
                    "(grand|sub)?-?total:?[\\d.,]*"));
    private static final Pattern FOOTNOTE = Pattern.compile(
            String.join(
                    "|",
                    "[*※#]?\\(?(注|注意|备注|附注|附|说明|注释|提示|日期|时间|单位|来源|数据来源|联系人|联系电话|电话|负责人|经办人"
                            + "|notes?|remarks?|source)\\d{0,2}\\)?([:.、)(].*)?",
                    "\\(?(填表|填报|制表|审核|复核|报送|上报)(说明|要求|人|单位|日期|时间|部门)?.*",
                    "\\(?(单位|学校|部门)?\\(?(盖章|公章|签章|签字).*",
                    "[-—]*以下(空白|无正文).*"),
            Pattern.DOTALL);
    private static final Pattern SECTION =
            Pattern.compile("\\(?([一二三四五六七八九十]{1,3}|\\d{1,2})[)、.:].+", Pattern.DOTALL);

    private Remark() {}

    /// Whether the text is the word of a total: 合计, 武汉市小计, Total.
    public static boolean isTotal(String text) {
        return text.length() <= MAX_CHARACTERS_OF_A_TOTAL && TOTAL.matcher(NameKey.from(text).text()).matches();
    }

    /// Whether a footnote or a form's last line begins so: 注：, 说明, 填表人.
    public static boolean isFootnote(String text) {
        return FOOTNOTE.matcher(beginning(text)).matches();
    }

    /// Whether the text is numbered as a heading or a note: 一、高职院校.
    public static boolean isSection(String text) {
        return SECTION.matcher(beginning(text)).matches();
    }

    private static String beginning(String text) {
        return NameKey.from(text.substring(0, Math.min(text.length(), BEGINNING))).text();
    }
}
