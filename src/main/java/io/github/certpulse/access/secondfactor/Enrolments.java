package io.github.certpulse.access.secondfactor;

import io.github.certpulse.access.account.Account;
import io.github.certpulse.access.account.AccountChanged;
import io.github.certpulse.access.account.Person;
import io.github.certpulse.access.secondfactor.SecondFactors.CodeCheck;
import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditEvent;
import io.github.certpulse.platform.database.DuplicateKey;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.redis.RateLimits.Limit;
import io.github.certpulse.platform.redis.RateLimits;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Sets up second factors and removes them. A new one protects an account only after its owner has shown a code of it.
@Singleton
public class Enrolments {
    static final int RECOVERY_CODES = 10;
    private final SecondFactorRepository rows;
    private final SecondFactors factors;
    private final RateLimits limits;
    private final ApplicationEventPublisher<AuditEvent> audit;
    private final ApplicationEventPublisher<AccountChanged> changed;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Enrolments(
            SecondFactorRepository rows,
            SecondFactors factors,
            RateLimits limits,
            ApplicationEventPublisher<AuditEvent> audit,
            ApplicationEventPublisher<AccountChanged> changed,
            Clock clock) {
        this.rows = rows;
        this.factors = factors;
        this.limits = limits;
        this.audit = audit;
        this.changed = changed;
        this.clock = clock;
    }

    /// A second factor that is not confirmed yet.
    ///
    /// @param key Base32, to type into an app
    /// @param uri the same for the QR code that an app reads
    public record Enrolment(String key, String uri) {}

    /// Makes a new key for the person; an earlier one that was not confirmed is no longer of use.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `second-factor-set`, `not-found` where this
    ///                                                               installation has no second factors
    @Transactional
    public Enrolment begin(Person person) {
        requireOn();
        var code = OneTimeCode.random(random);
        rows.deleteUnconfirmed(person.accountId());
        try {
            rows.save(factors.seal(person.accountId(), code));
        } catch (DataAccessException e) {
            if (DuplicateKey.findIn(e).isPresent()) {
                throw Problem.SECOND_FACTOR_SET.exception();
            }
            throw e;
        }
        return enrolment(person, code);
    }

    /// The person's key that waits for its confirmation.
    public Optional<Enrolment> unconfirmed(Person person) {
        return findUnconfirmed(person).map(factor -> enrolment(person, factors.open(factor)));
    }

    /// Confirms the person's key by a code: from now on, signing in takes one.
    ///
    /// @return the recovery codes, of which only hashes are stored
    /// @throws io.github.certpulse.platform.problem.ProblemException `second-factor-code-invalid`, `too-many-attempts`,
    ///                                                               `not-found` where no key waits
    @Transactional
    public List<String> confirm(Person person, String written) {
        requireOn();
        var factor = findUnconfirmed(person).orElseThrow(Problem.NOT_FOUND::exception);
        limits.refused(Limit.SECOND_FACTOR, Long.toString(person.accountId())).ifPresent(wait -> {
            throw Problem.TOO_MANY_ATTEMPTS.retryAfter(wait);
        });
        var step = factors.open(factor).stepOf(written.strip(), clock.instant());
        if (step.isEmpty()
                || rows.confirm(person.accountId(), factor.sealed(), step.getAsLong(), clock.instant()) == 0) {
            throw Problem.SECOND_FACTOR_CODE_INVALID.exception();
        }
        var codes = Stream.generate(() -> RecoveryCode.random(random)).limit(RECOVERY_CODES).toList();
        rows.deleteRecoveryCodes(person.accountId());
        codes.forEach(code -> rows.saveRecoveryCode(person.accountId(), code.hashFor(person.accountId())));
        limits.clear(Limit.SECOND_FACTOR, Long.toString(person.accountId()));
        changed.publishEvent(new AccountChanged(person.accountId()));
        audit.publishEvent(new AuditEvent(AuditAction.SECOND_FACTOR_SET, person.username(), Map.of()));
        return codes.stream().map(RecoveryCode::shown).toList();
    }

    /// Removes the person's own second factor. Where everybody must have one, the person can then only set up another.
    ///
    /// @param code a code of it, or a recovery code
    /// @throws io.github.certpulse.platform.problem.ProblemException `second-factor-code-invalid`, `too-many-attempts`,
    ///                                                               `not-found`
    public void remove(Person person, String code) {
        requireOn();
        switch (factors.check(person.accountId(), code)) {
            case CodeCheck.Right() -> delete(person.accountId(), AuditAction.SECOND_FACTOR_REMOVED, person.username());
            case CodeCheck.RecoveryCodeUsed _ -> delete(
                    person.accountId(),
                    AuditAction.SECOND_FACTOR_REMOVED,
                    person.username());
            case CodeCheck.Wrong() -> throw Problem.SECOND_FACTOR_CODE_INVALID.exception();
            case CodeCheck.TooMany(var wait) -> throw Problem.TOO_MANY_ATTEMPTS.retryAfter(wait);
        }
    }

    /// Removes the second factor of somebody who has lost it. A person must not gain a right by it.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `not-found` where the account has none;
    ///                                                               `forbidden` for one's own account, and where the
    ///                                                               account may read contacts and the person may not
    public void reset(Person by, Account account) {
        requireOn();
        if (by.accountId() == account.id()) {
            throw Problem.FORBIDDEN.because("不能重置自己的二次验证", "You cannot reset your own second factor");
        }
        if (account.mayReadContacts() && !by.contacts()) {
            throw Problem.FORBIDDEN.because(
                    "您没有查看联系人的权限，不能重置拥有该权限的账号的二次验证",
                    "Without the right to see contacts you cannot reset the second factor of somebody who has it");
        }
        if (!delete(account.id(), AuditAction.SECOND_FACTOR_RESET, account.username())) {
            throw Problem.NOT_FOUND.exception();
        }
    }

    @Transactional
    boolean delete(long accountId, AuditAction action, String username) {
        rows.deleteRecoveryCodes(accountId);
        if (rows.delete(accountId) == 0) {
            return false;
        }
        changed.publishEvent(new AccountChanged(accountId));
        audit.publishEvent(new AuditEvent(action, username, Map.of()));
        return true;
    }

    private Optional<SecondFactor> findUnconfirmed(Person person) {
        return rows.findByAccountId(person.accountId()).filter(factor -> factor.confirmedAt() == null);
    }

    private static Enrolment enrolment(Person person, OneTimeCode code) {
        return new Enrolment(code.text(), code.uri(person.username()));
    }

    private void requireOn() {
        if (!factors.isOn()) {
            throw Problem.NOT_FOUND.exception();
        }
    }
}
