package io.github.certpulse.result;

import io.github.certpulse.campaign.Campaign;
import io.github.certpulse.questionnaire.Role;
import java.util.Optional;

/// Which responses of a campaign are looked at.
///
/// @param school      an id
/// @param certificate a certificate's name, over all schools that pilot it
record Filter(Campaign campaign, Role role, Optional<String> city, Optional<String> level, Optional<String> route, Optional<Long> school, Optional<String> certificate) {}
