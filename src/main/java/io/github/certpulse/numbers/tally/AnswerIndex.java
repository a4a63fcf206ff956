package io.github.certpulse.numbers.tally;

import static java.util.Objects.requireNonNull;

import io.github.certpulse.intake.stored.ResponseCondition;
import io.github.certpulse.intake.stored.ResponseReader.Key;
import io.github.certpulse.intake.stored.ResponseReader.StoringTimes;
import io.github.certpulse.intake.stored.ResponseReader;
import io.github.certpulse.intake.stored.StoredRow;
import io.github.certpulse.numbers.answer.Filter;
import io.github.certpulse.numbers.answer.Layout;
import io.github.certpulse.numbers.answer.Origin;
import io.github.certpulse.numbers.answer.ResponseRows;
import io.github.certpulse.numbers.answer.StoredResponse;
import io.github.certpulse.numbers.arrival.Registered;
import io.github.certpulse.numbers.following.NewlyStored;
import io.github.certpulse.numbers.following.SetAsideKeys;
import io.github.certpulse.platform.sql.Batching;
import io.github.certpulse.survey.questionnaire.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// All answers of one campaign, in columns. It is built by reading the responses once. Before each use it reads those
/// that have been stored since: their sequence numbers from a database index, then the few that are new.
///
/// A response can become visible some time after its time of storing. So what has been stored in the last 20 seconds is
/// compared again each time; [#isComplete] finds what became visible even later.
final class AnswerIndex {
    private static final int ROWS_AT_ONCE = 1000;
    private final long campaign;
    private final ResponseRows responses;
    private final ResponseReader stored;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<Layout, AnswerColumns> columns = new HashMap<>();
    private final Map<Long, Integer> placeOfCertificate = new HashMap<>();
    private final List<Long> certificates = new ArrayList<>();
    private int[] studentsByPlace = {};
    private final RelatedFlags related;
    private SetAsideKeys setAside = SetAsideKeys.NONE;
    private int rows;
    private final PartsCache parts = new PartsCache();
    private final NewlyStored arrivals;
    /// Callers who come while the database is read share the next reading. So one thread at a time uses `arrivals`.
    private final Batching<Long, Boolean> following =
            new Batching<>(1, Integer.MAX_VALUE, callers -> Collections.nCopies(callers.size(), read()));
    private volatile Settled settled;

    /// Reads all of a campaign's responses.
    ///
    /// @param registered what patterns of arrival are judged by; with other numbers the index must be built again
    AnswerIndex(long campaign, Registered registered, ResponseRows responses, ResponseReader stored) {
        this.campaign = campaign;
        this.related = new RelatedFlags(registered);
        this.responses = responses;
        this.stored = stored;
        this.arrivals = new NewlyStored(stored.settled());
        this.setAside =
                SetAsideKeys.read(stored, campaign, stored.look(campaign, StoringTimes::setAsideRevision));
        responses.read(campaign, ResponseCondition.all(), this::take);
        this.settled = settled();
    }

    /// Reads what has been stored since.
    ///
    /// @return false if the database's clock was set back: then the index must be built again
    boolean follow() {
        return following.ask(campaign);
    }

    private boolean read() {
        var look = stored.look(campaign, times -> new Look(times.setAsideRevision(), arrivals.findAll(times)));
        followSetAside(look.setAsideRevision());
        var found = look.arrivals();
        if (found.isEmpty()) {
            return false;
        }
        if (!found.get().isEmpty()) {
            var seqs = found.get().stream().map(Key::seq).sorted().toList();
            lock.writeLock().lock();
            try {
                for (var from = 0; from < seqs.size(); from += ROWS_AT_ONCE) {
                    var some = seqs.subList(from, Math.min(from + ROWS_AT_ONCE, seqs.size()));
                    responses.read(campaign, ResponseCondition.withNumbers(some), this::take);
                }
                arrivals.takeAll();
            } finally {
                lock.writeLock().unlock();
            }
        }
        settled = settled();
        return true;
    }

    private record Look(int setAsideRevision, Optional<Collection<Key>> arrivals) {}

    private void followSetAside(int revision) {
        if (revision == setAside.revision()) {
            return;
        }
        var now = SetAsideKeys.read(stored, campaign, revision);
        lock.writeLock().lock();
        try {
            setAside = now;
            columns.values().forEach(own -> own.sources().setAside(now, certificates));
        } finally {
            lock.writeLock().unlock();
        }
    }

