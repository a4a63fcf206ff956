package io.github.certpulse.console.office.administration;

import io.github.certpulse.access.account.AccountRepository;
import io.github.certpulse.platform.http.Page;
import io.github.certpulse.platform.http.StaffRole;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A list of accounts.
///
/// @param schools whether the list has the accounts of schools, otherwise of the office
/// @param first   whether it has only accounts with a first password
/// @param own     the id of the signed-in person's account
/// @param factors whether the installation has second factors
/// @param done    what this request has done
public record AccountsPage(
        boolean schools,
        String q,
        boolean first,
        Page<AccountRepository.ListedAccount> found,
        long own,
        boolean factors,
        Optional<Done> done) {

    /// What a request has done to an account.
    public sealed interface Done {
        String username();

        /// @param password shown only once
        record NewPassword(String username, String password) implements Done {}

        /// The second factor was reset.
        record FactorReset(String username) implements Done {}

        /// @param undo  the address that undoes the change
        /// @param value the value that undoes the change
        /// @param seen  the account's [#mark] after the change
        record Changed(String username, String undo, String value, String seen, boolean closed) implements Done {}
    }

    /// The search, as the query of an address.
    public String query() {
        return "kind=" + (schools ? "schools" : "office")
                + "&q="
                + URLEncoder.encode(q, StandardCharsets.UTF_8)
                + (first ? "&first=true" : "");
    }

    /// A text that changes with an account's rights. Forms send it back, so that changes in the meantime are noticed.
    public static String mark(StaffRole role, boolean contacts, boolean closed) {
        return role + (contacts ? "+contacts" : "") + (closed ? "-closed" : "");
    }

    /// The number of the last page, from 0.
    public int last() {
        return Math.max(0, Math.ceilDiv(found.total(), found.size()) - 1);
    }
}
