package io.github.certpulse.account;

import io.github.certpulse.audit.AuditTrail;
import io.github.certpulse.problem.Problem;
import io.github.certpulse.shared.RateLimits;
import io.github.certpulse.shared.RateLimits.Limit;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;

/// Lets people in by user name and password, and lets them change the password.
@Singleton
public class SignIn {
    private static final int LONGEST_USERNAME = 64;
    /// Longer than any that can be set, so that nobody makes the hash work on a novel.
    private static final int LONGEST_PASSWORD = 1024;
    private final AccountRepository accounts;
    private final Passwords passwords;
    private final RateLimits limits;
    private final AuditTrail audit;
    private final MeterRegistry metrics;

    SignIn(AccountRepository accounts, Passwords passwords, RateLimits limits, AuditTrail audit, MeterRegistry metrics) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.limits = limits;
        this.audit = audit;
        this.metrics = metrics;
    }

    /// The account that belongs to the credentials.
    ///
    /// @throws io.github.certpulse.problem.ProblemException `bad-credentials`, `too-many-attempts`, `account-closed`
    public Account with(String username, String password, String address) {
        if (username.length() > LONGEST_USERNAME || password.length() > LONGEST_PASSWORD) {
            throw Problem.BAD_CREDENTIALS.exception();
        }
        var attempt = username + "@" + address;
        var wait = limits.refused(Limit.SIGN_IN, attempt).or(() -> limits.refused(Limit.SIGN_IN_ADDRESS, address));
        if (wait.isPresent()) {
            count("throttled");
            throw Problem.TOO_MANY_ATTEMPTS.retryAfter(wait.get());
        }
        // To the database "office" and "office " are the same.
        var account = accounts.findByUsername(username).filter(found -> found.username().equals(username));
        if (account.isEmpty()) {
            passwords.matchesNobody(password);
        }
        if (account.isEmpty() || !passwords.matches(password, account.get().passwordHash())) {
            count("refused");
            audit.record(username, address, "sign-in-refused", username, Map.of());
            throw Problem.BAD_CREDENTIALS.exception();
        }
        if (account.get().closed()) {
            count("closed");
            audit.record(username, address, "sign-in-refused", username, Map.of("closed", true));
            throw Problem.ACCOUNT_CLOSED.exception();
        }
        limits.clear(Limit.SIGN_IN, attempt);
        limits.giveBack(Limit.SIGN_IN_ADDRESS, address);
        count("accepted");
        audit.record(username, address, "signed-in", username, Map.of());
        return account.get();
    }

    /// Gives an account a new password; its tokens end, but for the one in hand.
    ///
    /// @throws io.github.certpulse.problem.ProblemException `bad-credentials`, `password-too-weak`, `too-many-attempts`
    public void changePassword(Person person, String current, String wanted, String address) {
        var account = with(person.username(), current, address);
        var weaknesses = passwords.weaknesses(wanted, account.username(), current);
        if (!weaknesses.isEmpty()) {
            throw Problem.PASSWORD_TOO_WEAK.with(weaknesses);
        }
        accounts.changePassword(account.id(), passwords.hash(wanted), false, person.token());
        audit.record(account.username(), address, "password-changed", account.username(), Map.of());
    }

    private void count(String outcome) {
        metrics.counter("certpulse.logins", "kind", "password", "outcome", outcome).increment();
    }
}
