package io.github.certpulse.survey.entry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditEvent;
import io.github.certpulse.platform.database.Ids;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.CampaignRepository;
import io.github.certpulse.survey.campaign.Certificate;
import io.github.certpulse.survey.campaign.CertificateRepository;
import io.github.certpulse.survey.rosterimport.RosterImport;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.campaign.SchoolRepository;
import io.github.certpulse.survey.questionnaire.PerRole;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The codes of schools: gives each school its two, replaces one, and tells what a scanned one stands for.
@Singleton
public class Entries {
    private static final int MAX_REMEMBERED = 10_000;
    private final EntryRepository entries;
    private final CampaignRepository campaigns;
    private final SchoolRepository schools;
    private final CertificateRepository certificates;
    private final ApplicationEventPublisher<AuditEvent> audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Cache<EntryCode, Scope> remembered = Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();

    Entries(
            EntryRepository entries,
            CampaignRepository campaigns,
            SchoolRepository schools,
            CertificateRepository certificates,
            ApplicationEventPublisher<AuditEvent> audit,
            Clock clock) {
        this.entries = entries;
        this.campaigns = campaigns;
        this.schools = schools;
        this.certificates = certificates;
        this.audit = audit;
        this.clock = clock;
    }

    /// What a code stands for, as of a revision of its campaign.
    ///
    /// @param certificates those that the school pilots now, in roster order
    public record Scope(EntryCode code, Role role, School school, Campaign campaign, List<Certificate> certificates) {

        public Scope {
            certificates = List.copyOf(certificates);
        }

        public Optional<Certificate> certificate(long id) {
            return certificates.stream().filter(certificate -> certificate.id() == id).findFirst();
        }
    }

    /// What the code stands for now; empty for one that is malformed, unknown or replaced.
    public Optional<Scope> scope(String typed) {
        return EntryCode.parse(typed)
                .flatMap(
                        code -> Optional.ofNullable(remembered.getIfPresent(code))
                                .filter(
                                        scope -> entries.revision(scope.campaign().id())
                                                .filter(revision -> revision == scope.campaign().revision())
                                                .isPresent())
                                .or(() -> read(code)));
    }

    /// What the code stood for when it was last read, without asking the database: only for somebody who makes the
    /// database check the campaign's revision in the same breath as acting on it.
    public Optional<Scope> lastKnownScope(String typed) {
        return EntryCode.parse(typed)
                .flatMap(code -> Optional.ofNullable(remembered.getIfPresent(code)).or(() -> read(code)));
    }

    /// The valid code of a school and role.
    public Optional<EntryCode> codeOf(long schoolId, Role role) {
        return entries.ofSchool(schoolId, role).map(entry -> new EntryCode(entry.code()));
    }

    /// All valid codes of a campaign, by school; a school has either both or none.
    public Map<Long, PerRole<EntryCode>> codesOf(long campaignId) {
        var found = new HashMap<Long, Map<Role, EntryCode>>();
        entries.ofCampaign(campaignId)
                .forEach(
                        entry -> found.computeIfAbsent(entry.schoolId(), _ -> new EnumMap<>(Role.class))
                                .put(entry.role(), new EntryCode(entry.code())));
        var codes = new HashMap<Long, PerRole<EntryCode>>();
        found.forEach(
                (school, own) -> codes.put(school, PerRole.from(role -> Objects.requireNonNull(own.get(role)))));
        return codes;
    }

    /// Gives a school and role a new code. From now on the old one is unknown.
    @Transactional
    public EntryCode replace(School school, Role role) {
        campaigns.touch(school.campaignId());
        entries.invalidate(school.id(), role);
        var entry = drawn(school.id(), role);
        entries.saveAll(List.of(entry));
        audit.publishEvent(
                new AuditEvent(AuditAction.CODE_REPLACED, Ids.text(school.id()), Map.of("role", role.name())));
        return new EntryCode(entry.code());
    }

    /// Brings a replaced code of the school and role back into force, in place of the one that is valid now.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `not-found` where it is none of theirs, or valid
    ///                                                               already
    @Transactional
    public void restore(School school, Role role, EntryCode replaced) {
        campaigns.touch(school.campaignId());
        if (entries.replaced(school.id(), role).stream().noneMatch(entry -> entry.code().equals(replaced.text()))) {
            throw Problem.NOT_FOUND.exception();
        }
        entries.invalidate(school.id(), role);
        entries.restore(replaced.text(), school.id(), role);
        audit.publishEvent(
                new AuditEvent(AuditAction.CODE_RESTORED, Ids.text(school.id()), Map.of("role", role.name())));
    }

    /// The same as [#replace(School, Role)], for somebody who has seen this code as the valid one.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `page-outdated` where it no longer is
    @Transactional
    public EntryCode replace(School school, Role role, EntryCode seen) {
        checkValid(school, role, seen);
        return replace(school, role);
    }

    /// The same as [#restore(School, Role, EntryCode)], for somebody who has seen this code as the valid one.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `page-outdated` where it no longer is; and as
    ///                                                               above
    @Transactional
    public void restore(School school, Role role, EntryCode replaced, EntryCode seen) {
        checkValid(school, role, seen);
        restore(school, role, replaced);
    }

    private void checkValid(School school, Role role, EntryCode seen) {
        campaigns.touch(school.campaignId());
        if (!codeOf(school.id(), role).equals(Optional.of(seen))) {
            throw Problem.PAGE_OUTDATED.exception();
        }
    }

    /// The codes of a school and role that were replaced, the youngest first.
    public List<Entry> replaced(School school, Role role) {
        return entries.replaced(school.id(), role);
    }

    /// Every school of a roster gets what codes it lacks; those that are printed already stay.
    @EventListener
    void complete(RosterImport.Imported roster) {
        var present = new HashSet<Key>();
        entries.ofCampaign(roster.campaignId()).forEach(entry -> present.add(new Key(entry.schoolId(), entry.role())));
        var added = new ArrayList<Entry>();
        for (var school : schools.ofCampaign(roster.campaignId())) {
            for (var role : Role.values()) {
                if (!present.contains(new Key(school.id(), role))) {
                    added.add(drawn(school.id(), role));
                }
            }
        }
        entries.saveAll(added);
    }

    private Optional<Scope> read(EntryCode code) {
        var scope = entries.valid(code.text())
                .flatMap(
                        entry -> schools.findById(entry.schoolId())
                                // The campaign first: should it change in between, its revision is too old and will not
                                // be trusted.
                                .flatMap(
                                        school -> campaigns.findById(school.campaignId())
                                                .map(
                                                        campaign -> new Scope(
                                                                code,
                                                                entry.role(),
                                                                schools.findById(school.id()).orElseThrow(),
                                                                campaign,
                                                                certificates.ofSchool(school.id()))))
                                .filter(_ -> entries.valid(code.text()).isPresent()));
        scope.ifPresentOrElse(found -> remembered.put(code, found), () -> remembered.invalidate(code));
        return scope;
    }

    private Entry drawn(long schoolId, Role role) {
        return new Entry(EntryCode.draw(random).text(), schoolId, role, 1, clock.instant());
    }

    private record Key(long schoolId, Role role) {}
}
