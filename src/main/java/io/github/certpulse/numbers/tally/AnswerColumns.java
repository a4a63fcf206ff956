package io.github.certpulse.numbers.tally;

import io.github.certpulse.numbers.answer.Filter;
import io.github.certpulse.numbers.answer.Layout;
import io.github.certpulse.numbers.answer.Quality;
import io.github.certpulse.numbers.answer.StoredResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// The responses to one version of a questionnaire, column by column: for each question a bit per response that says
/// whether it was asked and whether it was answered, for each option one that says whether it was chosen. A count is
/// the number of bits that a column shares with a selection. About 45 bytes a response for the official questionnaires.
final class AnswerColumns {
    private static final int FIRST_ROWS = 1024;
    /// A row of `elapsed` without a time.
    private static final int NO_TIME = -1;
    /// Greater versions of the privacy notice, which only a faulty client sends, count as this one.
    static final int MAX_NOTICE = Byte.MAX_VALUE;
    private final Layout layout;
    private final SourceColumns sources;
    private final long[][] asked;
    private final long[][] answered;
    private final long[][][] chosen;
    private int rows;
    private int[] elapsed = new int[FIRST_ROWS];
    private byte[] notice = new byte[FIRST_ROWS];
    private short[] flags = new short[FIRST_ROWS];
    private final TreeMap<Integer, Integer> times = new TreeMap<>();
    private int timed;

    AnswerColumns(Layout layout) {
        var questions = layout.questions().size();
        this.layout = layout;
        this.sources = new SourceColumns(layout.definition().role(), FIRST_ROWS);
        this.asked = new long[questions][words(FIRST_ROWS)];
        this.answered = new long[questions][words(FIRST_ROWS)];
        this.chosen = new long[questions][][];
        for (var question = 0; question < questions; question++) {
            chosen[question] = new long[layout.options(question).size()][words(FIRST_ROWS)];
        }
    }

    Layout layout() {
        return layout;
    }

    int rows() {
        return rows;
    }

    /// Adds a response; returns its row.
    ///
    /// @param place    the origin's ordinal
    /// @param setAside whether the response is set aside
    int add(StoredResponse response, int place, boolean setAside) {
        var marks = response.marks();
        var seconds = response.elapsedSeconds();
        if (rows == elapsed.length) {
            grow();
        }
        var row = rows++;
        var word = row >> 6;
        var bit = 1L << row;
        for (var question = 0; question < asked.length; question++) {
            if (marks.isAsked(question)) {
                asked[question][word] |= bit;
            }
            if (marks.isAnswered(question)) {
                answered[question][word] |= bit;
                for (var options = marks.chosen(question); options != 0; options &= options - 1) {
                    chosen[question][Long.numberOfTrailingZeros(options)][word] |= bit;
                }
            }
        }
        sources.add(response, place, setAside);
        this.elapsed[row] = seconds < 0 ? NO_TIME : seconds;
        this.notice[row] = (byte) Math.min(response.noticeVersion(), MAX_NOTICE);
        this.flags[row] = (short) Judgement.ownFlags(response);
        if (seconds >= 0) {
            times.merge(seconds, 1, Integer::sum);
            timed++;
        }
        return row;
    }

    void flag(int row, Flag flag) {
        flags[row] |= (short) flag.bit();
    }

    /// Where the responses came from, row by row.
    SourceColumns sources() {
        return sources;
    }

    /// The rows that pass a filter, whether or not they are set aside.
    ///
    /// @param passes   by place
    /// @param overfull by place, see [#flagged(boolean[])]
    long[] select(boolean[] passes, Filter filter, boolean[] overfull) {
        var selected = sources.select(passes, filter);
        return filter.quality() == Quality.UNFLAGGED ? SourceColumns.without(selected, flagged(overfull)) : selected;
    }

    /// All rows.
    long[] all() {
        var all = new long[words(rows)];
        Arrays.fill(all, -1);
        if ((rows & 63) != 0) {
            all[all.length - 1] = (1L << rows) - 1;
        }
        return all;
    }

    /// The rows with any flag.
    ///
    /// @param overfull by place, whether it has [Flag#MORE_THAN_REGISTERED]
    // Without a branch for each row.
    @SuppressWarnings("ShortCircuitBoolean")
    long[] flagged(boolean[] overfull) {
        var tooFast = tooFastBelow();
        var flagged = new long[words(rows)];
        for (var row = 0; row < rows; row++) {
            flagged[row >> 6] |=
                    (flags[row] != 0 | isTooFast(row, tooFast) | overfull[sources.place(row)] ? 1L : 0L) << row;
        }
        return flagged;
    }

    /// The rows with a flag.
    ///
    /// @param overfull by place, whether it has [Flag#MORE_THAN_REGISTERED]
    long[] flagged(Flag flag, boolean[] overfull) {
        var tooFast = tooFastBelow();
        var flagged = new long[words(rows)];
        for (var row = 0; row < rows; row++) {
            var has = switch (flag) {
                case TOO_FAST -> isTooFast(row, tooFast);
                case MORE_THAN_REGISTERED -> overfull[sources.place(row)];
                default -> (flags[row] & flag.bit()) != 0;
            };
            flagged[row >> 6] |= (has ? 1L : 0L) << row;
        }
        return flagged;
    }

    // Without a branch for each row.
    @SuppressWarnings("ShortCircuitBoolean")
    private boolean isTooFast(int row, int limit) {
        return elapsed[row] < limit & elapsed[row] != NO_TIME;
    }

    /// The time in whole seconds below which a response is too fast; 0 where no response has a time.
    int tooFastBelow() {
        if (timed == 0) {
            return 0;
        }
        var doubledMedian = (long) time((timed - 1) / 2) + time(timed / 2);
        // elapsed < percent / 100 * median, in whole numbers.
        return Math.toIntExact(Math.ceilDiv(doubledMedian * Flag.FAST_PERCENT, 200));
    }

    /// The time at a rank in ascending order; the smallest has rank 0.
    private int time(int rank) {
        var seen = 0;
        for (Map.Entry<Integer, Integer> each : times.entrySet()) {
            seen += each.getValue();
            if (seen > rank) {
                return each.getKey();
            }
        }
        throw new IllegalStateException("No time has rank " + rank);
    }

    /// The version of the privacy notice; 0 for responses that are older than its versions.
    int notice(int row) {
        return notice[row];
    }

    long[] asked(int question) {
        return asked[question];
    }

    long[] answered(int question) {
        return answered[question];
    }

    long[] chosen(int question, int option) {
        return chosen[question][option];
    }

    /// The size of its arrays in bytes.
    long bytes() {
        var columns = asked.length + answered.length + Arrays.stream(chosen).mapToLong(options -> options.length).sum();
        return columns * words(elapsed.length) * Long.BYTES
                + elapsed.length * ((long) Integer.BYTES + Short.BYTES + Byte.BYTES)
                + sources.bytes();
    }

    /// Grows by a quarter, so that at most a fifth is unused.
    private void grow() {
        var size = elapsed.length + Math.max(FIRST_ROWS, elapsed.length / 4);
        sources.grow(size);
        elapsed = Arrays.copyOf(elapsed, size);
        flags = Arrays.copyOf(flags, size);
        notice = Arrays.copyOf(notice, size);
        Arrays.setAll(asked, question -> Arrays.copyOf(asked[question], words(size)));
        Arrays.setAll(answered, question -> Arrays.copyOf(answered[question], words(size)));
        for (var options : chosen) {
            Arrays.setAll(options, option -> Arrays.copyOf(options[option], words(size)));
        }
    }

    private static int words(int rows) {
        return rows + 63 >> 6;
    }
}
