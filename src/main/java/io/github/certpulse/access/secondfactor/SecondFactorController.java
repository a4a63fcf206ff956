package io.github.certpulse.access.secondfactor;

import io.github.certpulse.access.account.Person;
import io.github.certpulse.access.account.StaffAccounts;
import io.github.certpulse.access.secondfactor.Enrolments.Enrolment;
import io.github.certpulse.platform.http.Rights;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.time.Time;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
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

@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured({Rights.OFFICE, Rights.OFFICE_VIEWER})
@Tag(name = "Second factor")
class SecondFactorController {
    private final SecondFactors factors;
    private final Enrolments enrolments;
    private final StaffAccounts accounts;

    SecondFactorController(SecondFactors factors, Enrolments enrolments, StaffAccounts accounts) {
        this.factors = factors;
        this.enrolments = enrolments;
        this.accounts = accounts;
    }

    @Serdeable
    record Code(@Nullable String code) {

        String text() {
            return code == null ? "" : code;
        }
    }

    /// @param required      whether every office account must have one
    /// @param since         null where this account has none
    /// @param recoveryCodes how many are left
    @Serdeable
    record SecondFactorView(boolean required, @Nullable OffsetDateTime since, int recoveryCodes) {}

    /// @param key Base32, to type into an app
    /// @param uri the same for the QR code that an app reads
    @Serdeable
    record EnrolmentView(String key, String uri) {

        static EnrolmentView from(Enrolment enrolment) {
            return new EnrolmentView(enrolment.key(), enrolment.uri());
        }
    }

    /// @param recoveryCodes shown only once; each signs in once instead of a code
    @Serdeable
    record RecoveryCodes(List<String> recoveryCodes) {}

    @Get("/second-factor")
    @OpenWithoutSecondFactor
    @Operation(summary = "Your own second factor")
    @ApiResponse(responseCode = "404", description = "`not-found`: this installation has no second factors")
    SecondFactorView own(Authentication authentication) {
        if (!factors.isOn()) {
            throw Problem.NOT_FOUND.exception();
        }
        var person = Person.from(authentication);
        return new SecondFactorView(
                factors.isRequired(),
                factors.since(person).map(Time::shown).orElse(null),
                factors.recoveryCodes(person));
    }

    @Post("/second-factor")
    @OpenWithoutSecondFactor
    @Status(HttpStatus.CREATED)
    @Operation(summary = "Make the key of a second factor; it counts after its confirmation")
    @ApiResponse(responseCode = "409", description = "`second-factor-set`: remove the one you have first")
    EnrolmentView begin(Authentication authentication) {
        return EnrolmentView.from(enrolments.begin(Person.from(authentication)));
    }

    @Post("/second-factor/confirmation")
    @OpenWithoutSecondFactor
    @Operation(summary = "Confirm the key by a code; from now on signing in takes one")
    @ApiResponse(responseCode = "422", description = "`second-factor-code-invalid`")
    @ApiResponse(responseCode = "429", description = "`too-many-attempts` with `Retry-After`")
    RecoveryCodes confirm(Authentication authentication, @Body Code code) {
        return new RecoveryCodes(enrolments.confirm(Person.from(authentication), code.text()));
    }

    @Post("/second-factor/removal")
    @Status(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove your own second factor, with a code of it or a recovery code")
    @ApiResponse(responseCode = "422", description = "`second-factor-code-invalid`")
    void remove(Authentication authentication, @Body Code code) {
        enrolments.remove(Person.from(authentication), code.text());
    }

    @Delete("/accounts/{id}/second-factor")
    @Status(HttpStatus.NO_CONTENT)
    @Secured(Rights.OFFICE)
    @Operation(summary = "Remove the second factor of a colleague who has lost it")
    @ApiResponse(responseCode = "404", description = "`not-found`: no such account, or it has no second factor")
    void reset(Authentication authentication, String id) {
        enrolments.reset(Person.from(authentication), accounts.findOr404(id));
    }
}
