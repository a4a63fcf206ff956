package io.github.certpulse.console.office.administration;

import io.github.certpulse.intake.contact.Contacts.ContactView;
import io.github.certpulse.survey.campaign.Campaign;
import java.util.List;
import java.util.Optional;

/// The contacts that respondents left.
///
/// @param contacts empty until the person has agreed that the view is recorded
public record ContactsPage(Campaign campaign, Optional<List<ContactView>> contacts) {}
