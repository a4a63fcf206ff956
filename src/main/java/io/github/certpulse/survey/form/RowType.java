package io.github.certpulse.survey.form;

import io.github.certpulse.files.text.CellText;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a row of the sheet `survey` is, by the words in its column `type`: those of XLSForm with any blanks, hyphens
/// and capitals, their older spellings, and the Chinese ones.
public sealed interface RowType {
    /// The option that `or_other` adds.
    String OTHER = "other";

    /// `select_one list` or `select_multiple list`.
    ///
    /// @param list    the list's name; empty if it is missing
    /// @param orOther whether the option [#OTHER] with a text is added
    record Choice(boolean multiple, String list, boolean orOther) implements RowType {}

    record Text() implements RowType {}

    record Note() implements RowType {}

    record BeginGroup() implements RowType {}

    record EndGroup() implements RowType {}

    record BeginRepeat() implements RowType {}

    record EndRepeat() implements RowType {}

    /// What the service does not collect and can leave out: `start`, `deviceid`, `calculate`.
    record NotCollected(String kind) implements RowType {}

    /// What the service cannot ask.
    record Unsupported(String kind) implements RowType {}

    /// @param text as written, with one blank between words
    record Unknown(String text) implements RowType {}

    record Missing() implements RowType {}

    /// Reads the column `type`.
    static RowType parse(String cell) {
        var text = CellText.oneLine(cell.replaceAll("[\\p{Cf}]", "")).replaceAll("[\\s\\p{Z}]+", " ");
        if (text.isEmpty()) {
            return new Missing();
        }
        var choice = Spelling.CHOICE.matcher(text);
        if (Spelling.RANK.matcher(text).matches()) {
            return new Unsupported("rank");
        }
        if (choice.matches()) {
            return choice(choice.group("one") == null, choice.group("file") != null, choice.group("list"));
        }
        var word = text.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
        return Optional.ofNullable(Spelling.WORDS.get(word))
                .or(() -> Spelling.kind(Spelling.NOT_COLLECTED, word).map(NotCollected::new))
                .or(() -> Spelling.kind(Spelling.UNSUPPORTED, word).map(Unsupported::new))
                .orElseGet(() -> new Unknown(text));
    }

    private static RowType choice(boolean multiple, boolean fromFile, String rest) {
        var orOther = Spelling.OR_OTHER.matcher(rest);
        var list = orOther.matches() ? orOther.group(1) : rest;
        return fromFile ? new Unsupported(multiple ? "select_multiple_from_file" : "select_one_from_file")
                : new Choice(multiple, list, orOther.matches());
    }

    /// The spellings, without blanks, hyphens and underscores.
    final class Spelling {
        private static final Pattern CHOICE = Pattern.compile(
                "(?i)(?:(?<one>select[ _-]*(?:one|1)(?![a-z0-9])|单项选择题?|单选题?)"
                        + "|select[ _-]*(?:multiple|multi|many|all[ _-]that[ _-]apply)(?![a-z0-9])|多项选择题?|多选题?)"
                        + "(?<file>[ _-]*(?:from[ _-]*file|external)(?![a-z0-9]))?[ :：-]*(?<list>.*)");
        private static final Pattern OR_OTHER = Pattern.compile("(?i)(.*?)[ _]*\\bor[ _](?:specify[ _])?other");
        private static final Map<String, RowType> WORDS = words();
        private static final Map<String, List<String>> NOT_COLLECTED = Map.ofEntries(
                Map.entry("start", List.of("starttime", "开始时间")),
                Map.entry("end", List.of("endtime", "结束时间")),
                Map.entry("today", List.of()),
                Map.entry("deviceid", List.of("imei", "设备编号")),
                Map.entry("subscriberid", List.of()),
                Map.entry("simserial", List.of("simid")),
                Map.entry("phonenumber", List.of()),
                Map.entry("username", List.of()),
                Map.entry("email", List.of()),
                Map.entry("audit", List.of()),
                Map.entry("caseid", List.of()),
                Map.entry("instanceid", List.of()),
                Map.entry("start-geopoint", List.of("startgeopoint")),
                Map.entry("background-audio", List.of("backgroundaudio")),
                Map.entry("hidden", List.of("隐藏")),
                Map.entry("calculate", List.of("calculation", "calculatehere", "计算")));
        private static final Map<String, List<String>> UNSUPPORTED = Map.ofEntries(
                Map.entry("integer", List.of("int", "number", "整数", "数字")),
                Map.entry("decimal", List.of("小数")),
                Map.entry("range", List.of("滑块")),
                Map.entry("date", List.of("日期")),
                Map.entry("time", List.of("时间")),
                Map.entry("dateTime", List.of("datetime", "日期时间")),
                Map.entry(
                        "image",
                        List.of("photo", "picture", "signature", "draw", "annotate", "图片", "照片", "拍照", "签名")),
                Map.entry("audio", List.of("录音", "音频")),
                Map.entry("video", List.of("视频", "录像")),
                Map.entry("file", List.of("文件", "附件", "上传文件")),
                Map.entry("geopoint", List.of("location", "gps", "位置", "定位")),
                Map.entry("geotrace", List.of()),
                Map.entry("geoshape", List.of()),
                Map.entry("barcode", List.of("扫码", "条码", "二维码")),
                Map.entry("acknowledge", List.of("trigger", "确认")),
                Map.entry("url", List.of()),
                Map.entry("csv-external", List.of("csvexternal")),
                Map.entry("xml-external", List.of("xmlexternal")),
                Map.entry("osm", List.of()));
        private static final Pattern RANK = Pattern.compile("(?i)(rank|排序题?)([ :：-].*)?");

        private Spelling() {}

        private static Map<String, RowType> words() {
            var words = new HashMap<String, RowType>();
            List.of("text", "string", "文本", "文本题", "单行文本", "多行文本", "填空", "填空题", "简答", "简答题", "问答", "问答题", "开放题")
                    .forEach(word -> words.put(word, new Text()));
            List.of("note", "说明", "注释", "提示", "段落说明").forEach(word -> words.put(word, new Note()));
            List.of("begingroup", "开始分组", "分组开始", "开始组", "开始部分")
                    .forEach(word -> words.put(word, new BeginGroup()));
            List.of("endgroup", "结束分组", "分组结束", "结束组", "结束部分").forEach(word -> words.put(word, new EndGroup()));
            List.of("beginrepeat", "开始重复", "重复开始").forEach(word -> words.put(word, new BeginRepeat()));
            List.of("endrepeat", "结束重复", "重复结束").forEach(word -> words.put(word, new EndRepeat()));
            return Map.copyOf(words);
        }

        private static Optional<String> kind(Map<String, List<String>> kinds, String word) {
            return kinds.entrySet()
                    .stream()
                    .filter(
                            entry -> entry.getKey().toLowerCase(Locale.ROOT).replace("-", "").equals(word)
                                    || entry.getValue().contains(word))
                    .map(Map.Entry::getKey)
                    .findFirst();
        }
    }
}
