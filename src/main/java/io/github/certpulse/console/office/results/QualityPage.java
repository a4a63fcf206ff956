package io.github.certpulse.console.office.results;

import static java.util.stream.Collectors.joining;

import io.github.certpulse.console.office.results.ResultScope.Removal;
import io.github.certpulse.intake.opening.PrivacyNotice;
import io.github.certpulse.numbers.result.QualityReport.SchoolShare;
import io.github.certpulse.numbers.result.QualityReport;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.campaign.QuotaRule.Counted;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// How many responses are of doubtful quality, why, and at which schools.
///
/// @param reversed whether the order is reversed: names descending or numbers ascending
/// @param alarms   the schools that are worth a look
/// @param removals where nothing passes the filter: what there would be without each of its parts
public record QualityPage(
        ResultScope scope,
        Instant asOf,
        QualityReport report,
        Order order,
        boolean reversed,
        AlarmList alarms,
        List<Removal> removals) {
    /// The filters that the choice of responses to set aside has too.
    private static final Set<String> SETTING_ASIDE = Set.of("role", "school", "certificate", "channel", "from", "to");
    /// The suffix of `sort` for the reversed order.
    static final String REVERSED = "-reversed";

    /// What the schools are sorted by. Equal schools keep the order of the roster.
    public enum Order {
        NAME(Comparator.comparing(SchoolShare::name)),
        RECEIVED(Comparator.comparingInt(SchoolShare::received)),
        FLAGGED(Comparator.comparingInt(SchoolShare::flagged)),
        SHARE(Comparator.comparing(school -> school.share() == null ? BigDecimal.ZERO : school.share()));

        private final Comparator<SchoolShare> comparator;

        Order(Comparator<SchoolShare> comparator) {
            this.comparator = comparator;
        }

        /// The order's name in addresses.
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// The order in an address; by flagged responses where the address has none.
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

    /// The address that sorts by this; where the page is sorted by it already, the address that reverses the order.
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

    /// The address of the page on which the responses of this page that have a flag can be set aside.
    public String settingAside(String flag) {
        var kept = new LinkedHashMap<String, String>();
        kept.put("flag", flag);
        scope.filters().forEach((name, value) -> {
            if (SETTING_ASIDE.contains(name)) {
                kept.put(name, value);
            }
        });
        return scope.path("set-aside")
                + kept.entrySet()
                        .stream()
                        .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                        .collect(joining("&", "?", ""));
    }

    /// The text of a version of the privacy notice; empty where this version of the service does not know it.
    public Optional<Words> notice(int version) {
        return PrivacyNotice.find(version, scope.campaign().title());
    }

    /// Whether the quota counts only responses without flags.
    public boolean countsUnflagged() {
        return scope.campaign().quotaRule().counted() == Counted.UNFLAGGED;
    }
}
