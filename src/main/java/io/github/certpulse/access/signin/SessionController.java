package io.github.certpulse.access.signin;

import io.github.certpulse.access.account.Account;
import io.github.certpulse.access.account.Person;
import io.github.certpulse.access.session.Sessions;
import io.github.certpulse.access.session.StaffTokens;
import io.github.certpulse.access.signin.KnownDevices.Client;
import io.github.certpulse.access.signin.SignIn.PasswordResult;
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
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

@Controller("/api/v1/sessions")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Sessions")
class SessionController {
    private final SignIn signIn;
    private final Sessions sessions;
    private final KnownDevices devices;

    SessionController(SignIn signIn, Sessions sessions, KnownDevices devices) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.devices = devices;
    }

    /// @param code of the second factor, or a recovery code; needed for accounts that have one
    @Serdeable
    record Credentials(@Nullable String username, @Nullable String password, @Nullable String code) {}

    @Serdeable
    record PasswordChange(@Nullable String currentPassword, @Nullable String newPassword) {}

    /// @param expiresIn seconds
    @Serdeable
    record NewSession(String accessToken, String tokenType, long expiresIn, String role, boolean mustChangePassword) {}

    @Post
    @Secured(SecurityRule.IS_ANONYMOUS)
    @Operation(summary = "Sign in as office or school")
    @ApiResponse(responseCode = "200", description = "The person's token")
    @ApiResponse(
            responseCode = "401",
            description = "`bad-credentials`, or `second-factor-required` where a right password came without `code`")
    @ApiResponse(responseCode = "403", description = "`account-closed`")
    @ApiResponse(responseCode = "429", description = "`too-many-attempts` with `Retry-After`")
    HttpResponse<NewSession> signIn(HttpRequest<?> request, @Body Credentials credentials) {
        var client = devices.clientOf(request);
        var username = required(credentials.username(), "username");
        var account = authenticated(username, required(credentials.password(), "password"), credentials, client);
        var session = new NewSession(
                sessions.begin(account, request),
                "Bearer",
                StaffTokens.LIFE.toSeconds(),
                account.role().name(),
                account.mustChangePassword());
        return HttpResponse.ok(session).cookie(devices.cookieFor(client, account.username()));
    }

    private Account authenticated(String username, String password, Credentials credentials, Client client) {
        return switch (signIn.begin(username, password, client)) {
            case PasswordResult.Sufficient(var account) -> account;
            case PasswordResult.CodeNeeded(var challenge) -> {
                if (credentials.code() == null || credentials.code().isBlank()) {
                    throw Problem.SECOND_FACTOR_REQUIRED.exception();
                }
                yield signIn.finish(challenge, credentials.code(), client);
            }
        };
    }

    @Post("/password")
    @OpenWithFirstPassword
    @Status(HttpStatus.NO_CONTENT)
    @Secured({Rights.OFFICE, Rights.OFFICE_VIEWER, Rights.SCHOOL})
    @Operation(summary = "Change your own password; the account's other sessions end")
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
