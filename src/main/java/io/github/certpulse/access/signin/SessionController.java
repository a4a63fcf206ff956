package io.github.certpulse.access.signin;

import io.github.certpulse.access.account.Person;
import io.github.certpulse.access.account.StaffTokens;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.problem.Problem;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

@Controller("/api/v1/sessions")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Sessions")
class SessionController {
    private final SignIn signIn;
    private final StaffTokens tokens;
    private final KnownDevices devices;

    SessionController(SignIn signIn, StaffTokens tokens, KnownDevices devices) {
        this.signIn = signIn;
        this.tokens = tokens;
        this.devices = devices;
    }

    @Serdeable
    record Credentials(@Nullable String username, @Nullable String password) {}

    @Serdeable
    record PasswordChange(@Nullable String currentPassword, @Nullable String newPassword) {}

    /// @param expiresIn seconds
    @Serdeable
    record Session(String accessToken, String tokenType, long expiresIn, String role, boolean mustChangePassword) {}

    @Post
    @Secured(SecurityRule.IS_ANONYMOUS)
    @Operation(summary = "Sign in as office or school")
    HttpResponse<Session> signIn(HttpRequest<?> request, @Body Credentials credentials) {
        var client = devices.clientOf(request);
        var username = required(credentials.username(), "username");
        var account = signIn.authenticate(username, required(credentials.password(), "password"), client);
        var session = new Session(
                tokens.issue(account),
                "Bearer",
                StaffTokens.LIFE.toSeconds(),
                account.role().name(),
                account.mustChangePassword());
        return HttpResponse.ok(session).cookie(devices.cookieFor(client, account.username()));
    }

    @Post("/password")
    @OpenWithFirstPassword
    @Status(HttpStatus.NO_CONTENT)
    @Secured({Rights.OFFICE, Rights.OFFICE_VIEWER, Rights.SCHOOL})
    @Operation(summary = "Change your own password; the account's other tokens end")
    void changePassword(HttpRequest<?> request, Authentication authentication, @Body PasswordChange change) {
        signIn.changePassword(
                Person.from(authentication),
                required(change.currentPassword(), "currentPassword"),
                required(change.newPassword(), "newPassword"),
                devices.clientOf(request));
    }

    private static String required(@Nullable String value, String field) {
        if (value == null) {
            throw Problem.MALFORMED.because("缺少 " + field, field + " is missing");
        }
        return value;
    }
}
