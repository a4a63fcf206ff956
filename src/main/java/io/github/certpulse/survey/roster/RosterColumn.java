package io.github.certpulse.survey.roster;

import io.github.certpulse.survey.rosterwords.HeadingText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The columns of a roster that are read, in the order in which violations are reported.
public enum RosterColumn {
    SCHOOL(
            "school",
            true,
            100,
            "学校 院校名称",
            "学校名称 院校 学校全称 院校全称 试点学校 试点院校 试点学校名称 试点院校名称 单位名称"
                    + " 试点单位 试点单位名称 schoolname"),
    LEVEL("level", true, 50, "层次 院校类型", "办学层次 学校层次 院校层次 学校类型 学校类别 院校类别 schoollevel"),
    CITY("city", false, 50, "地市", "所在地市 所在地 所在市 所在城市 城市 地级市 市州 所在市州 所属地市 市"),
    ROUTE("route", false, 50, "路线", "调研路线 线路"),
    ADDRESS("address", false, 200, "地址", "学校地址 院校地址 详细地址 通讯地址 通信地址 联系地址 单位地址"),
    CERTIFICATE(
            "certificate",
            true,
            100,
            "证书",
            "证书名称 试点证书 试点证书名称 职业技能等级证书 职业技能等级证书名称 1+x证书 1+x证书名称"
                    + " certificatename"),
    CERTIFICATE_LEVEL("certificateLevel", true, 50, "证书等级", "等级 证书级别 级别 技能等级 职业技能等级 试点等级 试点证书等级"),
    REGISTERED_STUDENTS(
            "registeredStudents",
            true,
            50,
            "登记学生数",
            "登记学生人数 登记人数 登记学生 学生数 学生人数 试点学生数 试点学生人数"
                    + " 试点人数 参与试点学生数 参与学生数 人数");

    /// Headings with a remark in brackets come after those without.
    private static final int WITH_REMARK = 1_000;

    private static final Map<String, Match> BY_HEADING = byHeading();

    private final String english;
    private final boolean required;
    private final int maxCharacters;
    private final List<String> official;
    private final List<String> further;

    RosterColumn(String english, boolean required, int maxCharacters, String official, String further) {
        this.english = english;
        this.required = required;
        this.maxCharacters = maxCharacters;
        this.official = List.of(official.split(" ", -1));
        this.further = List.of(further.split(" ", -1));
    }

    /// A column that a heading names.
    ///
    /// @param rank 0 for the headings of the template; where several headings name a column, the lowest is read
    record Match(RosterColumn column, int rank) {
        private Match withRemark() {
            return new Match(column, rank + WITH_REMARK);
        }
    }

    /// The column with a heading in either language, or in both; marks and a remark in brackets do not matter.
    static Optional<Match> match(String cell) {
        return HeadingText.from(cell)
                .flatMap(
                        heading -> known(heading.whole())
                                .or(() -> known(heading.plain()).map(Match::withRemark))
                                .or(() -> inBothLanguages(heading))
                                .or(() -> beforeSlash(heading)));
    }

    public String english() {
        return english;
    }

    public String chinese() {
        return official.getFirst();
    }

    /// Whether the column and each of its cells must be there.
    boolean required() {
        return required;
    }

    /// In code points, as the database counts characters.
    int maxCharacters() {
        return maxCharacters;
    }

    private static Optional<Match> known(String heading) {
        return Optional.ofNullable(BY_HEADING.get(heading));
    }

    private static Optional<Match> inBothLanguages(HeadingText heading) {
        return known(heading.chinese())
                .filter(
                        chinese -> known(heading.english())
                                .filter(english -> english.column() == chinese.column())
                                .isPresent());
    }

    private static Optional<Match> beforeSlash(HeadingText heading) {
        int slash = heading.plain().indexOf('/');
        return slash < 0 ? Optional.empty() : known(heading.plain().substring(0, slash)).map(Match::withRemark);
    }

    private static Map<String, Match> byHeading() {
        var headings = new HashMap<String, Match>();
        for (var column : values()) {
            headings.put(HeadingText.key(column.english), new Match(column, 0));
            column.official.forEach(heading -> headings.put(HeadingText.key(heading), new Match(column, 0)));
            for (int i = 0; i < column.further.size(); i++) {
                headings.put(HeadingText.key(column.further.get(i)), new Match(column, i + 1));
            }
        }
        return Map.copyOf(headings);
    }
}
