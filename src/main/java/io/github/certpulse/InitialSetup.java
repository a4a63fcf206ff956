package io.github.certpulse;

import io.github.certpulse.access.account.AccountRepository;
import io.github.certpulse.access.account.SchoolAccounts;
import io.github.certpulse.access.account.OfficeAccount;
import io.github.certpulse.access.account.StaffAccounts;
import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditRepository;
import io.github.certpulse.platform.database.FirstReplica;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.ProblemException;
import io.github.certpulse.sample.Samples;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.Campaigns;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.campaign.SchoolRepository;
import io.github.certpulse.survey.completion.Completion;
import io.github.certpulse.survey.completion.Completions;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Prepares a new installation at its start: makes the office's account, and loads sample campaigns where the setting
/// names some and the database is empty.
@Singleton
class InitialSetup {
    private final OfficeAccount officeAccount;
    private final StaffAccounts staffAccounts;
    private final SchoolAccounts schoolAccounts;
    private final AccountRepository accounts;
    private final Campaigns campaigns;
    private final SchoolRepository schools;
    private final Completions completions;
    private final Samples samples;
    private final AuditRepository audit;
    private final FirstReplica firstReplica;
    private final Optional<String> officePassword;
    private final Optional<String> officePasswordReset;
    private final String sampleNames;
    private final boolean embedded;
    private Optional<String> firstOfficePassword = Optional.empty();
    private Optional<SampleSchool> sampleSchool = Optional.empty();

    InitialSetup(
            OfficeAccount officeAccount,
            StaffAccounts staffAccounts,
            SchoolAccounts schoolAccounts,
            AccountRepository accounts,
            Campaigns campaigns,
            SchoolRepository schools,
            Completions completions,
            Samples samples,
            AuditRepository audit,
            FirstReplica firstReplica,
            @Property(name = "certpulse.office-password") Optional<String> officePassword,
            @Property(name = "certpulse.office-password-reset") Optional<String> officePasswordReset,
            @Property(name = "certpulse.sample") String sampleNames,
            @Property(name = "certpulse.embedded", defaultValue = "false") boolean embedded) {
        this.officeAccount = officeAccount;
        this.staffAccounts = staffAccounts;
        this.schoolAccounts = schoolAccounts;
        this.accounts = accounts;
        this.campaigns = campaigns;
        this.schools = schools;
        this.completions = completions;
        this.samples = samples;
        this.audit = audit;
        this.firstReplica = firstReplica;
        this.officePassword = officePassword;
        this.officePasswordReset = officePasswordReset.filter(word -> !word.isBlank());
        this.sampleNames = sampleNames;
        this.embedded = embedded;
    }

    /// A school to try the sample campaign with.
    ///
    /// @param password its first password; empty where the clerk has changed it
    record SampleSchool(School school, String username, Optional<String> password) {}

    @EventListener
    void run(StartupEvent event) {
        var first = ensureOffice();
        firstOfficePassword = officePasswordReset.flatMap(officeAccount::restore).or(() -> first);
        if (!sampleNames.equals("none")) {
            firstReplica.run(this::loadSamples);
        }
        var all = campaigns.all();
        // In production nobody reads the output, and a sample is removed before real campaigns begin.
        sampleSchool =
                embedded ? all.stream().filter(Campaign::sample).findFirst().map(this::schoolOf) : Optional.empty();
    }

    /// Tries a second time where another replica has opened the account meanwhile.
    private Optional<String> ensureOffice() {
        try {
            return officeAccount.ensure(officePassword, embedded);
        } catch (ProblemException raced) {
            if (raced.problem() != Problem.USERNAME_TAKEN) {
                throw raced;
            }
            return officeAccount.ensure(officePassword, embedded);
        }
    }

    /// Loads the samples, unless a campaign exists or existed: a sample that was removed is not loaded again.
    private void loadSamples() {
        if (campaigns.all().isEmpty() && !audit.has(AuditAction.CAMPAIGN_CREATED.text())) {
            for (var name : sampleNames.split(",")) {
                var _ = samples.load(name).orElseThrow();
            }
        }
    }

    /// The office's first password, if it was made at this start.
    Optional<String> firstOfficePassword() {
        return firstOfficePassword;
    }

    Optional<SampleSchool> sampleSchool() {
        return sampleSchool;
    }

    private SampleSchool schoolOf(Campaign campaign) {
        var roster = schools.ofCampaign(campaign.id());
        var declared =
                completions.ofCampaign(campaign.id()).stream().map(Completion::schoolId).collect(Collectors.toSet());
        // A school that is not complete shows more.
        var school = roster.reversed()
                .stream()
                .filter(each -> !declared.contains(each.id()))
                .findFirst()
                .orElseGet(roster::getLast);
        return accounts.findBySchoolId(school.id())
                .map(
                        account -> new SampleSchool(
                                school,
                                account.username(),
                                Optional.of(account)
                                        .filter(found -> found.mustChangePassword())
                                        .map(staffAccounts::reset)))
                .orElseGet(() -> {
                    var signIn = schoolAccounts.open(campaign, List.of(school), () -> {}).getFirst();
                    return new SampleSchool(school, signIn.username(), Optional.of(signIn.password()));
                });
    }
}
