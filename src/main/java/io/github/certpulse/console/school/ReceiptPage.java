package io.github.certpulse.console.school;

import io.github.certpulse.files.qr.QrCode;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.completion.Completion;
import io.github.certpulse.survey.entry.PublicUrl.LocalAddress;
import java.util.Optional;

/// The receipt of a school's declaration, to print.
///
/// @param link the address of the page that confirms the receipt
public record ReceiptPage(
        School school,
        Campaign campaign,
        Completion completion,
        String link,
        QrCode picture,
        Optional<LocalAddress> local) {}
