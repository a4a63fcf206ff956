package io.github.certpulse.account;

import io.github.certpulse.audit.AuditEvent;
import io.github.certpulse.campaign.Campaign;
import io.github.certpulse.campaign.School;
import io.github.certpulse.campaign.SchoolRepository;
import io.github.certpulse.shared.Ids;
import io.github.certpulse.shared.Rights;
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

/// Opens accounts for schools: one each, with a first password that is shown once.
@Singleton
public class SchoolAccounts {
    private static final int USERNAME_LENGTH = 6;
    private final AccountRepository accounts;
    private final SchoolRepository schools;
    private final Passwords passwords;
    private final ApplicationEventPublisher<AuditEvent> audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SchoolAccounts(AccountRepository accounts, SchoolRepository schools, Passwords passwords, ApplicationEventPublisher<AuditEvent> audit, Clock clock) {
        this.accounts = accounts;
        this.schools = schools;
        this.passwords = passwords;
        this.audit = audit;
        this.clock = clock;
    }

    /// A new account, with the only copy of its first password.
    public record FirstSignIn(String school, String username, String password) {}

    /// Opens an account for every school of the campaign that has none; the others keep theirs.
    @Transactional
    public List<FirstSignIn> open(Campaign campaign) {
        var served = new HashSet<>(accounts.schoolsWithAccount(campaign.id()));
        return open(campaign, schools.ofCampaign(campaign.id()).stream().filter(school -> !served.contains(school.id())).toList());
    }

    /// Opens accounts for schools of the campaign that are known to have none.
    @Transactional
    public List<FirstSignIn> open(Campaign campaign, List<School> withoutAccount) {
        var signIns = new ArrayList<FirstSignIn>();
        var opened = new ArrayList<Account>();
        for (var school : withoutAccount) {
            var signIn = new FirstSignIn(school.name(), username(), passwords.first());
            signIns.add(signIn);
            opened.add(new Account(Ids.next(), signIn.username(), Rights.SCHOOL, school.id(), passwords.hash(signIn.password()), true, 0, clock.instant()));
        }
        accounts.saveAll(opened);
        audit.publishEvent(new AuditEvent("accounts-opened", Ids.text(campaign.id()), Map.of("accounts", opened.size())));
        return signIns;
    }

    private String username() {
        return "s-" + Ids.readable(random, USERNAME_LENGTH).toLowerCase(Locale.ROOT);
    }
}
