package io.github.certpulse.console.office.results;

import io.github.certpulse.console.office.results.Scope.Removal;
import io.github.certpulse.numbers.result.QualityReport.SchoolShare;
import io.github.certpulse.numbers.result.QualityReport;
import io.github.certpulse.survey.campaign.QuotaRule.Counted;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// How many responses are of doubtful quality, why, and at which schools.
///
/// @param reversed whether the order is the opposite of the usual one, which is names from A and numbers from the
///                 largest
/// @param removals where nothing passes the filter: what there would be without each of its parts
public record QualityPage(
        Scope scope,
        Instant asOf,
        QualityReport report,
        Order order,
        boolean reversed,
        List<Removal> removals) {
    /// Ends a value of `sort` that is reversed.
    static final String REVERSED = "-reversed";

    /// What the schools are sorted by. Equal ones stay in the order of the roster.
    public enum Order {
        NAME(Comparator.comparing(SchoolShare::name)),
        RECEIVED(Comparator.comparingInt(SchoolShare::received)),
        FLAGGED(Comparator.comparingInt(SchoolShare::flagged)),
        SHARE(Comparator.comparing(school -> school.share() == null ? BigDecimal.ZERO : school.share()));

        private final Comparator<SchoolShare> comparator;

        Order(Comparator<SchoolShare> comparator) {
            this.comparator = comparator;
        }

        /// As in an address.
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// What an address names; by flagged responses where it names nothing.
        static Order parse(String text) {
            return Arrays.stream(values())
                    .filter(order -> order.text().equals(text.replace(REVERSED, "")))
                    .findFirst()
                    .orElse(FLAGGED);
        }
    }

    public List<SchoolShare> schools() {
        return report.schools()
                .stream()
                .sorted(isAscending() ? order.comparator : order.comparator.reversed())
                .toList();
    }

    /// The address that sorts by this; where it is sorted so already, the other way round.
    public String sorted(Order by) {
        return scope.with("sort", by == order && !reversed ? by.text() + REVERSED : by.text());
    }

    /// The value of a heading's `aria-sort`.
    public String ariaSort(Order by) {
        return by != order ? "none" : isAscending() ? "ascending" : "descending";
    }

    private boolean isAscending() {
        return (order == Order.NAME) != reversed;
    }

    /// Whether the quotas count only what no flag marks as doubtful.
    public boolean countsUnflagged() {
        return scope.campaign().quotaRule().counted() == Counted.UNFLAGGED;
    }
}
