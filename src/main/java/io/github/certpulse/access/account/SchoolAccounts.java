package io.github.certpulse.access.account;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditEvent;
import io.github.certpulse.platform.http.StaffRole;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.campaign.SchoolRepository;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Opens one account for each school, with a first password that is shown only once.
@Singleton
public class SchoolAccounts {
    private static final int USERNAME_LENGTH = 6;
    private final AccountRepository accounts;
    private final SchoolRepository schools;
    private final Passwords passwords;
    private final ApplicationEventPublisher<AuditEvent> audit;
    private final Clock clock;
    private final Ids ids;
    private final SecureRandom random = new SecureRandom();

    SchoolAccounts(
            AccountRepository accounts,
            SchoolRepository schools,
            Passwords passwords,
            ApplicationEventPublisher<AuditEvent> audit,
            Clock clock,
            Ids ids) {
        this.accounts = accounts;
        this.schools = schools;
        this.passwords = passwords;
        this.audit = audit;
        this.clock = clock;
        this.ids = ids;
    }

    /// A new account with the only copy of its first password.
    public record FirstSignIn(String school, String username, String password) {}

    /// Opens an account for every school of the campaign that has none.
    @Transactional
    public List<FirstSignIn> open(Campaign campaign) {
        var schoolsWithAccount = new HashSet<>(accounts.schoolsWithAccount(campaign.id()));
        return open(
                campaign,
                schools.ofCampaign(campaign.id())
                        .stream()
                        .filter(school -> !schoolsWithAccount.contains(school.id()))
                        .toList(),
                () -> {});
    }

    /// The accounts of a campaign's schools, by the school's id.
    public Map<Long, Account> bySchool(Campaign campaign) {
        return accounts.ofCampaign(campaign.id())
                .stream()
                .collect(toMap(account -> requireNonNull(account.schoolId()), account -> account));
    }

    /// Opens accounts for schools of the campaign that have none.
    ///
    /// @param afterEach runs after each password, since making one takes a while; after a deadlock it runs again for
    ///                  each
    @Transactional
    public List<FirstSignIn> open(Campaign campaign, List<School> withoutAccount, Runnable afterEach) {
        var signIns = new ArrayList<FirstSignIn>();
        var opened = new ArrayList<Account>();
        for (var school : withoutAccount) {
            var signIn = new FirstSignIn(school.name(), username(), passwords.first());
            signIns.add(signIn);
            opened.add(
                    Account.create(
                            ids.next(),
                            signIn.username(),
                            StaffRole.SCHOOL,
                            school.id(),
                            passwords.hash(signIn.password()),
                            false,
                            clock.instant()));
            afterEach.run();
        }
        accounts.saveAll(opened);
        audit.publishEvent(
                new AuditEvent(
                        AuditAction.ACCOUNTS_OPENED,
                        Ids.text(campaign.id()),
                        Map.of("accounts", opened.size())));
        return signIns;
    }

    /// Makes new first passwords for all schools of the campaign that never used theirs, because the old ones were
    /// lost.
    @Transactional
    public List<FirstSignIn> renewUnused(Campaign campaign, Runnable afterEach) {
        var names = schools.ofCampaign(campaign.id()).stream().collect(toMap(School::id, School::name));
        var signIns = accounts.ofCampaign(campaign.id())
                .stream()
                .filter(account -> account.mustChangePassword() && !account.closed())
                .map(account -> renewed(account, requireNonNull(names.get(account.schoolId())), afterEach))
                .toList();
        audit.publishEvent(
                new AuditEvent(
                        AuditAction.PASSWORDS_RENEWED,
                        Ids.text(campaign.id()),
                        Map.of("accounts", signIns.size())));
        return signIns;
    }

    private FirstSignIn renewed(Account account, String school, Runnable afterEach) {
        var password = passwords.first();
        accounts.changePassword(account.id(), passwords.hash(password), true, Account.newGeneration());
        afterEach.run();
        return new FirstSignIn(school, account.username(), password);
    }

    private String username() {
        return "s-" + Ids.readable(random, USERNAME_LENGTH).toLowerCase(Locale.ROOT);
    }
}
