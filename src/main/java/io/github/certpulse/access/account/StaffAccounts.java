package io.github.certpulse.access.account;

import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditEvent;
import io.github.certpulse.platform.database.DuplicateKey;
import io.github.certpulse.platform.http.StaffRole;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.ProblemException;
import io.github.certpulse.platform.problem.Violation;
import io.github.certpulse.platform.problem.Words;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Manages the office's accounts, and makes new first passwords for people who forgot theirs.
@Singleton
public class StaffAccounts {
    private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._-]{2,63}");
    private final AccountRepository accounts;
    private final Passwords passwords;
    private final ApplicationEventPublisher<AccountChanged> changed;
    private final ApplicationEventPublisher<AuditEvent> audit;
    private final Clock clock;
    private final Ids ids;

    StaffAccounts(
            AccountRepository accounts,
            Passwords passwords,
            ApplicationEventPublisher<AccountChanged> changed,
            ApplicationEventPublisher<AuditEvent> audit,
            Clock clock,
            Ids ids) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.changed = changed;
        this.audit = audit;
        this.clock = clock;
        this.ids = ids;
    }

    /// The account with this id.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `not-found`
    public Account findOr404(String id) {
        return Ids.parse(id).flatMap(accounts::findById).orElseThrow(Problem.NOT_FOUND::exception);
    }

    /// Opens an account of the office. Only people who may read contacts can grant this right, so the new account has
    /// it only if the person who opens it has it.
    ///
    /// @return the first password, which is not stored
    /// @throws io.github.certpulse.platform.problem.ProblemException `account-invalid`, `username-taken`
    @Transactional
    public String open(Person by, String username, String role) {
        return open(username, role, by.contacts());
    }

    String open(String username, String roleName, boolean contacts) {
        if (!USERNAME.matcher(username).matches()) {
            throw Problem.ACCOUNT_INVALID.with(
                    List.of(
                            new Violation(
                                    "username",
                                    "malformed",
                                    new Words(
                                            "3 到 64 个小写字母、数字或 . _ -",
                                            "3 to 64 lower-case letters, digits or . _ -"))));
        }
        var role = StaffRole.parse(roleName).filter(StaffRole::isOfOffice).orElseThrow(StaffAccounts::unknownRole);
        var password = passwords.first();
        try {
            accounts.save(
                    Account.create(
                            ids.next(),
                            username,
                            role,
                            null,
                            passwords.hash(password),
                            contacts,
                            clock.instant()));
        } catch (DataAccessException e) {
            if (DuplicateKey.findIn(e).filter("account_username"::equals).isPresent()) {
                throw Problem.USERNAME_TAKEN.exception();
            }
            throw e;
        }
        audit.publishEvent(new AuditEvent(AuditAction.ACCOUNT_OPENED, username, Map.of("role", role.name())));
        return password;
    }

    /// Like [#reset(Account)], on behalf of a person, who must not gain a right by it.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `forbidden` where the account may read contacts
    ///                                                               and the person may not
    @Transactional
    public String reset(Person by, Account account) {
        if (account.mayReadContacts() && !by.contacts()) {
            throw Problem.FORBIDDEN.because(
                    "您没有查看联系人的权限，不能重置拥有该权限的账号的密码",
                    "Without the right to see contacts you cannot reset the password of somebody who has it");
        }
        return reset(account);
    }

    /// Makes a new first password for an account and returns it; the account's sessions end.
    @Transactional
    public String reset(Account account) {
        var password = passwords.first();
        accounts.changePassword(account.id(), passwords.hash(password), true, Account.newGeneration());
        changed.publishEvent(new AccountChanged(account.id()));
        audit.publishEvent(new AuditEvent(AuditAction.PASSWORD_RESET, account.username(), Map.of()));
        return password;
    }

    /// The properties of an account that the office can change.
    ///
    /// @param role     can change for accounts of the office only
    /// @param contacts whether the account may read contacts; has an effect only with the role OFFICE
    public record AccountState(StaffRole role, boolean contacts, boolean closed) {

        public static AccountState from(Account account) {
            return new AccountState(account.role(), account.contacts(), account.closed());
        }

        public AccountState withRole(StaffRole newRole) {
            return new AccountState(newRole, contacts, closed);
        }

        public AccountState withContacts(boolean newContacts) {
            return new AccountState(role, newContacts, closed);
        }

        public AccountState withClosed(boolean newClosed) {
            return new AccountState(role, contacts, newClosed);
        }
    }

    /// Changes an account's rights, closes or reopens it. The change takes effect with the next request of the
    /// account's user; a closed account's sessions end, and stay ended when it is reopened.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `account-invalid`, `account-needed`, `forbidden`
    @Transactional
    public Account change(Person by, Account account, AccountState wanted) {
        var ofOffice = account.schoolId() == null;
        if (ofOffice ? !wanted.role().isOfOffice() : wanted.role() != account.role()) {
            throw unknownRole();
        }
        var granted = wanted.contacts() && wanted.role() == StaffRole.OFFICE;
        if (granted && !account.mayReadContacts() && !by.contacts()) {
            throw Problem.FORBIDDEN
                    .because(
                            "您没有查看联系人的权限，不能授予他人",
                            "Without the right to see contacts you cannot grant it");
        }
        var office = accounts.lockOffice();
        var losesOffice = account.role() == StaffRole.OFFICE && !account.closed()
                && (wanted.closed() || wanted.role() != StaffRole.OFFICE);
        // The person may have just lost the right: if two people close each other's accounts, only one succeeds.
        if (by.accountId() == account.id() || !office.contains(by.accountId()) || losesOffice && office.size() == 1) {
            throw Problem.ACCOUNT_NEEDED.exception();
        }
        var generation = Account.newGeneration();
        accounts.change(account.id(), wanted.role(), wanted.contacts(), wanted.closed(), generation);
        changed.publishEvent(new AccountChanged(account.id()));
        audit.publishEvent(
                new AuditEvent(
                        action(account, wanted),
                        account.username(),
                        Map.of("role", wanted.role().name(), "contacts", granted)));
        return accounts.findById(account.id()).orElseThrow();
    }

    /// Parses a role that a client sends.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `account-invalid`
    public static StaffRole parseRole(String name) {
        return StaffRole.parse(name).orElseThrow(StaffAccounts::unknownRole);
    }

    private static AuditAction action(Account before, AccountState after) {
        if (before.closed() == after.closed()) {
            return AuditAction.ACCOUNT_CHANGED;
        }
        return after.closed() ? AuditAction.ACCOUNT_CLOSED : AuditAction.ACCOUNT_REOPENED;
    }

    private static ProblemException unknownRole() {
        return Problem.ACCOUNT_INVALID.with(
                List.of(
                        new Violation(
                                "role",
                                "unknown-role",
                                new Words("须为 OFFICE 或 OFFICE_VIEWER", "must be OFFICE or OFFICE_VIEWER"))));
    }
}
