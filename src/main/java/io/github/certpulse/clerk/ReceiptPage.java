package io.github.certpulse.clerk;

import io.github.certpulse.campaign.Campaign;
import io.github.certpulse.campaign.School;
import io.github.certpulse.completion.Completion;
import io.github.certpulse.entry.PublicUrl.LocalAddress;
import io.github.certpulse.entry.QrCode;
import java.util.Optional;

/// What a school files after its declaration.
///
/// @param link leads to the page that confirms it
public record ReceiptPage(
        School school,
        Campaign campaign,
        Completion completion,
        String link,
        QrCode picture,
        Optional<LocalAddress> local) {}
