package io.github.certpulse.platform.secret;

import io.micronaut.security.authentication.Authentication;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// A kind of people that tokens are issued to.
public interface Audience {

    /// What their tokens contain as audience (RFC 7519, 4.1.3).
    String name();

    /// The person whom a valid token of this audience stands for; empty if the person has no access any more.
    CompletionStage<Optional<Authentication>> personOf(Tokens.Payload token);
}
