package io.github.certpulse.platform.sql;

import java.nio.ByteBuffer;
import java.util.UUID;

/// A UUID as the 16 bytes of a column.
public final class UuidColumn {
    private UuidColumn() {}

    public static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    public static UUID uuid(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
