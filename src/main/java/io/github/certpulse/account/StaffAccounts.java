package io.github.certpulse.account;

import io.github.certpulse.audit.AuditEvent;
import io.github.certpulse.problem.Problem;
import io.github.certpulse.problem.Violation;
import io.github.certpulse.problem.Words;
import io.github.certpulse.shared.Ids;
import io.github.certpulse.shared.Rights;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The office's own accounts, and new first passwords for whoever forgot theirs.
@Singleton
public class StaffAccounts {
    /// The account that every installation has.
    public static final String OFFICE = "office";
    private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._-]{2,63}");
    private final AccountRepository accounts;
    private final Passwords passwords;
    private final ApplicationEventPublisher<AuditEvent> audit;
    private final Clock clock;

    StaffAccounts(AccountRepository accounts, Passwords passwords, ApplicationEventPublisher<AuditEvent> audit, Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.audit = audit;
        this.clock = clock;
    }

    /// Opens an account of the office with a first password, which is returned and stored nowhere.
    ///
    /// @throws io.github.certpulse.problem.ProblemException `account-invalid`, `username-taken`
    @Transactional
    public String open(String username, String role) {
        if (!USERNAME.matcher(username).matches()) {
            throw Problem.ACCOUNT_INVALID.with(List.of(new Violation("username", "malformed",
                    new Words("3 到 64 个小写字母、数字或 . _ -", "3 to 64 lower-case letters, digits or . _ -"))));
        }
        if (!Set.of(Rights.OFFICE, Rights.OFFICE_VIEWER).contains(role)) {
            throw Problem.ACCOUNT_INVALID.with(List.of(new Violation("role", "unknown-role", new Words("须为 OFFICE 或 OFFICE_VIEWER", "must be OFFICE or OFFICE_VIEWER"))));
        }
        var password = passwords.first();
        try {
            accounts.save(new Account(Ids.next(), username, role, null, passwords.hash(password), true, 0, clock.instant()));
        } catch (DataAccessException e) {
            if (e.getCause() instanceof SQLIntegrityConstraintViolationException) {
                throw Problem.USERNAME_TAKEN.exception();
            }
            throw e;
        }
        audit.publishEvent(new AuditEvent("account-opened", username, Map.of("role", role)));
        return password;
    }

    /// Gives an account a new first password, for somebody who forgot the own one; its tokens end.
    @Transactional
    public String reset(Account account) {
        var password = passwords.first();
        accounts.changePassword(account.id(), passwords.hash(password), true, StaffTokens.newGeneration());
        audit.publishEvent(new AuditEvent("password-reset", account.username(), Map.of()));
        return password;
    }

    /// Makes sure that the account `office` exists and has the password that the settings give. Without one there, a
    /// first password is made for a new account, or, where asked for, again for one that was never used; it is returned.
    public Optional<String> ensureOffice(Optional<String> configured, boolean againUntilUsed) {
        var office = accounts.findByUsername(OFFICE);
        if (office.isEmpty()) {
            var first = open(OFFICE, Rights.OFFICE);
            return configured.isEmpty() ? Optional.of(first) : ensureOffice(configured, againUntilUsed);
        }
        if (configured.isPresent()) {
            if (office.get().mustChangePassword() || !passwords.matches(configured.get(), office.get().passwordHash())) {
                accounts.changePassword(office.get().id(), passwords.hash(configured.get()), false, StaffTokens.newGeneration());
            }
            return Optional.empty();
        }
        return office.filter(account -> againUntilUsed && account.mustChangePassword()).map(this::reset);
    }
}
