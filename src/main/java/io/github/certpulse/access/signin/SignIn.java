package io.github.certpulse.access.signin;

import io.github.certpulse.access.account.Account;
import io.github.certpulse.access.account.AccountRepository;
import io.github.certpulse.access.account.Passwords;
import io.github.certpulse.access.account.Person;
import io.github.certpulse.access.secondfactor.SecondFactors.CodeCheck;
import io.github.certpulse.access.secondfactor.SecondFactors;
import io.github.certpulse.access.session.Sessions;
import io.github.certpulse.access.signin.KnownDevices.Client;
import io.github.certpulse.access.signin.SignInThrottle.Admission;
import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditTrail;
import io.github.certpulse.platform.problem.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.Map;

/// Checks user names, passwords and codes, and changes passwords.
@Singleton
public class SignIn {
    private static final int MAX_USERNAME_LENGTH = 64;
    /// Longer than any valid password; it protects the hash function from very long texts.
    private static final int MAX_PASSWORD_LENGTH = 1024;
    private final AccountRepository accounts;
    private final Passwords passwords;
    private final Sessions sessions;
    private final SecondFactors factors;
    private final Challenges challenges;
    private final SignInThrottle throttle;
    private final AuditTrail audit;
    private final MeterRegistry metrics;

    SignIn(
            AccountRepository accounts,
            Passwords passwords,
            Sessions sessions,
            SecondFactors factors,
            Challenges challenges,
            SignInThrottle throttle,
            AuditTrail audit,
            MeterRegistry metrics) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.sessions = sessions;
        this.factors = factors;
        this.challenges = challenges;
        this.throttle = throttle;
        this.audit = audit;
        this.metrics = metrics;
    }

    /// The result of a right user name and password.
    public sealed interface PasswordResult {
        /// The person is signed in.
        record Sufficient(Account account) implements PasswordResult {}

        /// The account has a second factor.
        ///
        /// @param challenge proves for five minutes, together with a code, who the person is
        record CodeNeeded(String challenge) implements PasswordResult {}
    }

    /// Signs in with a user name and a password, as far as they suffice. The call blocks while [SignInThrottle] slows
    /// down guessing.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `bad-credentials`, `too-many-attempts`,
    ///                                                               `account-closed`
    public PasswordResult begin(String username, String password, Client client) {
        var account = authenticate(username, password, client);
        if (factors.protects(account)) {
            return new PasswordResult.CodeNeeded(challenges.issue(account));
        }
        accepted(account, client);
        return new PasswordResult.Sufficient(account);
    }

    /// Signs in with a code after the password.
    ///
    /// @param challenge the one of [#begin]
    /// @param code      of the second factor, or a recovery code
    /// @throws io.github.certpulse.platform.problem.ProblemException `unauthorized` where the challenge is no longer
    ///                                                               valid, `bad-credentials`, `too-many-attempts`
    public Account finish(String challenge, String code, Client client) {
        var account = challenges.accountOf(challenge)
                .orElseThrow(
                        () -> Problem.UNAUTHORIZED
                                .because("登录已超时，请重新登录", "This took too long; please sign in again"));
        switch (factors.check(account, code)) {
            case CodeCheck.Right() -> {}
            case CodeCheck.RecoveryCodeUsed(var left) -> audit.record(
                    account.username(),
                    client.address(),
                    AuditAction.RECOVERY_CODE_USED,
                    account.username(),
                    Map.of("left", left));
            case CodeCheck.Wrong() -> {
                refused(account.username(), client, Map.of("code", true));
                throw Problem.BAD_CREDENTIALS.because("用户名、密码或验证码不正确", "Wrong user name, password or code");
            }
            case CodeCheck.TooMany(var wait) -> {
                count("throttled");
                throw Problem.TOO_MANY_ATTEMPTS.retryAfter(wait);
            }
        }
        accepted(account, client);
        return account;
    }

    private Account authenticate(String username, String password, Client client) {
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
            refused(username, client, Map.of());
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

    /// Changes an account's password; its sessions end, except for the one of this request.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `bad-credentials`, `password-too-weak`,
    ///                                                               `too-many-attempts`
    public void changePassword(Person person, String current, String newPassword, Client client) {
        var account = authenticate(person.username(), current, client);
        accepted(account, client);
        var weaknesses = passwords.weaknesses(newPassword, account.username(), current);
        if (!weaknesses.isEmpty()) {
            throw Problem.PASSWORD_TOO_WEAK.with(weaknesses);
        }
        store(person, passwords.hash(newPassword), client);
    }

    @Transactional
    void store(Person person, String passwordHash, Client client) {
        var generation = Account.newGeneration();
        accounts.changePassword(person.accountId(), passwordHash, false, generation);
        sessions.keep(person, generation);
        var username = person.username();
        audit.record(username, client.address(), AuditAction.PASSWORD_CHANGED, username, Map.of());
    }

    private void accepted(Account account, Client client) {
        count("accepted");
        audit.record(account.username(), client.address(), AuditAction.SIGNED_IN, account.username(), Map.of());
    }

    private void refused(String username, Client client, Map<String, Object> facts) {
        count("refused");
        audit.record(username, client.address(), AuditAction.SIGN_IN_REFUSED, username, facts);
    }

    private void count(String outcome) {
        metrics.counter("certpulse.logins", "kind", "password", "outcome", outcome).increment();
    }
}
