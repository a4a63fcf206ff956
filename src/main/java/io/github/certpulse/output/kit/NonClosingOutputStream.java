package io.github.certpulse.output.kit;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Leaves what it writes to open when it is closed: an archive ends, and the connection or the archive around it does
/// not.
final class NonClosingOutputStream extends FilterOutputStream {

    NonClosingOutputStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
