package io.github.certpulse.faults.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// Puts files back into the state of their last fsync, from the journals that `faults.c` has written. That is the worst
/// that a power cut may leave behind: a disk may have kept some of the later writes.
final class PowerCut {
    private static final int HEAD = 4 * Long.BYTES;
    private static final long WRITE = 1;
    private final Path journals;

    PowerCut(Path journals) {
        this.journals = journals;
    }

    /// A write that was not followed by an fsync.
    ///
    /// @param at       the record's place in the journal
    /// @param offset   in the file
    /// @param replaced the bytes that it has replaced
    /// @param size     the file's size before
    private record Unsynced(long at, long offset, ByteBuffer replaced, long size) {}

    /// @return how many writes were undone
    int undo(Path files) {
        try (var all = Files.walk(files)) {
            var byInode = new HashMap<String, Path>();
            for (var file : all.filter(Files::isRegularFile).toList()) {
                byInode.put(Files.getAttribute(file, "unix:ino").toString(), file);
            }
            var undone = 0;
            for (var entry : byInode.entrySet()) {
                undone += undo(entry);
            }
            return undone;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int undo(Map.Entry<String, Path> inode) throws IOException {
        var journal = journals.resolve(inode.getKey());
        if (!Files.exists(journal)) {
            return 0;
        }
        var unsynced = read(ByteBuffer.wrap(Files.readAllBytes(journal)).order(ByteOrder.nativeOrder()));
        try (var file = FileChannel.open(inode.getValue(), StandardOpenOption.WRITE)) {
            for (var write : unsynced) {
                for (var at = write.offset(); write.replaced().hasRemaining();) {
                    at += file.write(write.replaced(), at);
                }
                if (file.size() > write.size()) {
                    file.truncate(write.size());
                }
            }
        }
        Files.delete(journal);
        return unsynced.size();
    }

    /// The newest first. What the last record that is not complete was about has not happened.
    private static Deque<Unsynced> read(ByteBuffer journal) {
        var writes = new ArrayList<Unsynced>();
        var synced = 0L;
        while (journal.remaining() >= HEAD) {
            var at = journal.position();
            var kind = journal.getLong();
            var offset = journal.getLong();
            var length = Math.toIntExact(journal.getLong());
            var size = journal.getLong();
            if (kind != WRITE) {
                synced = Math.max(synced, offset);
                continue;
            }
            if (journal.remaining() < length) {
                break;
            }
            writes.add(new Unsynced(at, offset, journal.slice(journal.position(), length), size));
            journal.position(journal.position() + length);
        }
        var unsynced = new ArrayDeque<Unsynced>();
        for (var write : writes) {
            if (write.at() >= synced) {
                unsynced.push(write);
            }
        }
        return unsynced;
    }
}
