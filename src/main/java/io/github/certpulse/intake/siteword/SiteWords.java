package io.github.certpulse.intake.siteword;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.certpulse.intake.siteword.SiteWordRule.Asked;
import io.github.certpulse.intake.siteword.SiteWordSchoolRepository.SchoolRow;
import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditEvent;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.campaign.Campaign.Channel;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.CampaignRepository;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.entry.Entries.Scope;
import io.github.certpulse.survey.questionnaire.PerRole;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// The site words of schools. A word is valid for one day in China and is changed at will before. In the first minutes
/// of a day the word of the day before is still accepted; a word that was changed at will is not.
@Singleton
public class SiteWords {
    /// For how long after midnight the word of the day before is accepted.
    public static final Duration GRACE = Duration.ofMinutes(30);
    private static final int MAX_CACHED = 1_000;
    private static final PerRole<Integer> NEVER = new PerRole<>(0, 0);
    private final SiteWordRuleRepository rules;
    private final SiteWordSchoolRepository schools;
    private final CampaignRepository campaigns;
    private final SiteWordMaker maker;
    private final ApplicationEventPublisher<AuditEvent> audit;
    private final Cache<Long, AtRevision> cache = Caffeine.newBuilder().maximumSize(MAX_CACHED).build();

    SiteWords(
            SiteWordRuleRepository rules,
            SiteWordSchoolRepository schools,
            CampaignRepository campaigns,
            SiteWordMaker maker,
            ApplicationEventPublisher<AuditEvent> audit) {
        this.rules = rules;
        this.schools = schools;
        this.campaigns = campaigns;
        this.maker = maker;
        this.audit = audit;
    }

    /// What is known of a sheet's word.
    public enum Verdict {
        NOT_ASKED,
        RIGHT,
        MISSING,
        WRONG
    }

    /// A word for the people who tell it. It is not shown in texts.
    ///
    /// @param until when it changes by itself
    public record ShownWord(Role role, Asked asked, String word, Instant until) {

        /// The word in two groups, as people say it.
        public String spoken() {
            return word.substring(0, word.length() / 2) + " " + word.substring(word.length() / 2);
        }

        @Override
        public String toString() {
            return "ShownWord[" + role + ", hidden]";
        }
    }

    /// What is stored, read when the campaign had this revision.
    ///
    /// @param changes how often words were changed at will, by school
    private record AtRevision(int revision, SiteWordRule rule, Map<Long, PerRole<Integer>> changes) {}

    /// Whether everything about a campaign is answered without a query. Every change increases its revision.
    public boolean isInMemory(Campaign campaign) {
        return Optional.ofNullable(cache.getIfPresent(campaign.id()))
                .filter(known -> known.revision == campaign.revision())
                .isPresent();
    }

    public SiteWordRule rule(Campaign campaign) {
        return at(campaign).rule;
    }

    /// Whether any respondent of a role at a school is asked for the word.
    public boolean isAsked(Campaign campaign, School school, Role role) {
        return rule(campaign).at(school.id(), role) != Asked.OFF;
    }

    /// Whether a sheet has the word that it needs.
    public Verdict judge(Scope scope, Channel channel, Optional<TypedWord> typed, Instant now) {
        var known = at(scope.campaign());
        var school = scope.school().id();
        if (!known.rule.at(school, scope.role()).channels().contains(channel)) {
            return Verdict.NOT_ASKED;
        }
        return typed.map(word -> accepted(known, school, scope.role(), now).anyMatch(word::is))
                .map(isRight -> isRight ? Verdict.RIGHT : Verdict.WRONG)
                .orElse(Verdict.MISSING);
    }

    /// The words of a school that are asked, as they are now.
    public List<ShownWord> today(Campaign campaign, School school, Instant now) {
        var known = at(campaign);
        var day = LocalDate.ofInstant(now, Time.ZONE);
        var until = day.plusDays(1).atStartOfDay(Time.ZONE).toInstant();
        return Stream.of(Role.values())
                .filter(role -> known.rule.at(school.id(), role) != Asked.OFF)
                .map(
                        role -> new ShownWord(
                                role,
                                known.rule.at(school.id(), role),
                                word(known, school.id(), role, day),
                                until))
                .toList();
    }

    /// Changes a school's word; the old one is not accepted any more.
    @Transactional
    public void change(School school, Role role) {
        campaigns.touch(school.campaignId());
        switch (role) {
            case TEACHER -> schools.changeTeachersWord(school.id());
            case STUDENT -> schools.changeStudentsWord(school.id());
        }
        audit.publishEvent(
                new AuditEvent(
                        AuditAction.SITE_WORD_CHANGED,
                        Ids.text(school.id()),
                        Map.of("school", school.name(), "role", role.name())));
    }

    /// Changes of whom the word is asked.
    @Transactional
    public void save(Campaign campaign, SiteWordRule rule) {
        campaigns.touch(campaign.id());
        rules.store(
                campaign.id(),
                rule.asked().teacher(),
                rule.asked().student(),
                rule.allSchools(),
                rule.newBrowsersPerHour().isPresent() ? rule.newBrowsersPerHour().getAsInt() : null);
        schools.chooseNone(campaign.id());
        rule.schools().stream().sorted().forEach(schools::choose);
        var facts = new HashMap<String, Object>();
        facts.put("teacher", rule.asked().teacher().name());
        facts.put("student", rule.asked().student().name());
        facts.put("allSchools", rule.allSchools());
        facts.put("schools", rule.schools().size());
        rule.newBrowsersPerHour().ifPresent(number -> facts.put("newBrowsersPerHour", number));
        audit.publishEvent(new AuditEvent(AuditAction.SITE_WORD_RULE_CHANGED, Ids.text(campaign.id()), facts));
    }

    private Stream<String> accepted(AtRevision known, long school, Role role, Instant now) {
        return Stream.of(now, now.minus(GRACE))
                .map(moment -> LocalDate.ofInstant(moment, Time.ZONE))
                .distinct()
                .map(day -> word(known, school, role, day));
    }

    private String word(AtRevision known, long school, Role role, LocalDate day) {
        return maker.word(school, role, day, known.changes.getOrDefault(school, NEVER).of(role));
    }

    private AtRevision at(Campaign campaign) {
        var known = cache.getIfPresent(campaign.id());
        if (known != null && known.revision == campaign.revision()) {
            return known;
        }
        // If something changes meanwhile, the campaign has a later revision, and this is not used any more.
        var read = read(campaign);
        cache.put(campaign.id(), read);
        return read;
    }

    private AtRevision read(Campaign campaign) {
        var rows = schools.ofCampaign(campaign.id());
        var chosen = rows.stream().filter(SchoolRow::chosen).map(SchoolRow::schoolId).collect(toSet());
        var rule = rules.find(campaign.id())
                .map(
                        row -> new SiteWordRule(
                                new PerRole<>(row.teacherAsked(), row.studentAsked()),
                                row.allSchools(),
                                chosen,
                                row.newBrowsersPerHour() == null ? OptionalInt.empty()
                                        : OptionalInt.of(row.newBrowsersPerHour())))
                .orElse(SiteWordRule.NONE);
        return new AtRevision(
                campaign.revision(),
                rule,
                rows.stream()
                        .collect(
                                toMap(
                                        SchoolRow::schoolId,
                                        row -> new PerRole<>(row.teacherChanges(), row.studentChanges()))));
    }
}
