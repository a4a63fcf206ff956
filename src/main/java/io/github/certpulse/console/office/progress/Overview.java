package io.github.certpulse.console.office.progress;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.numbers.pace.Outlook;
import io.github.certpulse.survey.campaign.Campaign;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The province at a glance.
///
/// @param all      every school together
/// @param shortest the schools that lack most
/// @param shortOf  how many schools lack something
/// @param declared the schools that declared their surveys complete, newest first
public record Overview(
        Campaign campaign,
        Group all,
        List<Group> cities,
        List<Group> levels,
        List<SchoolRow> shortest,
        int shortOf,
        List<SchoolRow> declared,
        PaceChart pace) {
    /// How many schools are shown of those that lack something, and of those that are complete.
    public static final int SHOWN = 10;

    static Overview from(Campaign campaign, List<SchoolRow> rows, Outlook outlook) {
        var lacking = rows.stream()
                .filter(row -> row.missing() > 0)
                .sorted(comparingInt(SchoolRow::missing).reversed())
                .toList();
        var declared = rows.stream()
                .filter(row -> row.completedAt().isPresent())
                .sorted(comparing((SchoolRow row) -> row.completedAt().orElseThrow()).reversed())
                .limit(SHOWN)
                .toList();
        var all = Group.from("", rows);
        return new Overview(
                campaign,
                all,
                Group.by(SchoolRow::city, rows),
                Group.by(row -> row.school().level(), rows),
                lacking.stream().limit(SHOWN).toList(),
                lacking.size(),
                declared,
                PaceChart.from(campaign, outlook));
    }

    public String address() {
        return Addresses.campaign(campaign);
    }

    /// How long a moment is away, in the largest unit that says something, and one below.
    public static String until(Visit visit, Instant moment) {
        var left = Duration.between(visit.now(), moment);
        if (left.toDays() > 0) {
            return visit.say("%d 天 %d 小时", "%d d %d h").formatted(left.toDays(), left.toHoursPart());
        }
        return visit.say("%d 小时 %d 分钟", "%d h %d min").formatted(left.toHours(), left.toMinutesPart());
    }
}
