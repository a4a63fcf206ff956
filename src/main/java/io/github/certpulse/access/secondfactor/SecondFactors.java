package io.github.certpulse.access.secondfactor;

import io.github.certpulse.access.account.Account;
import io.github.certpulse.access.account.OfficeAccount;
import io.github.certpulse.access.account.Person;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.redis.RateLimits.Limit;
import io.github.certpulse.platform.redis.RateLimits;
import io.github.certpulse.platform.secret.LastingKeys.Purpose;
import io.github.certpulse.platform.secret.LastingKeys;
import io.github.certpulse.platform.secret.Seal;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Checks the second factor of office accounts, and says who has one or must have one.
@Singleton
public class SecondFactors {
    private final SecondFactorPolicy policy;
    private final SecondFactorRepository rows;
    private final RateLimits limits;
    private final Seal seal;
    private final Clock clock;

    SecondFactors(
            @Property(name = "certpulse.second-factor") String policy,
            SecondFactorRepository rows,
            RateLimits limits,
            LastingKeys keys,
            Clock clock) {
        this.policy = SecondFactorPolicy.parse(policy);
        this.rows = rows;
        this.limits = limits;
        this.seal = new Seal(keys.get(Purpose.SECOND_FACTORS));
        this.clock = clock;
    }

    /// Whether this installation has second factors.
    public boolean isOn() {
        return policy != SecondFactorPolicy.OFF;
    }

    /// Whether the person can have one.
    public boolean isFor(Person person) {
        return isOn() && person.role().isOfOffice();
    }

    /// Whether every office account must have one.
    public boolean isRequired() {
        return policy == SecondFactorPolicy.REQUIRED;
    }

    /// Whether the person must set one up before they do anything else.
    public boolean isMissing(Person person) {
        return isRequired() && person.role().isOfOffice() && !person.hasSecondFactor();
    }

    /// Whether signing in to the account takes a code.
    public boolean protects(Account account) {
        return isOn() && account.role().isOfOffice() && confirmed(account.id()).isPresent();
    }

    /// The result of [#check].
    public sealed interface CodeCheck {
        record Right() implements CodeCheck {}

        /// @param left how many recovery codes are left
        record RecoveryCodeUsed(int left) implements CodeCheck {}

        record Wrong() implements CodeCheck {}

        /// The code was not tried.
        ///
        /// @param delay until the next code may be tried
        record TooMany(Duration delay) implements CodeCheck {}
    }

    /// Checks a code of an account that [#protects] says is protected. A code is right once: neither the same one nor
    /// an earlier one is right afterwards.
    ///
    /// @param code six digits, or a recovery code
    public CodeCheck check(Account account, String code) {
        return check(account.id(), code);
    }

    CodeCheck check(long accountId, String code) {
        var factor = confirmed(accountId).orElseThrow(Problem.NOT_FOUND::exception);
        var wait = limits.refused(Limit.SECOND_FACTOR, Long.toString(accountId));
        if (wait.isPresent()) {
            return new CodeCheck.TooMany(wait.get());
        }
        var checked = tried(factor, code.strip());
        if (!(checked instanceof CodeCheck.Wrong)) {
            limits.clear(Limit.SECOND_FACTOR, Long.toString(accountId));
        }
        return checked;
    }

    private CodeCheck tried(SecondFactor factor, String code) {
        var accountId = factor.accountId();
        if (OneTimeCode.isWrittenLikeOne(code)) {
            var step = open(factor).stepOf(code, clock.instant());
            return step.isPresent() && rows.accept(accountId, step.getAsLong()) == 1 ? new CodeCheck.Right()
                    : new CodeCheck.Wrong();
        }
        var hash = RecoveryCode.parse(code).hashFor(accountId);
        return rows.useRecoveryCode(accountId, hash, clock.instant()) == 1
                ? new CodeCheck.RecoveryCodeUsed(rows.countRecoveryCodes(accountId))
                : new CodeCheck.Wrong();
    }

    /// Since when the person has a second factor; empty where they have none.
    public Optional<Instant> since(Person person) {
        return confirmed(person.accountId()).map(SecondFactor::confirmedAt);
    }

    /// How many recovery codes a person has left.
    public int recoveryCodes(Person person) {
        return rows.countRecoveryCodes(person.accountId());
    }

    private Optional<SecondFactor> confirmed(long accountId) {
        return rows.findByAccountId(accountId).filter(factor -> factor.confirmedAt() != null);
    }

    /// The codes of a stored second factor.
    OneTimeCode open(SecondFactor factor) {
        return new OneTimeCode(
                seal.open(Long.toString(factor.accountId()), new Seal.Sealed(factor.keyId(), factor.sealed())));
    }

    SecondFactor seal(long accountId, OneTimeCode code) {
        var sealed = seal.close(Long.toString(accountId), code.key());
        return new SecondFactor(accountId, sealed.keyId(), sealed.bytes(), 0, clock.instant(), null);
    }

    /// Lets the owner of the account `office` in with the first password alone.
    @EventListener
    void remove(OfficeAccount.Restored restored) {
        rows.delete(restored.accountId());
        rows.deleteRecoveryCodes(restored.accountId());
    }
}
