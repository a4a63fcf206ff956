package io.github.certpulse.numbers.tally;

import static java.util.Objects.requireNonNull;

import io.github.certpulse.intake.stored.ResponseCondition;
import io.github.certpulse.intake.stored.ResponseReader;
import io.github.certpulse.intake.stored.StoredRow;
import io.github.certpulse.numbers.answer.Filter;
import io.github.certpulse.numbers.answer.Layout;
import io.github.certpulse.numbers.answer.Origin;
import io.github.certpulse.numbers.answer.ResponseRows;
import io.github.certpulse.numbers.answer.StoredResponse;
import io.github.certpulse.survey.questionnaire.PerRole;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// All answers of one campaign, in columns. It is built by reading the responses once. Before each use it reads those
/// that have been stored since: their sequence numbers from a database index, then the few that are new.
///
/// A response can become visible some time after its time of storing. So what has been stored in the last 20 seconds is
/// checked again each time; [#isComplete] finds what became visible even later.
final class AnswerIndex {
    private static final int ROWS_AT_ONCE = 1000;
    private static final int SECONDS_AN_HOUR = 3600;
    private final long campaign;
    private final ResponseRows responses;
    private final ResponseReader stored;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<Layout, AnswerColumns> columns = new HashMap<>();
    private final Map<Long, Integer> placeOfCertificate = new HashMap<>();
    private final List<Long> certificates = new ArrayList<>();
    private final Bursts bursts = new Bursts();
    private final Set<Long> inBursts = new HashSet<>();
    private int rows;
    private volatile @Nullable CachedCounts cached;
    private Instant since;
    private final Map<Long, Instant> unsettled = new HashMap<>();

    /// Reads all of a campaign's responses.
    AnswerIndex(long campaign, ResponseRows responses, ResponseReader stored) {
        this.campaign = campaign;
        this.responses = responses;
        this.stored = stored;
        this.since = stored.settled();
        responses.read(campaign, ResponseCondition.all(), this::take);
    }

    /// Reads what has been stored since.
    void follow() {
        lock.writeLock().lock();
        try {
            var settled = stored.settled();
            var late = stored.storedSince(campaign, since);
            var unseen = late.keySet().stream().filter(seq -> !unsettled.containsKey(seq)).sorted().toList();
            for (var from = 0; from < unseen.size(); from += ROWS_AT_ONCE) {
                var some = unseen.subList(from, Math.min(from + ROWS_AT_ONCE, unseen.size()));
                responses.read(campaign, ResponseCondition.withNumbers(some), this::take);
            }
            if (settled.isAfter(since)) {
                since = settled;
                unsettled.values().removeIf(storedAt -> storedAt.isBefore(settled));
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /// Whether it holds as many settled responses as the database. If not, it has missed one that became visible very
    /// late, or one was removed.
    boolean isComplete() {
        var settled = reading(() -> new Settled(since, rows - unsettled.size()));
        return stored.countBefore(campaign, settled.before()) == settled.number();
    }

    /// How many responses it holds that had been stored before a moment.
    private record Settled(Instant before, int number) {}

    private void take(StoredRow row, Optional<StoredResponse> response) {
        rows++;
        var storedAt = row.storedAt();
        if (!storedAt.isBefore(since)) {
            unsettled.put(row.seq(), storedAt);
        }
        response.ifPresent(this::add);
    }

    private void add(StoredResponse response) {
        var own = columns.computeIfAbsent(response.marks().layout(), AnswerColumns::new);
        var row = own.add(
                response.marks(),
                place(response.certificate()),
                response.person(),
                response.elapsedSeconds(),
                Math.toIntExact(Math.floorDiv(response.receivedSecond(), SECONDS_AN_HOUR)));
        var seq = response.seq();
        bursts.add(response.contentHash(), response.person(), response.receivedSecond(), () -> {
            own.flag(row, Flag.IDENTICAL_BURST);
            inBursts.add(seq);
        });
    }

    private int place(long certificate) {
        return placeOfCertificate.computeIfAbsent(certificate, _ -> {
            certificates.add(certificate);
            return certificates.size() - 1;
        });
    }

    /// Runs a query while the index does not change.
    <T> T reading(Supplier<T> query) {
        lock.readLock().lock();
        try {
            return query.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /// The responses that pass a filter, for each version of a questionnaire, by code and version.
    List<Selection> select(Filter filter, SequencedMap<Long, Origin> origins) {
        var places = places(origins);
        var passes = new boolean[places.size()];
        IntStream.range(0, passes.length).forEach(place -> passes[place] = filter.passes(places.get(place)));
        return columnsOf(filter.role()).stream()
                .map(own -> new Selection(own, own.select(passes, filter.quality()), places))
                .toList();
    }

    /// The columns of a role's questionnaires, by code and version.
    List<AnswerColumns> columnsOf(Role role) {
        return columns.values()
                .stream()
                .filter(own -> own.layout().definition().role() == role)
                .sorted(
                        Comparator.comparing((AnswerColumns own) -> own.layout().definition().code())
                                .thenComparingInt(own -> own.layout().definition().version()))
                .toList();
    }

    /// The origins of the responses, by the columns' places.
    List<Origin> places(Map<Long, Origin> origins) {
        return certificates.stream()
                .map(
                        certificate -> requireNonNull(
                                origins.get(certificate),
                                "a response's certificate is on no roster"))
                .toList();
    }

    /// The certificates that have responses.
    List<Long> certificates() {
        return certificates;
    }

    /// How many responses and persons are flagged; counted again only when responses or origins have changed.
    PerRole<FlaggedCounts> flagged(Map<Long, Origin> origins) {
        var places = places(origins);
        var before = cached;
        if (before == null || before.rows() != rows || !before.places().equals(places)) {
            before = new CachedCounts(
                    rows,
                    places,
                    PerRole.from(role -> FlaggedCounts.from(columnsOf(role), places)));
            cached = before;
        }
        return before.flagged();
    }

    private record CachedCounts(int rows, List<Origin> places, PerRole<FlaggedCounts> flagged) {}

    Judgement judgement() {
        var limits = new LinkedHashMap<Layout, Integer>();
        columns.forEach((layout, own) -> limits.put(layout, own.tooFastBelow()));
        return new Judgement(limits, Set.copyOf(inBursts), List.copyOf(certificates));
    }

    /// The size of its columns in bytes. What is kept about the last minutes is small and not included.
    long bytes() {
        return reading(() -> columns.values().stream().mapToLong(AnswerColumns::bytes).sum());
    }
}
