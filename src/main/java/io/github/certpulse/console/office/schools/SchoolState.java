package io.github.certpulse.console.office.schools;

import io.github.certpulse.numbers.progress.Progress;
import io.github.certpulse.platform.problem.Words;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How far a school is.
public enum SchoolState {
    /// The quota is met, whether the school has declared its survey complete or not.
    DONE(new Words("已完成", "Done")),
    /// Some responses were received, some are missing.
    UNDERWAY(new Words("进行中", "On the way")),
    /// No response was received.
    SILENT(new Words("无答卷", "Silent"));

    private final Words words;

    SchoolState(Words words) {
        this.words = words;
    }

    static SchoolState from(Progress progress) {
        var received = progress.certificates()
                .stream()
                .mapToInt(certificate -> certificate.teachers().received() + certificate.students().received())
                .sum();
        return progress.met() ? DONE : received == 0 ? SILENT : UNDERWAY;
    }

    static Optional<SchoolState> parse(String name) {
        return Arrays.stream(values()).filter(state -> state.code().equals(name)).findFirst();
    }

    public Words words() {
        return words;
    }

    /// The state's name in addresses and in style sheets.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
