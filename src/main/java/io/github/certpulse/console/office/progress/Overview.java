package io.github.certpulse.console.office.progress;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.console.office.schools.SchoolGroup;
import io.github.certpulse.console.office.schools.SchoolRow;
import io.github.certpulse.numbers.alarm.Alarm;
import io.github.certpulse.numbers.alarm.Alarms;
import io.github.certpulse.numbers.pace.Outlook;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.retention.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The progress of a whole campaign.
///
/// @param all          all schools together
/// @param mostMissing  the schools that lack most
/// @param shortSchools how many schools lack something
/// @param declared     the schools that declared their surveys complete, newest first
/// @param crowded      the schools that lately had too many new browsers, newest first
/// @param alarms       the schools that are worth a look
/// @param retention    until when the personal data are kept
public record Overview(
        Campaign campaign,
        SchoolGroup all,
        List<SchoolGroup> cities,
        List<SchoolGroup> levels,
        List<SchoolRow> mostMissing,
        int shortSchools,
        List<SchoolRow> declared,
        List<CrowdedSchool> crowded,
        Alarms.Found alarms,
        PaceChart pace,
        Retention retention) {
    /// The most schools that are shown of those that lack something, and of those that are complete.
    public static final int MAX_SHOWN = 10;
    /// The most alarms that are shown; the page of answer quality has the others.
    private static final int MAX_ALARMS = 5;

    /// A school at which new browsers were refused because there were too many in an hour.
    public record CrowdedSchool(School school, Instant refusedAt) {}

    /// @param refusals when new browsers were last refused, by school
    static Overview from(
            Campaign campaign,
            List<SchoolRow> rows,
            Map<Long, Instant> refusals,
            Alarms.Found alarms,
            Outlook outlook,
            Retention retention) {
        var lacking = rows.stream()
                .filter(row -> row.missing() > 0)
                .sorted(comparingInt(SchoolRow::missing).reversed())
                .toList();
        var declared = rows.stream()
                .filter(row -> row.completedAt().isPresent())
                .sorted(comparing((SchoolRow row) -> row.completedAt().orElseThrow()).reversed())
                .limit(MAX_SHOWN)
                .toList();
        var all = SchoolGroup.from("", rows);
        return new Overview(
                campaign,
                all,
                SchoolGroup.by(SchoolRow::city, rows),
                SchoolGroup.by(row -> row.school().level(), rows),
                lacking.stream().limit(MAX_SHOWN).toList(),
                lacking.size(),
                declared,
                crowded(rows, refusals),
                alarms,
                PaceChart.from(campaign, outlook),
                retention);
    }

    private static List<CrowdedSchool> crowded(List<SchoolRow> rows, Map<Long, Instant> refusals) {
        return rows.stream()
                .map(SchoolRow::school)
                .filter(school -> refusals.containsKey(school.id()))
                .map(school -> new CrowdedSchool(school, Objects.requireNonNull(refusals.get(school.id()))))
                .sorted(comparing(CrowdedSchool::refusedAt).reversed())
                .limit(MAX_SHOWN)
                .toList();
    }

    /// How many alarms nobody has dismissed.
    public int openAlarms() {
        return alarms.alarms().size() + alarms.more();
    }

    /// The most unusual alarms, the most unusual first.
    public List<Alarm> worst() {
        return alarms.alarms().stream().limit(MAX_ALARMS).toList();
    }

    /// Where the sheets of an alarm are counted.
    public String results(Alarm alarm) {
        return Addresses.campaign(campaign, "results") + "?" + alarm.query();
    }

    public String address() {
        return Addresses.campaign(campaign);
    }

    /// The time until a moment, in days and hours or in hours and minutes.
    public static String until(Visit visit, Instant moment) {
        var left = Duration.between(visit.now(), moment);
        if (left.toDays() > 0) {
            return visit.say("%d 天 %d 小时", "%d d %d h").formatted(left.toDays(), left.toHoursPart());
        }
        return visit.say("%d 小时 %d 分钟", "%d h %d min").formatted(left.toHours(), left.toMinutesPart());
    }
}
