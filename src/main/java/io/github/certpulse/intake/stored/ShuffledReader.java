package io.github.certpulse.intake.stored;

import io.github.certpulse.intake.stored.ResponseReader.RowReader;
import io.github.certpulse.platform.sql.Database;
import io.github.certpulse.platform.sql.NumberList;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Reads stored responses in an order that tells nothing of their times, for files whose rows must not do so either.
@Singleton
public class ShuffledReader {
    private static final int ROWS_AT_ONCE = 512;
    private static final int SALT_BYTES = 16;
    /// Every column of the condition is in the index, so that no row is read.
    private static final String NUMBERS = """
            select r.seq from school s join response r force index (response_person) on r.school_id = s.id
             where s.campaign_id = ? and\s""";
    private final Database database;
    private final SecureRandom random = new SecureRandom();

    ShuffledReader(Database database) {
        this.database = database;
    }

    /// Reads a campaign's responses in an order that is drawn anew each time. Responses that are stored meanwhile are
    /// left out. The memory used is 8 bytes for each.
    public <E extends Exception> void read(long campaign, ResponseCondition condition, RowReader<E> reader) throws E {
        var seqs = numbers(campaign, condition);
        shuffle(seqs);
        for (var from = 0; from < seqs.length; from += ROWS_AT_ONCE) {
            readSome(campaign, Arrays.copyOfRange(seqs, from, Math.min(from + ROWS_AT_ONCE, seqs.length)), reader);
        }
    }

    private long[] numbers(long campaign, ResponseCondition condition) {
        var seqs = LongStream.builder();
        var values = Stream.concat(Stream.of(campaign), condition.values().stream()).toArray();
        database.<RuntimeException>stream(row -> seqs.add(row.getLong("seq")), NUMBERS + condition.sql(), values);
        return seqs.build().toArray();
    }

    /// Fisher and Yates, as Durstenfeld 1964 wrote it.
    private void shuffle(long[] seqs) {
        for (var last = seqs.length - 1; last > 0; last--) {
            var other = random.nextInt(last + 1);
            var seq = seqs[last];
            seqs[last] = seqs[other];
            seqs[other] = seq;
        }
    }

    /// The database would return the rows in the order of their numbers, which is that of their times.
    private <E extends Exception> void readSome(long campaign, long[] seqs, RowReader<E> reader) throws E {
        var list = NumberList.from(Arrays.stream(seqs).boxed().toList());
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        database.<E>stream(
                row -> reader.read(new StoredRow(row)),
                ResponseReader.SELECT + "r.seq in " + list.sql() + " order by md5(concat(?, r.seq))",
                Stream.of(Stream.of(campaign), list.values().stream(), Stream.of(HexFormat.of().formatHex(salt)))
                        .flatMap(values -> values)
                        .toArray());
    }
}
