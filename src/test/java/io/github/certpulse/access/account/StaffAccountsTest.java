package io.github.certpulse.access.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.certpulse.platform.audit.AuditEvent;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.http.StaffRole;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.ProblemException;
import io.github.certpulse.platform.sql.Database;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.ForcedNode;
import io.github.certpulse.testing.TestService;
import io.micronaut.context.ApplicationContext;
import io.micronaut.data.exceptions.DataAccessException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@Fast
class StaffAccountsTest {
    private static final Person OFFICE =
            new Person(0, "office", StaffRole.OFFICE, true, Optional.empty(), 0, false, false);
    private final TestService service = TestService.shared();

    @Test
    void distinguishesATakenIdFromATakenUsername() {
        var username = username();
        withTheSameIds().open(OFFICE, username, Rights.OFFICE_VIEWER);
        assertThatThrownBy(() -> withTheSameIds().open(OFFICE, username(), Rights.OFFICE_VIEWER))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> service.bean(StaffAccounts.class).open(OFFICE, username, Rights.OFFICE_VIEWER))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.problem()).isEqualTo(Problem.USERNAME_TAKEN));
    }

    /// Accounts of another replica with the same node at the same time, so that it makes the same ids.
    private StaffAccounts withTheSameIds() {
        var clock = Clock.fixed(Instant.parse("2026-01-05T00:00:00Z"), ZoneOffset.UTC);
        var audit = service.bean(ApplicationContext.class).getEventPublisher(AuditEvent.class);
        var ids = new Ids(new ForcedNode(service.bean(Database.class), 1, clock), () -> 0);
        var accounts = service.bean(AccountRepository.class);
        var changed = service.bean(ApplicationContext.class).getEventPublisher(AccountChanged.class);
        return new StaffAccounts(accounts, service.bean(Passwords.class), changed, audit, clock, ids);
    }

    private static String username() {
        return "colleague-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