    /// Whether it holds as many settled responses as the database. If not, it has missed one that became visible very
    /// late, or one was removed.
    boolean isComplete() {
        var now = settled;
        return stored.countBefore(campaign, now.before()) == now.number();
    }

    /// How many responses it holds that had been stored before a moment.
    private record Settled(Instant before, int number) {}

    private Settled settled() {
        return new Settled(arrivals.settled(), rows - arrivals.unsettled());
    }

    private void take(StoredRow row, Optional<StoredResponse> response) {
        rows++;
        arrivals.take(row.seq(), row.storedAt());
        response.ifPresent(this::add);
    }

    private void add(StoredResponse response) {
        var own = columns.computeIfAbsent(response.marks().layout(), AnswerColumns::new);
        var place = place(response.certificate());
        studentsByPlace[place] += own.layout().definition().role() == Role.STUDENT ? 1 : 0;
        related.add(response, own, own.add(response, place, setAside.hold(response.key())));
    }

    private int place(long certificate) {
        return placeOfCertificate.computeIfAbsent(certificate, _ -> {
            certificates.add(certificate);
            studentsByPlace = Arrays.copyOf(studentsByPlace, certificates.size());
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
        var overfull = overfull(filter.role(), places);
        var passes = new boolean[places.size()];
        IntStream.range(0, passes.length).forEach(place -> passes[place] = filter.passes(places.get(place)));
        return columnsOf(filter.role()).stream()
                .map(own -> select(own, passes, filter, places, overfull))
                .toList();
    }

    private static Selection select(
            AnswerColumns own,
            boolean[] passes,
            Filter filter,
            List<Origin> places,
            boolean[] overfull) {
        var passing = own.select(passes, filter, overfull);
        var leftOut = filter.withSetAside() ? new long[0]
                : SourceColumns.within(passing, own.sources().setAside());
        return new Selection(
                own,
                filter.withSetAside() ? passing : SourceColumns.without(passing, leftOut),
                leftOut,
                places,
                overfull);
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

    /// Whether a role's responses have [Flag#MORE_THAN_REGISTERED], by place.
    private boolean[] overfull(Role role, List<Origin> places) {
        var overfull = new boolean[places.size()];
        for (var place = 0; role == Role.STUDENT && place < overfull.length; place++) {
            var atMost = places.get(place).registered();
            overfull[place] = atMost > 0 && studentsByPlace[place] > atMost;
        }
        return overfull;
    }

    Registered registered() {
        return related.registered();
    }

    /// The certificates that have responses.
    List<Long> certificates() {
        return certificates;
    }

    /// How many responses and persons are flagged, and how many are set aside; the same object until responses, origins
    /// or what is set aside change.
    CountedParts parts(Map<Long, Origin> origins) {
        return parts.get(
                new PartsCache.State(rows, setAside.revision()),
                origins,
                () -> places(origins),
                places -> parts(places, own -> own.sources().setAside()));
    }

    /// The same as if further responses were set aside.
    ///
    /// @param keys of the responses
    CountedParts partsIfSetAside(Map<Long, Origin> origins, LongStream keys) {
        var all = setAside.with(keys);
        return parts(places(origins), own -> own.sources().held(all, certificates));
    }

    private CountedParts parts(List<Origin> places, PartCounts.Rows aside) {
        return CountedParts.from(this::columnsOf, places, role -> overfull(role, places), aside);
    }

    Judgement judgement(Map<Long, Origin> origins) {
        var limits = new LinkedHashMap<Layout, Integer>();
        columns.forEach((layout, own) -> limits.put(layout, own.tooFastBelow()));
        var overfull = overfull(Role.STUDENT, places(origins));
        var full = IntStream.range(0, overfull.length)
                .filter(place -> overfull[place])
                .mapToObj(certificates::get)
                .collect(Collectors.toSet());
        return new Judgement(limits, related.copy(), full, setAside, List.copyOf(certificates));
    }

    /// The size of its columns in bytes. What is kept about the last minutes is small and not included.
    long bytes() {
        return reading(() -> columns.values().stream().mapToLong(AnswerColumns::bytes).sum());
    }
}
