package io.github.certpulse.description;

import io.micronaut.security.rules.SecurityRule;
import java.util.List;

/// Says for each call who may call it, and how a request proves it.
final class DescribedRights {
    private static final String SECURITY = "security";
    private static final String DESCRIPTION = "description";
    private static final Mapping BEARER = Mapping.of("bearer", List.of());
    private static final Mapping SESSION = Mapping.of("session", List.of());
    private static final Mapping SESSION_OF_A_PAGE = Mapping.of("session", List.of(), "csrf", List.of());

    private DescribedRights() {}

    static void addTo(DescribedCall call) {
        var operation = call.operation();
        if (!operation.members().containsKey(SECURITY)) {
            operation.members().put(SECURITY, requirements(call).stream().map(Mapping::members).toList());
        }
        var who = call.isOpen() ? "For everybody."
                : "For " + String.join(", ", call.rights().stream().map(DescribedRights::words).toList()) + '.';
        operation.members().put(DESCRIPTION, (operation.text(DESCRIPTION) + "\n\n" + who).strip());
    }

    private static List<Mapping> requirements(DescribedCall call) {
        if (call.isOpen()) {
            return List.of();
        }
        if (!call.acceptsSession()) {
            return List.of(BEARER);
        }
        return List.of(BEARER, call.changesSomething() ? SESSION_OF_A_PAGE : SESSION);
    }

    /// A right as it is, or everybody who is signed in.
    private static String words(String right) {
        return right.equals(SecurityRule.IS_AUTHENTICATED) ? "everybody who is signed in" : '`' + right + '`';
    }
}
