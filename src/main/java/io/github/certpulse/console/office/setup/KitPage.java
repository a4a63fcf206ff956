package io.github.certpulse.console.office.setup;

import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.entry.PublicUrl.LocalAddress;
import java.time.Instant;
import java.util.Optional;

/// What the schools will be sent, and what was sent.
///
/// @param accounts how many schools have an account
/// @param unused   how many of them never used the first password
/// @param last     the latest archive with first passwords that was downloaded whole
public record KitPage(
        Campaign campaign,
        int schools,
        int accounts,
        int unused,
        Optional<Downloaded> last,
        Optional<LocalAddress> local) {

    /// @param by        a user name
    /// @param passwords how many first passwords are in it
    public record Downloaded(Instant at, String by, int passwords) {}

    /// How many accounts the next archive opens.
    public int toBeOpened() {
        return schools - accounts;
    }

    public boolean isRefused() {
        return local.filter(LocalAddress::refused).isPresent();
    }
}
