package io.github.certpulse.survey.roster;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The eight columns that a roster must have, in the order in which violations are reported.
public enum RosterColumn {
    SCHOOL("school", true, 100, "学校", "院校名称"),
    LEVEL("level", true, 50, "层次", "院校类型"),
    CITY("city", false, 50, "地市"),
    ROUTE("route", false, 50, "路线"),
    ADDRESS("address", false, 200, "地址"),
    CERTIFICATE("certificate", true, 100, "证书"),
    CERTIFICATE_LEVEL("certificateLevel", true, 50, "证书等级"),
    REGISTERED_STUDENTS("registeredStudents", true, 50, "登记学生数");

    private static final Map<String, RosterColumn> BY_HEADING = Arrays.stream(values())
            .flatMap(column -> column.headings().map(heading -> Map.entry(heading, column)))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    private final String english;
    private final boolean required;
    private final int maxCharacters;
    private final List<String> chinese;

    RosterColumn(String english, boolean required, int maxCharacters, String... chinese) {
        this.english = english;
        this.required = required;
        this.maxCharacters = maxCharacters;
        this.chinese = List.of(chinese);
    }

    /// The column with a heading in either language; the case of English letters does not matter.
    static Optional<RosterColumn> parse(String heading) {
        return Optional.ofNullable(BY_HEADING.get(heading.toLowerCase(Locale.ROOT)));
    }

    public String english() {
        return english;
    }

    public String chinese() {
        return chinese.getFirst();
    }

    boolean required() {
        return required;
    }

    /// In code points, as the database counts characters.
    int maxCharacters() {
        return maxCharacters;
    }

    private Stream<String> headings() {
        return Stream.concat(Stream.of(english.toLowerCase(Locale.ROOT)), chinese.stream());
    }
}
