package io.github.certpulse.console.office.administration;

import io.github.certpulse.access.account.AccountRepository;
import io.github.certpulse.platform.http.Page;
import io.github.certpulse.platform.http.StaffRole;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A list of accounts.
///
/// @param schools whether of the schools, otherwise of the office
/// @param first   whether only those that still have a first password
/// @param own     the account of whoever looks
/// @param done    what was done a moment ago
public record AccountsPage(
        boolean schools,
        String q,
        boolean first,
        Page<AccountRepository.ListedAccount> found,
        long own,
        Optional<Done> done) {

    /// What was done to an account.
    public sealed interface Done {
        String username();

        /// @param password shown this once
        record FirstPassword(String username, String password) implements Done {}

        /// @param undo the address and the value that take it back
        /// @param seen what the account may now
        record Changed(String username, String undo, String value, String seen, boolean closed) implements Done {}
    }

    /// What is looked for, for an address.
    public String query() {
        return "kind=" + (schools ? "schools" : "office")
                + "&q="
                + URLEncoder.encode(q, StandardCharsets.UTF_8)
                + (first ? "&first=true" : "");
    }

    /// What an account may, as one word: a form says by it what it was made from.
    public static String standing(StaffRole role, boolean contacts, boolean closed) {
        return role + (contacts ? "+contacts" : "") + (closed ? "-closed" : "");
    }

    public int last() {
        return Math.max(0, Math.ceilDiv(found.total(), found.size()) - 1);
    }
}
