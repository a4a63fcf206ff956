package io.github.certpulse.intake.admission;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.github.certpulse.intake.admission.SiteWordForm.RuleResult;
import io.github.certpulse.intake.siteword.SiteWordRule.Asked;
import io.github.certpulse.intake.siteword.SiteWordRule;
import io.github.certpulse.intake.siteword.SiteWords.ShownWord;
import io.github.certpulse.intake.siteword.SiteWords;
import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditEvent;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.Certificate;
import io.github.certpulse.survey.campaign.CertificateRepository;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.campaign.SchoolRepository;
import io.github.certpulse.survey.questionnaire.PerRole;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the office sees and does about site words and new browsers.
@Singleton
public class SiteWordOverview {
    private final SiteWords words;
    private final NewBrowsers browsers;
    private final SchoolRepository schools;
    private final CertificateRepository certificates;
    private final ApplicationEventPublisher<AuditEvent> audit;
    private final Clock clock;

    SiteWordOverview(
            SiteWords words,
            NewBrowsers browsers,
            SchoolRepository schools,
            CertificateRepository certificates,
            ApplicationEventPublisher<AuditEvent> audit,
            Clock clock) {
        this.words = words;
        this.browsers = browsers;
        this.schools = schools;
        this.certificates = certificates;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param newBrowsersPerHour how many new browsers the school may have in an hour
    /// @param refusedAt          when new browsers were last refused there; empty if not lately
    public record SchoolLine(
            School school,
            PerRole<Asked> asked,
            int newBrowsersPerHour,
            Optional<Instant> refusedAt) {}

    /// @param words those that are asked
    public record SchoolWords(School school, List<ShownWord> words, Instant asOf) {
        public SchoolWords {
            words = List.copyOf(words);
        }
    }

    public SiteWordRule rule(Campaign campaign) {
        return words.rule(campaign);
    }

    /// All schools of a campaign, in roster order.
    public List<SchoolLine> lines(Campaign campaign) {
        var rule = words.rule(campaign);
        var refusals = browsers.lately(campaign);
        var piloted = certificates.ofCampaign(campaign.id())
                .stream()
                .filter(certificate -> !certificate.withdrawn())
                .collect(groupingBy(Certificate::schoolId));
        return schools.ofCampaign(campaign.id())
                .stream()
                .map(
                        school -> new SchoolLine(
                                school,
                                PerRole.from(role -> rule.at(school.id(), role)),
                                NewBrowsers.perHour(
                                        rule.newBrowsersPerHour(),
                                        piloted.getOrDefault(school.id(), List.of())),
                                Optional.ofNullable(refusals.get(school.id()))))
                .toList();
    }

    /// Reads a rule in JSON.
    public RuleResult read(Campaign campaign, JsonNode form) {
        return SiteWordForm.read(form, schools.ofCampaign(campaign.id()).stream().map(School::id).collect(toSet()));
    }

    /// Reads a rule in JSON, and saves it if it is valid.
    public RuleResult save(Campaign campaign, JsonNode form) {
        var result = read(campaign, form);
        if (result instanceof RuleResult.Valid(var rule)) {
            words.save(campaign, rule);
        }
        return result;
    }

    /// A school's words of today. The look is recorded.
    @Transactional
    public SchoolWords look(Campaign campaign, String schoolId) {
        var school = schools.findOr404(campaign, schoolId);
        audit.publishEvent(
                new AuditEvent(
                        AuditAction.SITE_WORDS_VIEWED,
                        Ids.text(school.id()),
                        Map.of("school", school.name())));
        var now = clock.instant();
        return new SchoolWords(school, words.today(campaign, school, now), now);
    }

    /// Changes a school's word.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `not-found` if the school is not asked for it
    public void change(Campaign campaign, String schoolId, Role role) {
        var school = schools.findOr404(campaign, schoolId);
        if (!words.isAsked(campaign, school, role)) {
            throw Problem.NOT_FOUND.exception();
        }
        words.change(school, role);
    }
}
