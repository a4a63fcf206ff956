package io.github.certpulse.survey.rosterwords;

import io.github.certpulse.survey.spelling.NameKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A word for a school's level, and the level that it stands for: 本科, 高职, 中职 or 开放大学.
///
/// @param level    the level's short form
/// @param evident  whether the word contains the short form; other words are worth a look
public record LevelWord(String level, boolean evident) {
    /// Words of the official questionnaires, of the ministry's lists and of schools, in the form of [NameKey].
    private static final Map<String, LevelWord> WORDS = Stream.of(
            words(
                    "本科",
                    "本科 本科院校 本科学校 本科高校 本科层次 普通本科 普通本科院校 普通本科学校 普通本科高校 应用型本科 应用本科"
                            + " 应用型本科院校 应用型本科高校 大学本科 职业本科 职业本科院校 职业本科学校 职业教育本科 本科职业教育 本科(职业)"
                            + " 本科(职业教育) 本科层次职业学校 本科层次职业院校 本科层次职业教育 职业技术大学 职业大学"),
            words(
                    "高职",
                    "高职 高职专科 高职院校 高职学校 高职(专科) 高职(专科)院校 高职(高专) 高职高专 高职高专院校 高职专科院校"
                            + " 高职/专科 高职/高专 高职高专(专科) 专科 专科(高职) 专科院校 专科学校 专科层次 大专 大专院校 高专 普通专科 高等职业 高等职业学校"
                            + " 高等职业院校 高等职业教育 高等职业技术学校 高等职业技术学院 高等专科学校 高等专科院校 普通高职 普通高职院校 职业专科"),
            words(
                    "中职",
                    "中职 中职学校 中职院校 中专 中专学校 中等专业学校 中等专科学校 普通中专 职业中专 职业中专学校 成人中专"
                            + " 中等职业 中等职业学校 中等职业院校 中等职业教育 中等职业技术学校 中等职业教育学校 中等技术学校 职高 职业高中 职业高级中学 职业中学"
                            + " 职教中心 职业教育中心 技工 技工学校 技校 中技 技工院校 中职(技工) 中职(中专) 中职/技工"),
            words("开放大学", "开放大学 开放大学系统 电大 广播电视大学"))
            .flatMap(words -> words)
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    /// The level of a word; empty where it is not known.
    public static Optional<LevelWord> parse(String word) {
        return Optional.ofNullable(WORDS.get(NameKey.from(word).text()));
    }

    private static Stream<Map.Entry<String, LevelWord>> words(String level, String words) {
        return List.of(words.split(" ", -1))
                .stream()
                .map(word -> Map.entry(word, new LevelWord(level, word.contains(level))));
    }
}
