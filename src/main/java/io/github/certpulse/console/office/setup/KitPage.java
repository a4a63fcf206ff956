package io.github.certpulse.console.office.setup;

import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.entry.PublicUrl.LocalAddress;
import java.time.Instant;
import java.util.Optional;

/// The kit for the schools: what the next archive will contain, and the last download.
///
/// @param accounts how many schools have an account
/// @param unused   how many of them have never used the first password
/// @param last     the latest complete download of an archive with first passwords
public record KitPage(
        Campaign campaign,
        int schools,
        int accounts,
        int unused,
        Optional<Downloaded> last,
        Optional<LocalAddress> local) {

    /// @param by        a user name
    /// @param passwords how many first passwords the archive contains
    public record Downloaded(Instant at, String by, int passwords) {}

    /// How many accounts will be opened for the next archive.
    public int toBeOpened() {
        return schools - accounts;
    }

    public boolean isRefused() {
        return local.filter(LocalAddress::refused).isPresent();
    }
}
