package io.github.certpulse.numbers.progress;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.summingInt;
import static java.util.stream.Collectors.toMap;

import io.github.certpulse.numbers.progress.CampaignProgress.ProgressLine;
import io.github.certpulse.numbers.progress.Progress.CertificateProgress;
import io.github.certpulse.numbers.progress.Progress.Shortage;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.platform.time.ShownTime;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.questionnaire.PerRole;
import io.github.certpulse.survey.questionnaire.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Which schools of a campaign lack what; schools that lack nothing are left out.
///
/// @param schools those that lack most first, otherwise in roster order
record Shortages(List<SchoolShortages> schools) {
    private static final Words HEADING = new Words(
            "【%1$s】截至%2$s（北京时间），还有%3$d所学校未达到样本要求：",
            "[%1$s] As of %2$s (Beijing time), %3$d schools are short:");
    private static final Words NONE =
            new Words(
                    "【%1$s】截至%2$s（北京时间），所有学校均已达到样本要求。",
                    "[%1$s] As of %2$s (Beijing time), no school is short.");
    private static final Words SAMPLE = new Words("（样例）", " (sample)");
    private static final Words SCHOOL = new Words("全校", "whole school");
    private static final PerRole<Words> MISSING = new PerRole<>(
            new Words("教师还差%d人", "teachers %d short"),
            new Words("学生还差%d人", "students %d short"));
    private static final Words LINE = new Words("%s：%s", "%s: %s");
    private static final Words BETWEEN_CERTIFICATES = new Words("；", "; ");
    private static final Words BETWEEN_ROLES = new Words("、", ", ");

    Shortages {
        schools = List.copyOf(schools);
    }

    /// What one school lacks.
    ///
    /// @param missing how many more must answer at least: of each role the larger of what its certificates lack
    ///                together and of what the school's total lacks, since an answer counts for both
    /// @param lacks   certificate by certificate, the total last
    record SchoolShortages(School school, int missing, List<Lack> lacks) {
        SchoolShortages {
            lacks = List.copyOf(lacks);
        }
    }

    /// @param certificate empty for the school's total
    record Lack(Optional<CertificateProgress> certificate, Role role, int missing) {}

    /// The shortages of the schools that pass a filter.
    static Shortages from(List<ProgressLine> lines, Predicate<School> filter) {
        return new Shortages(
                lines.stream()
                        .filter(line -> filter.test(line.school()) && !line.progress().met())
                        .map(Shortages::from)
                        .sorted(Comparator.comparingInt(SchoolShortages::missing).reversed())
                        .toList());
    }

    private static SchoolShortages from(ProgressLine line) {
        Map<String, CertificateProgress> certificates = line.progress()
                .certificates()
                .stream()
                .collect(toMap(CertificateProgress::id, certificate -> certificate));
        var shortages = line.progress().shortages();
        var missing = 0;
        for (var role : Role.values()) {
            Map<Boolean, Integer> byTotal = shortages.stream()
                    .filter(shortage -> shortage.role() == role)
                    .collect(groupingBy(shortage -> shortage.certificate() == null, summingInt(Shortage::missing)));
            missing += Math.max(byTotal.getOrDefault(true, 0), byTotal.getOrDefault(false, 0));
        }
        return new SchoolShortages(
                line.school(),
                missing,
                shortages.stream()
                        .map(
                                shortage -> new Lack(
                                        Optional.ofNullable(shortage.certificate()).map(certificates::get),
                                        shortage.role(),
                                        shortage.missing()))
                        .toList());
    }

    /// A message to be pasted into a chat: a heading with the time, and a line for each school.
    String message(Campaign campaign, Instant asOf, Locale language) {
        var title = campaign.title() + (campaign.sample() ? SAMPLE.in(language) : "");
        var text = new StringBuilder(
                (schools.isEmpty() ? NONE : HEADING).in(language)
                        .formatted(title, ShownTime.minute(asOf), schools.size()))
                .append('\n');
        schools.forEach(school -> text.append(line(school, language)).append('\n'));
        return text.toString();
    }

    private static String line(SchoolShortages school, Locale language) {
        var byCertificate = new LinkedHashMap<String, List<String>>();
        for (var lack : school.lacks()) {
            var key = lack.certificate().map(certificate -> certificate.id()).orElse("");
            var parts = byCertificate.computeIfAbsent(key, _ -> new ArrayList<>());
            var number = MISSING.of(lack.role()).in(language).formatted(lack.missing());
            parts.add(
                    parts.isEmpty()
                            ? lack.certificate().map(CertificateProgress::name).orElseGet(() -> SCHOOL.in(language))
                                    + " "
                                    + number
                            : number);
        }
        return LINE.in(language)
                .formatted(
                        school.school().name(),
                        byCertificate.values()
                                .stream()
                                .map(lacks -> String.join(BETWEEN_ROLES.in(language), lacks))
                                .collect(joining(BETWEEN_CERTIFICATES.in(language))));
    }
}
