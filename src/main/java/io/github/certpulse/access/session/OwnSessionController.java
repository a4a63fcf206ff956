package io.github.certpulse.access.session;

import io.github.certpulse.access.account.Person;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.time.Time;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.OffsetDateTime;
import java.util.List;

/// A signed-in person's own sessions.
@Controller("/api/v1/sessions")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured({Rights.OFFICE, Rights.OFFICE_VIEWER, Rights.SCHOOL})
@Tag(name = "Sessions")
class OwnSessionController {
    private final Sessions sessions;

    OwnSessionController(Sessions sessions) {
        this.sessions = sessions;
    }

    /// @param lastUsedAt to the minute
    /// @param browser    a [Browser]
    /// @param address    the first part of the address; empty where it is not known
    /// @param current    whether it is the session of this request
    @Serdeable
    record SessionView(
            String id,
            OffsetDateTime createdAt,
            OffsetDateTime lastUsedAt,
            Browser browser,
            String address,
            boolean current) {}

    @Get
    @Operation(summary = "Your own sessions that are valid, the one that was used last first, at most 100")
    List<SessionView> all(Authentication authentication) {
        var person = Person.from(authentication);
        return sessions.of(person)
                .stream()
                .map(
                        session -> new SessionView(
                                Ids.text(session.id()),
                                Time.shown(session.createdAt()),
                                Time.shown(session.seenAt()),
                                session.browser(),
                                session.address(),
                                session.id() == person.session()))
                .toList();
    }

    @Delete("/current")
    @Status(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Sign out: this token is refused from now on, by other replicas within two seconds")
    void signOut(Authentication authentication) {
        sessions.signOut(Person.from(authentication));
    }

    @Delete("/others")
    @Status(HttpStatus.NO_CONTENT)
    @Operation(summary = "End all of your own sessions except this one")
    void endOthers(Authentication authentication) {
        sessions.endOthers(Person.from(authentication));
    }

    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    @Operation(summary = "End one of your own sessions")
    @ApiResponse(responseCode = "404", description = "`not-found`: you have no such session")
    void end(Authentication authentication, String id) {
        sessions.end(Person.from(authentication), id);
    }
}
