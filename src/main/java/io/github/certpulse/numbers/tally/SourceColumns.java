package io.github.certpulse.numbers.tally;

import io.github.certpulse.numbers.answer.Filter;
import io.github.certpulse.numbers.answer.ResponseKey;
import io.github.certpulse.numbers.answer.StoredResponse;
import io.github.certpulse.numbers.following.SetAsideKeys;
import io.github.certpulse.survey.campaign.Campaign.Channel;
import io.github.certpulse.survey.questionnaire.Role;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// Where, when, through which channel and from whom the responses to one version of a questionnaire came, and whether
/// they are set aside. Rows are those of [AnswerColumns]; some of them are a bit for each row.
final class SourceColumns {
    private static final int MILLIS_AN_HOUR = 3_600_000;
    private final Role role;
    private int rows;
    private int[] place;
    private long[] received;
    private long[] respondent;
    private long[] web;
    private long[] setAside;

    /// @param size the number of rows for which there is room
    SourceColumns(Role role, int size) {
        this.role = role;
        this.place = new int[size];
        this.received = new long[size];
        this.respondent = new long[size];
        this.web = new long[words(size)];
        this.setAside = new long[words(size)];
    }

    /// Adds a row. There must be room for it.
    ///
    /// @param origin the origin's ordinal
    /// @param aside  whether the response is set aside
    void add(StoredResponse response, int origin, boolean aside) {
        place[rows] = origin;
        received[rows] = response.receivedMilli();
        respondent[rows] = response.person();
        web[rows >> 6] |= (response.channel() == Channel.WEB ? 1L : 0L) << rows;
        setAside[rows >> 6] |= (aside ? 1L : 0L) << rows;
        rows++;
    }

    /// Makes room for so many rows.
    void grow(int size) {
        place = Arrays.copyOf(place, size);
        received = Arrays.copyOf(received, size);
        respondent = Arrays.copyOf(respondent, size);
        web = Arrays.copyOf(web, words(size));
        setAside = Arrays.copyOf(setAside, words(size));
    }

    /// The rows that pass a filter but for its quality, whether or not they are set aside.
    ///
    /// @param passes by place
    long[] select(boolean[] passes, Filter filter) {
        var selected = new long[words(rows)];
        for (var row = 0; row < rows; row++) {
            selected[row >> 6] |= (passes[place[row]] ? 1L : 0L) << row;
        }
        filter.channel().ifPresent(channel -> selectChannel(selected, channel));
        if (filter.from().isPresent() || filter.to().isPresent()) {
            selectReceived(
                    selected,
                    filter.from().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE),
                    filter.to().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE));
        }
        return selected;
    }

    private void selectChannel(long[] selected, Channel channel) {
        for (var word = 0; word < selected.length; word++) {
            selected[word] &= channel == Channel.WEB ? web[word] : ~web[word];
        }
    }

    // Without a branch for each row.
    @SuppressWarnings("ShortCircuitBoolean")
    private void selectReceived(long[] selected, long from, long to) {
        for (var row = 0; row < rows; row++) {
            selected[row >> 6] &= ~((received[row] >= from & received[row] < to ? 0L : 1L) << row);
        }
    }

    /// The rows that are set aside.
    long[] setAside() {
        return Arrays.copyOf(setAside, words(rows));
    }

    /// Sets aside the rows whose responses are among these, and no others.
    ///
    /// @param certificates their ids by place
    void setAside(SetAsideKeys keys, List<Long> certificates) {
        setAside = Arrays.copyOf(held(keys, certificates), words(place.length));
    }

    /// The rows whose responses are among these.
    ///
    /// @param certificates their ids by place
    long[] held(SetAsideKeys keys, List<Long> certificates) {
        var held = new long[words(rows)];
        if (!keys.isEmpty()) {
            for (var row = 0; row < rows; row++) {
                var key = ResponseKey.of(role, certificates.get(place[row]), respondent[row]);
                held[row >> 6] |= (keys.hold(key) ? 1L : 0L) << row;
            }
        }
        return held;
    }

    int place(int row) {
        return place[row];
    }

    /// The hour in which it was received, in hours since 1970.
    int hour(int row) {
        return Math.toIntExact(Math.floorDiv(received[row], MILLIS_AN_HOUR));
    }

    long respondent(int row) {
        return respondent[row];
    }

    /// The size of its arrays in bytes.
    long bytes() {
        return place.length * (Integer.BYTES + 2L * Long.BYTES) + (web.length + setAside.length) * (long) Long.BYTES;
    }

    /// Those rows that are not among others.
    static long[] without(long[] some, long[] others) {
        var rest = new long[some.length];
        for (var word = 0; word < rest.length; word++) {
            rest[word] = some[word] & ~others[word];
        }
        return rest;
    }

    /// Those rows that are among others.
    static long[] within(long[] some, long[] others) {
        var both = new long[some.length];
        for (var word = 0; word < both.length; word++) {
            both[word] = some[word] & others[word];
        }
        return both;
    }

    private static int words(int rows) {
        return rows + 63 >> 6;
    }
}
