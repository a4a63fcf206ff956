package io.github.certpulse.output.export;

import io.github.certpulse.files.name.FileName;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.Violation;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.campaign.Campaign;
import io.micronaut.core.annotation.Nullable;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/// A file that is written while it is sent.
///
/// @param tracking where the client can follow its progress; empty where it does not
public record Download(FileName name, String contentType, Optional<Tracking> tracking, Source source) {

    /// A download whose progress is not followed.
    public Download(FileName name, String contentType, Source source) {
        this(name, contentType, Optional.empty(), source);
    }

    /// Writes the file from the beginning to the end.
    @FunctionalInterface
    public interface Source {
        /// An exception ends the transfer early, so that the client notices that the file is incomplete.
        ///
        /// @param out      sends at once what is flushed, and waits while the client is slow
        /// @param transfer counts the rows that are written
        void writeTo(OutputStream out, Transfer transfer) throws Exception;
    }

    /// By what name a client follows a download.
    ///
    /// @param campaign the id of its campaign
    /// @param name     chosen by the client
    /// @param total    counts the rows; may be slow, and may fail
    public record Tracking(long campaign, String name, Callable<Long> total) {
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{8,64}");

        /// @throws io.github.certpulse.platform.problem.ProblemException `parameter-invalid` for another name
        public Tracking {
            if (!NAME.matcher(name).matches()) {
                throw Problem.PARAMETER_INVALID.with(
                        List.of(
                                new Violation(
                                        "download",
                                        "invalid",
                                        new Words(
                                                "须为 8 到 64 个字母、数字或连字符",
                                                "must be 8 to 64 letters, digits or hyphens"))));
            }
        }

        /// Empty where the client sent no name.
        public static Optional<Tracking> from(Campaign campaign, @Nullable String name, Callable<Long> total) {
            return Optional.ofNullable(name).map(present -> new Tracking(campaign.id(), present, total));
        }
    }
}
