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
/// @param tracking how somebody follows it; empty where nobody does
public record Download(FileName name, String contentType, Optional<Tracking> tracking, Source source) {

    /// A download that nobody follows.
    public Download(FileName name, String contentType, Source source) {
        this(name, contentType, Optional.empty(), source);
    }

    /// Writes the file from the beginning to the end.
    @FunctionalInterface
    public interface Source {
        /// Whatever is thrown breaks the transfer off, so that the client knows it has not got all.
        ///
        /// @param out      hands on what is flushed at once, and waits while the client is slow
        /// @param transfer is told how many rows are written
        void writeTo(OutputStream out, Transfer transfer) throws Exception;
    }

    /// How somebody follows a download.
    ///
    /// @param campaign whose download it is
    /// @param name     given by the client, who asks by it how far the download is
    /// @param total    the rows that there are; may take its time, and may fail
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

        /// Empty where the client gave no name.
        public static Optional<Tracking> from(Campaign campaign, @Nullable String name, Callable<Long> total) {
            return Optional.ofNullable(name).map(given -> new Tracking(campaign.id(), given, total));
        }
    }
}
