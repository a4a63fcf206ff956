package io.github.certpulse.console.school;

import io.github.certpulse.files.qr.QrCode;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.completion.Completion;
import io.github.certpulse.survey.entry.PublicUrl.LocalAddress;
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
