package io.github.certpulse.testing;

import java.net.URI;

/// A service that runs somewhere, and people who come to it.
public interface RunningService {
    URI url();

    /// A person who is not signed in.
    default Visitor stranger() {
        return Visitor.at(url());
    }

    /// The account `office`, with all rights.
    default Visitor office() {
        return signedIn("office", TestService.OFFICE_PASSWORD);
    }

    default Visitor signedIn(String username, String password) {
        var visitor = stranger();
        return visitor.with(visitor.post("/api/v1/sessions", """
                {"username":"%s","password":"%s"}""".formatted(username, password)).expect(200).string("accessToken"));
    }

    /// A person with a first password, who changes it and signs in again.
    default Visitor signedInWithOwnPassword(String username, String firstPassword) {
        var password = "my own password " + username.hashCode();
        signedIn(username, firstPassword).post("/api/v1/sessions/password", """
                {"currentPassword":"%s","newPassword":"%s"}""".formatted(firstPassword, password)).expect(204);
        return signedIn(username, password);
    }
}
