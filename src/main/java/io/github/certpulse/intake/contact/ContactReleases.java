package io.github.certpulse.intake.contact;

import io.github.certpulse.intake.stored.ContactRepository;
import io.github.certpulse.survey.campaign.Campaign;
import jakarta.inject.Singleton;
import java.time.Clock;

/// Decides which contacts the office may see. Somebody who looks twice sees who left a contact meanwhile, and the files
/// of responses downloaded at the same times show which responses came meanwhile. Therefore the first look at a school
/// and role shows everybody so far, and a later one shows further contacts only together: when at least
/// [Contacts#MIN_PERSONS] more persons of the role have answered at the school since contacts were last shown, or when
/// the campaign is over.
@Singleton
class ContactReleases {
    private final ContactRepository stored;
    private final Clock clock;

    ContactReleases(ContactRepository stored, Clock clock) {
        this.stored = stored;
        this.clock = clock;
    }

    /// Marks the contacts that may be seen from now on.
    void release(Campaign campaign) {
        var isOver = campaign.state(clock.instant()) == Campaign.State.CLOSED;
        for (var answered : stored.answered(campaign.id())) {
            var released = answered.released();
            if (isOver || released == null || answered.persons() - released >= Contacts.MIN_PERSONS) {
                stored.show(campaign.id(), answered.schoolId(), answered.role());
                // Afterwards, so that whoever came meanwhile counts as shown, not as one of those who come later.
                stored.noteRelease(answered.schoolId(), answered.role());
            }
        }
    }
}
