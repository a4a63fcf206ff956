package io.github.certpulse.numbers.count;

import io.github.certpulse.intake.stored.ResponseCounts.ConsistentView;
import io.github.certpulse.intake.stored.ResponseCounts.Row;
import io.github.certpulse.intake.stored.ResponseCounts;
import io.github.certpulse.numbers.following.NewlyStored;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The counts of all schools, kept up to date by adding what arrives. For one thread.
///
/// A school is first read as a whole, and compared with the database by every sweep. That is exact although responses
/// come in meanwhile: in the same state of the database in which a school is read, everything that has arrived is found
/// and added, so each response is either in what is read or arrives later, never both.
final class FollowedCounts {
    private final ResponseCounts responses;
    private final int rowsAtOnce;
    private final Map<Long, SchoolTally> schools = new HashMap<>();
    /// Schools whose responses must be read as a whole; what arrives for them is read with the rest.
    private final Set<Long> unread = new HashSet<>();
    private final Set<Long> changed = new HashSet<>();
    private NewlyStored arrivals;
    private boolean swept;

    /// @param rowsAtOnce about as many responses are compared or read at once; schools are not divided
    FollowedCounts(ResponseCounts responses, int rowsAtOnce) {
        this.responses = responses;
        this.rowsAtOnce = rowsAtOnce;
        this.arrivals = responses.inSnapshot(view -> {
            var now = NewlyStored.after(view.storingTimes());
            unread.addAll(view.schools().keySet());
            return now;
        });
    }

    /// Adds what has arrived lately.
    void followRecent() {
        responses.inSnapshot(view -> addArrivals(view, false));
    }

    /// Adds everything that has arrived, however late it became visible.
    void followAll() {
        responses.inSnapshot(view -> addArrivals(view, true));
    }

    private boolean addArrivals(ConsistentView view, boolean all) {
        var times = view.storingTimes();
        var found = all ? arrivals.findAll(times) : arrivals.findRecent(times);
        if (found.isEmpty()) {
            // Between the old and the new time of the clock there may be responses that were counted and others that
            // were not. The next sweep tells them apart.
            arrivals = NewlyStored.after(times);
            swept = false;
            return false;
        }
        view.rows(found.get()).forEach(this::add);
        arrivals.takeAll();
        return true;
    }

    private void add(Row row) {
        if (!unread.contains(row.school())) {
            schools.computeIfAbsent(row.school(), _ -> new SchoolTally()).add(row);
            changed.add(row.school());
        }
    }

    /// Whether a sweep is needed before the counts are right.
    boolean needsSweep() {
        return !swept || !areComplete();
    }

    /// Whether every school was read.
    boolean areComplete() {
        return unread.isEmpty();
    }

    /// Begins a sweep.
    ///
    /// @return all schools in slices, each to be passed to [#correct]
    List<List<Long>> sweep() {
        swept = true;
        var sizes = new TreeMap<Long, Integer>(responses.inSnapshot(ConsistentView::schools));
        schools.keySet().forEach(school -> sizes.putIfAbsent(school, 0));
        unread.forEach(school -> sizes.putIfAbsent(school, 0));
        var slices = new ArrayList<List<Long>>();
        var rows = rowsAtOnce;
        for (var school : sizes.entrySet()) {
            if (rows >= rowsAtOnce) {
                slices.add(new ArrayList<>());
                rows = 0;
            }
            slices.getLast().add(school.getKey());
            rows += school.getValue();
        }
        return slices;
    }

    /// Compares some schools with the database, and reads those that differ.
    ///
    /// @return how many of them had responses that did not arrive in time
    int correct(List<Long> slice) {
        return responses.inSnapshot(view -> {
            addArrivals(view, false);
            var known = slice.stream().filter(school -> !unread.contains(school)).toList();
            var exact = known.isEmpty() ? Map.<Long, SchoolCounts>of() : ExactCounts.bySchool(view.ofSchools(known));
            if (known.size() == slice.size() && differing(known, exact).isEmpty()) {
                return 0;
            }
            addArrivals(view, true);
            var wrong = differing(known, exact);
            var missed = wrong.stream().filter(school -> of(exact, school).exceeds(counts(school))).count();
            wrong.addAll(slice.stream().filter(unread::contains).toList());
            wrong.forEach(school -> read(view, school));
            return Math.toIntExact(missed);
        });
    }

    private List<Long> differing(Collection<Long> some, Map<Long, SchoolCounts> exact) {
        return some.stream()
                .filter(school -> !of(exact, school).equals(counts(school)))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private void read(ConsistentView view, long school) {
        var tally = new SchoolTally();
        view.read(school, tally::add);
        if (tally.isEmpty()) {
            schools.remove(school);
        } else {
            schools.put(school, tally);
        }
        changed.add(school);
        unread.remove(school);
    }

    private SchoolCounts counts(long school) {
        var tally = schools.get(school);
        return tally == null ? SchoolCounts.NONE : tally.counts();
    }

    private static SchoolCounts of(Map<Long, SchoolCounts> counts, long school) {
        return counts.getOrDefault(school, SchoolCounts.NONE);
    }

    /// All counts; schools without responses are absent.
    Map<Long, SchoolCounts> all() {
        return schools.keySet().stream().collect(Collectors.toMap(school -> school, this::counts));
    }

    /// The counts that have changed since they were last published, those that have become zero included.
    Map<Long, SchoolCounts> changes() {
        return changed.stream().collect(Collectors.toMap(school -> school, this::counts));
    }

    /// Says that the counts were published.
    void published() {
        changed.clear();
    }
}
