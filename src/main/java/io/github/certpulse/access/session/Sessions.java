package io.github.certpulse.access.session;

import io.github.certpulse.access.account.Account;
import io.github.certpulse.access.account.Person;
import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditEvent;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.problem.Problem;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.util.HttpClientAddressResolver;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Begins, lists and ends sessions. A session that was ended is refused within two seconds by every replica, and by
/// the one that ended it at once.
@Singleton
public class Sessions {
    /// Programs may sign in again and again without signing out.
    private static final int MAX_LISTED = 100;
    private final SessionRepository rows;
    private final StaffTokens tokens;
    private final HttpClientAddressResolver addresses;
    private final ApplicationEventPublisher<AuditEvent> audit;
    private final Clock clock;
    private final Ids ids;

    Sessions(
            SessionRepository rows,
            StaffTokens tokens,
            HttpClientAddressResolver addresses,
            ApplicationEventPublisher<AuditEvent> audit,
            Clock clock,
            Ids ids) {
        this.rows = rows;
        this.tokens = tokens;
        this.addresses = addresses;
        this.audit = audit;
        this.clock = clock;
        this.ids = ids;
    }

    /// Begins a session of a person who has just proved who they are.
    ///
    /// @return its token
    public String begin(Account account, HttpRequest<?> request) {
        var now = clock.instant();
        var browser = Browser.from(request.getHeaders().findFirst(HttpHeaders.USER_AGENT).orElse(""));
        var address = AddressHint.of(addresses.resolve(request));
        var session = new Session(ids.next(), account.id(), account.generation(), now, now, browser, address, null);
        rows.save(session);
        return tokens.issue(session);
    }

    /// The person's own valid sessions, the one that was used last first, at most 100.
    public List<Session> of(Person person) {
        return rows.valid(person.accountId(), since(), MAX_LISTED);
    }

    /// Ends the session with which the person sends the request. Does nothing where it has ended already.
    @Transactional
    public void signOut(Person person) {
        if (rows.end(person.session(), person.accountId(), since(), clock.instant()) == 1) {
            audit.publishEvent(new AuditEvent(AuditAction.SIGNED_OUT, person.username(), Map.of()));
        }
        tokens.recheck(person.accountId());
    }

    /// Ends one of the person's own sessions.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `not-found`, also for another account's session
    @Transactional
    public void end(Person person, String id) {
        var session = Ids.parse(id).orElseThrow(Problem.NOT_FOUND::exception);
        if (rows.end(session, person.accountId(), since(), clock.instant()) == 0) {
            throw Problem.NOT_FOUND.exception();
        }
        record(person, 1);
    }

    /// Ends all of the person's own sessions, except for the one of the request.
    ///
    /// @return how many
    @Transactional
    public int endOthers(Person person) {
        var ended = rows.endOthers(person.accountId(), person.session(), since(), clock.instant());
        if (ended > 0) {
            record(person, ended);
        }
        return ended;
    }

    /// Keeps one session valid although its account gets another generation, which ends the others.
    public void keep(Person person, int generation) {
        rows.keep(person.session(), generation);
        tokens.recheck(person.accountId());
    }

    private void record(Person person, int ended) {
        tokens.recheck(person.accountId());
        audit.publishEvent(
                new AuditEvent(AuditAction.SESSION_ENDED, person.username(), Map.of("sessions", ended)));
    }

    private Instant since() {
        return clock.instant().minus(StaffTokens.LIFE);
    }
}
