package io.github.certpulse.platform.body;

import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.ProblemException;

/// How long the body of a request may be; [BodyLimits] says which limit a route has.
public enum BodyLimit {
    /// A roster or a questionnaire's workbook in a form; somewhat more than their readers accept.
    FILE(24 * 1024 * 1024),
    /// Several answer sheets at once, as JSON.
    SHEETS(512 * 1024),
    /// JSON or a form; also each of several answer sheets.
    FORM(64 * 1024);

    private final int bytes;

    BodyLimit(int bytes) {
        this.bytes = bytes;
    }

    public int bytes() {
        return bytes;
    }

    /// The problem of a longer body.
    public ProblemException exceeded() {
        var most = bytes / 1024;
        return Problem.TOO_LARGE
                .because("内容不能超过 %d KiB".formatted(most), "The content takes at most %d KiB".formatted(most));
    }
}
