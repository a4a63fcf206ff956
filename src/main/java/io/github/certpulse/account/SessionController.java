package io.github.certpulse.account;

import io.github.certpulse.problem.Problem;
import io.github.certpulse.shared.Rights;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.http.server.util.HttpClientAddressResolver;
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
    private final HttpClientAddressResolver addresses;

    SessionController(SignIn signIn, StaffTokens tokens, HttpClientAddressResolver addresses) {
        this.signIn = signIn;
        this.tokens = tokens;
        this.addresses = addresses;
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
    Session signIn(HttpRequest<?> request, @Body Credentials credentials) {
        var account = signIn.with(given(credentials.username(), "username"), given(credentials.password(), "password"), addresses.resolve(request));
        return new Session(tokens.issue(account), "Bearer", StaffTokens.LIFE.toSeconds(), account.role(), account.mustChangePassword());
    }

    @Post("/password")
    @Status(HttpStatus.NO_CONTENT)
    @Secured({Rights.OFFICE, Rights.OFFICE_VIEWER, Rights.SCHOOL})
    @Operation(summary = "Change the own password; the account's other tokens end")
    void changePassword(HttpRequest<?> request, Authentication authentication, @Body PasswordChange change) {
        signIn.changePassword(Person.of(authentication), given(change.currentPassword(), "currentPassword"),
                given(change.newPassword(), "newPassword"), addresses.resolve(request));
    }

    private static String given(@Nullable String value, String field) {
        if (value == null) {
            throw Problem.MALFORMED.because("缺少 " + field, field + " is missing");
        }
        return value;
    }
}
