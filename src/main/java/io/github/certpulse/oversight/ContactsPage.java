package io.github.certpulse.oversight;

import io.github.certpulse.campaign.Campaign;
import io.github.certpulse.response.Contacts.ContactView;
import java.util.List;
import java.util.Optional;

/// Who asked to be contacted.
///
/// @param contacts empty until somebody has agreed that the look is recorded
public record ContactsPage(Campaign campaign, Optional<List<ContactView>> contacts) {}
