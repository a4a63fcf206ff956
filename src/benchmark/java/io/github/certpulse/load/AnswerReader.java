package io.github.certpulse.load;

import java.nio.ByteBuffer;

/// Reads the answers on one connection, one after another, from the bytes as they come in.
interface AnswerReader {
    /// Reads what the buffer holds between position and limit, and leaves there what cannot be read yet. True where
    /// the answer is complete.
    ///
    /// @throws IllegalStateException where the answer is not the expected one
    boolean read(ByteBuffer buffer);
}
