package io.github.certpulse.console.office.progress;

import io.github.certpulse.numbers.progress.Progress;
import io.github.certpulse.platform.problem.Words;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Where a school stands.
public enum Standing {
    /// Everything that was asked for is there, whether the school has declared it or not.
    DONE(new Words("已完成", "Done")),
    /// Something has come in, something is missing.
    UNDERWAY(new Words("进行中", "On the way")),
    /// Nothing has come in.
    SILENT(new Words("无答卷", "Silent"));

    private final Words words;

    Standing(Words words) {
        this.words = words;
    }

    static Standing from(Progress progress) {
        var received = progress.certificates()
                .stream()
                .mapToInt(certificate -> certificate.teachers().received() + certificate.students().received())
                .sum();
        return progress.met() ? DONE : received == 0 ? SILENT : UNDERWAY;
    }

    static Optional<Standing> parse(String name) {
        return Arrays.stream(values()).filter(standing -> standing.code().equals(name)).findFirst();
    }

    public Words words() {
        return words;
    }

    /// As it stands in addresses and as a style's name.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
