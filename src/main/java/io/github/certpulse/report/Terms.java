package io.github.certpulse.report;

import io.github.certpulse.problem.Words;
import io.github.certpulse.questionnaire.Role;

/// The words of a survey report, the same on every sheet.
final class Terms {
    static final Words BASE = new Words("有效作答", "Base");
    static final Words MISSING = new Words("未作答", "Missing");
    static final Words SKIPPED = new Words("未问及", "Skipped");
    static final Words COUNT = new Words("人数", "Count");
    static final Words SHARE = new Words("占比", "Share");
    static final Words SCHOOL = new Words("学校", "School");
    static final Words LEVEL = new Words("层次", "Level");
    static final Words CITY = new Words("地市", "City");
    static final Words ROUTE = new Words("路线", "Route");
    static final Words CERTIFICATE = new Words("证书", "Certificate");

    private Terms() {}

    static Words questionnaire(Role role) {
        return switch (role) {
            case TEACHER -> new Words("教师问卷", "Teachers");
            case STUDENT -> new Words("学生问卷", "Students");
        };
    }
}
