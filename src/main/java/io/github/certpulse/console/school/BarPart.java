package io.github.certpulse.console.school;

import io.github.certpulse.numbers.progress.Progress.RoleCount;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.questionnaire.Role;

/// One bar: how many responses of a role were received and are required.
public record BarPart(Role role, RoleCount count) {

    public Words words() {
        return StandingPart.bar(role, count);
    }

    /// The length of the bar's filled part; at most the whole bar.
    public int filled() {
        return Math.max(0, count.required() - count.missing());
    }
}
