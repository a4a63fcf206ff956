package io.github.certpulse.console.office.administration;

import io.github.certpulse.intake.contact.Contacts.ContactView;
import io.github.certpulse.survey.campaign.Campaign;
import java.util.List;
import java.util.Optional;

/// Who asked to be contacted.
///
/// @param contacts empty until the person has agreed that it is recorded
public record ContactsPage(Campaign campaign, Optional<List<ContactView>> contacts) {}
