package io.github.certpulse.access.signin;

import io.github.certpulse.access.account.Account;
import io.github.certpulse.access.account.AccountRepository;
import io.github.certpulse.access.account.Passwords;
import io.github.certpulse.access.account.StaffTokens;
import io.github.certpulse.access.account.Person;
import io.github.certpulse.access.signin.KnownDevices.Client;
import io.github.certpulse.access.signin.SignInThrottle.Admission;
import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditTrail;
import io.github.certpulse.platform.problem.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;

/// Checks user names and passwords, and changes passwords.
@Singleton
public class SignIn {
    private static final int MAX_USERNAME_LENGTH = 64;
    /// Longer than any valid password; it protects the hash function from very long texts.
    private static final int MAX_PASSWORD_LENGTH = 1024;
    private final AccountRepository accounts;
    private final Passwords passwords;
    private final StaffTokens tokens;
    private final SignInThrottle throttle;
    private final AuditTrail audit;
    private final MeterRegistry metrics;

    SignIn(
            AccountRepository accounts,
            Passwords passwords,
            StaffTokens tokens,
            SignInThrottle throttle,
            AuditTrail audit,
            MeterRegistry metrics) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.tokens = tokens;
        this.throttle = throttle;
        this.audit = audit;
        this.metrics = metrics;
    }

    /// The account with these credentials. The call blocks while [SignInThrottle] slows down guessing.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `bad-credentials`, `too-many-attempts`,
    ///                                                               `account-closed`
    public Account authenticate(String username, String password, Client client) {
        if (username.length() > MAX_USERNAME_LENGTH || password.length() > MAX_PASSWORD_LENGTH) {
            throw Problem.BAD_CREDENTIALS.exception();
        }
        return switch (throttle.admit(username, client)) {
            case Admission.Rejected(var wait) -> {
                count("throttled");
                throw Problem.TOO_MANY_ATTEMPTS.retryAfter(wait);
            }
            case Admission.Admitted attempt -> {
                var account = verify(username, password, client, attempt);
                throttle.succeeded(username, client, attempt);
                count("accepted");
                audit.record(username, client.address(), AuditAction.SIGNED_IN, username, Map.of());
                yield account;
            }
        };
    }

    private Account verify(String username, String password, Client client, Admission.Admitted attempt) {
        // The database treats "office" and "office " as equal.
        var account = accounts.findByUsername(username).filter(found -> found.username().equals(username));
        if (account.isEmpty()) {
            passwords.checkDummy(password);
        }
        if (account.isEmpty() || !passwords.matches(password, account.get().passwordHash())) {
            count("refused");
            audit.record(username, client.address(), AuditAction.SIGN_IN_REFUSED, username, Map.of());
            throw attempt.slowed()
                    .map(Problem.TOO_MANY_ATTEMPTS::retryAfter)
                    .orElseGet(Problem.BAD_CREDENTIALS::exception);
        }
        if (account.get().closed()) {
            count("closed");
            audit.record(username, client.address(), AuditAction.SIGN_IN_REFUSED, username, Map.of("closed", true));
            throw Problem.ACCOUNT_CLOSED.exception();
        }
        return account.get();
    }

    /// Changes an account's password; its tokens become invalid, except for the one of this request.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `bad-credentials`, `password-too-weak`,
    ///                                                               `too-many-attempts`
    public void changePassword(Person person, String current, String newPassword, Client client) {
        var account = authenticate(person.username(), current, client);
        var weaknesses = passwords.weaknesses(newPassword, account.username(), current);
        if (!weaknesses.isEmpty()) {
            throw Problem.PASSWORD_TOO_WEAK.with(weaknesses);
        }
        accounts.changePassword(account.id(), passwords.hash(newPassword), false, person.token());
        tokens.recheck(account);
        audit.record(account.username(), client.address(), AuditAction.PASSWORD_CHANGED, account.username(), Map.of());
    }

    private void count(String outcome) {
        metrics.counter("certpulse.logins", "kind", "password", "outcome", outcome).increment();
    }
}
