package io.github.certpulse.access.account;

import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditEvent;
import io.github.certpulse.platform.audit.AuditRepository;
import io.github.certpulse.platform.http.StaffRole;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/// The account `office`, which every installation has: makes it at the first start, and restores it.
@Singleton
public class OfficeAccount {
    public static final String USERNAME = "office";
    private final AccountRepository accounts;
    private final StaffAccounts staff;
    private final Passwords passwords;
    private final AuditRepository trail;
    private final ApplicationEventPublisher<Restored> restored;
    private final ApplicationEventPublisher<AuditEvent> audit;

    OfficeAccount(
            AccountRepository accounts,
            StaffAccounts staff,
            Passwords passwords,
            AuditRepository trail,
            ApplicationEventPublisher<Restored> restored,
            ApplicationEventPublisher<AuditEvent> audit) {
        this.accounts = accounts;
        this.staff = staff;
        this.passwords = passwords;
        this.trail = trail;
        this.restored = restored;
        this.audit = audit;
    }

    /// Says that the account is restored in the current transaction, so that everything goes that could keep its owner
    /// out.
    public record Restored(long accountId) {}

    /// Makes sure that the account exists. A new account gets the password of the settings, which has no effect once
    /// the account exists; without it, a first password is made and returned.
    ///
    /// @param renewUnused whether to make a new first password at each start until the first one has been used
    /// @return the first password, where one was made
    @Transactional
    public Optional<String> ensure(Optional<String> configured, boolean renewUnused) {
        var office = accounts.findByUsername(USERNAME);
        if (office.isPresent()) {
            return office.filter(account -> configured.isEmpty() && renewUnused && account.mustChangePassword())
                    .map(staff::reset);
        }
        var first = staff.open(USERNAME, StaffRole.OFFICE.name(), true);
        if (configured.isEmpty()) {
            return Optional.of(first);
        }
        var opened = accounts.findByUsername(USERNAME).orElseThrow();
        accounts.changePassword(opened.id(), passwords.hash(configured.get()), false, Account.newGeneration());
        return Optional.empty();
    }

    /// Restores access for an office that has lost its last password: reopens the account, gives it the right OFFICE
    /// and a new first password, which is returned. Runs once for each word, over all starts and replicas; empty where
    /// it ran before.
    @Transactional
    public Optional<String> restore(String word) {
        var office = accounts.lockByUsername(USERNAME).orElseThrow();
        if (trail.has(AuditAction.OFFICE_PASSWORD_RESET.text(), word)) {
            return Optional.empty();
        }
        audit.publishEvent(new AuditEvent(AuditAction.OFFICE_PASSWORD_RESET, word, Map.of()));
        accounts.change(office.id(), StaffRole.OFFICE, office.contacts(), false, office.generation());
        restored.publishEvent(new Restored(office.id()));
        return Optional.of(staff.reset(office));
    }
}
