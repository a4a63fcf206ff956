package io.github.certpulse.survey.entry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditEvent;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.CampaignRepository;
import io.github.certpulse.survey.campaign.Certificate;
import io.github.certpulse.survey.campaign.CertificateRepository;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.campaign.SchoolRepository;
import io.github.certpulse.survey.questionnaire.PerRole;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.survey.rosterimport.RosterImport;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

/// The entry codes of schools: creates two for each school, replaces codes, and resolves scanned codes.
@Singleton
public class Entries {
    private static final int MAX_CACHED = 10_000;
    private final EntryRepository entries;
    private final CampaignRepository campaigns;
    private final SchoolRepository schools;
    private final CertificateRepository certificates;
    private final Revisions revisions;
    private final ApplicationEventPublisher<AuditEvent> audit;
    private final Clock clock;
    private final ExecutorService blocking;
    private final SecureRandom random = new SecureRandom();
    private final Cache<EntryCode, Scope> cache = Caffeine.newBuilder().maximumSize(MAX_CACHED).build();

    Entries(
            EntryRepository entries,
            CampaignRepository campaigns,
            SchoolRepository schools,
            CertificateRepository certificates,
            Revisions revisions,
            ApplicationEventPublisher<AuditEvent> audit,
            Clock clock,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.entries = entries;
        this.campaigns = campaigns;
        this.schools = schools;
        this.certificates = certificates;
        this.revisions = revisions;
        this.audit = audit;
        this.clock = clock;
        this.blocking = blocking;
    }

    /// The role, school and campaign of a code, at one revision of the campaign.
    ///
    /// @param certificates the certificates that the school pilots, in roster order
    public record Scope(EntryCode code, Role role, School school, Campaign campaign, List<Certificate> certificates) {

        public Scope {
            certificates = List.copyOf(certificates);
        }

        /// The certificate with an id, if the school pilots it.
        public Optional<Certificate> certificate(long id) {
            return certificates.stream().filter(certificate -> certificate.id() == id).findFirst();
        }
    }

    /// The current scope of a code; empty if the code is malformed, unknown or replaced.
    public Optional<Scope> scope(String typed) {
        return EntryCode.parse(typed)
                .flatMap(
                        code -> Optional.ofNullable(cache.getIfPresent(code))
                                .filter(scope -> isCurrent(scope, revisions.of(scope.campaign().id())))
                                .or(() -> read(code)));
    }

    /// The same without waiting for the database.
    public CompletionStage<Optional<Scope>> scopeLater(String typed) {
        var code = EntryCode.parse(typed);
        if (code.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        var cached = cache.getIfPresent(code.get());
        if (cached == null) {
            return CompletableFuture.supplyAsync(() -> read(code.get()), blocking);
        }
        return revisions.later(cached.campaign().id())
                .thenCompose(
                        revision -> isCurrent(cached, revision)
                                ? CompletableFuture.completedFuture(Optional.of(cached))
                                : CompletableFuture.supplyAsync(() -> read(code.get()), blocking));
    }

    private static boolean isCurrent(Scope scope, Optional<Integer> revision) {
        return revision.filter(now -> now == scope.campaign().revision()).isPresent();
    }

    /// The scope of a code when it was last read, at once and without a query if it is cached. The caller must check
    /// the campaign's revision in the same statement or transaction that uses it.
    public CompletionStage<Optional<Scope>> lastKnownScope(String typed) {
        var code = EntryCode.parse(typed);
        var cached = code.map(cache::getIfPresent);
        return code.isEmpty() || cached.isPresent()
                ? CompletableFuture.completedFuture(cached)
                : CompletableFuture.supplyAsync(() -> read(code.get()), blocking);
    }

    /// The valid code of a school and role.
    public Optional<EntryCode> codeOf(long schoolId, Role role) {
        return entries.ofSchool(schoolId, role).map(entry -> new EntryCode(entry.code()));
    }

    /// All valid codes of a campaign, by school. A school has both codes or none.
    public Map<Long, PerRole<EntryCode>> codesOf(long campaignId) {
        var codesBySchool = new HashMap<Long, Map<Role, EntryCode>>();
        entries.ofCampaign(campaignId)
                .forEach(
                        entry -> codesBySchool.computeIfAbsent(entry.schoolId(), _ -> new EnumMap<>(Role.class))
                                .put(entry.role(), new EntryCode(entry.code())));
        var codes = new HashMap<Long, PerRole<EntryCode>>();
        codesBySchool.forEach(
                (school, byRole) -> codes.put(school, PerRole.from(role -> Objects.requireNonNull(byRole.get(role)))));
        return codes;
    }

    /// Creates a new code for a school and role. The old code becomes invalid.
    @Transactional
    public EntryCode replace(School school, Role role) {
        campaigns.touch(school.campaignId());
        entries.invalidate(school.id(), role);
        var entry = newEntry(school.id(), role);
        entries.saveAll(List.of(entry));
        audit.publishEvent(
                new AuditEvent(AuditAction.CODE_REPLACED, Ids.text(school.id()), Map.of("role", role.name())));
        return new EntryCode(entry.code());
    }

    /// Makes a replaced code of a school and role valid again; the code that is valid now becomes invalid.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `not-found` if the school and role have no such
    ///                                                               replaced code
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

    /// The same as [#replace(School, Role)], if the code that the page showed is still valid.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `page-outdated` if it is not
    @Transactional
    public EntryCode replace(School school, Role role, EntryCode seen) {
        checkValid(school, role, seen);
        return replace(school, role);
    }

    /// The same as [#restore(School, Role, EntryCode)], if the code that the page showed is still valid.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `page-outdated` if it is not, `not-found`
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

    /// The replaced codes of a school and role, newest first.
    public List<Entry> replaced(School school, Role role) {
        return entries.replaced(school.id(), role);
    }

    /// Creates the missing codes of a campaign's schools. Existing codes stay, because they may be printed.
    @EventListener
    void addMissingCodes(RosterImport.Imported roster) {
        var present = new HashSet<Key>();
        entries.ofCampaign(roster.campaignId()).forEach(entry -> present.add(new Key(entry.schoolId(), entry.role())));
        var added = new ArrayList<Entry>();
        for (var school : schools.ofCampaign(roster.campaignId())) {
            for (var role : Role.values()) {
                if (!present.contains(new Key(school.id(), role))) {
                    added.add(newEntry(school.id(), role));
                }
            }
        }
        entries.saveAll(added);
    }

    private Optional<Scope> read(EntryCode code) {
        var scope = entries.valid(code.text())
                .flatMap(
                        entry -> schools.findById(entry.schoolId())
                                // The campaign is read first: if it changes before the rest is read, the scope has an
                                // old revision and is not used.
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
        scope.ifPresentOrElse(found -> cache.put(code, found), () -> cache.invalidate(code));
        return scope;
    }

    private Entry newEntry(long schoolId, Role role) {
        return new Entry(EntryCode.draw(random).text(), schoolId, role, 1, clock.instant());
    }

    private record Key(long schoolId, Role role) {}
}
