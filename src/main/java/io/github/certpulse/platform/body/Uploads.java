package io.github.certpulse.platform.body;

import io.micronaut.http.multipart.CompletedFileUpload;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// Reads uploaded files into memory one at a time, because one file of the allowed size takes most of a small heap. The
/// others wait on disk.
@Singleton
public class Uploads {
    private final Semaphore oneAtATime = new Semaphore(1);

    /// The reader's result for a file.
    public <T> T read(CompletedFileUpload file, Function<byte[], T> reader) throws IOException {
        oneAtATime.acquireUninterruptibly();
        try {
            return reader.apply(file.getBytes());
        } finally {
            oneAtATime.release();
        }
    }
}
