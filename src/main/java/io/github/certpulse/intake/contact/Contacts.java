package io.github.certpulse.intake.contact;

import io.github.certpulse.access.respondent.CampaignRespondent;
import io.github.certpulse.intake.stored.ContactRepository;
import io.github.certpulse.intake.storing.LeftContact;
import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditEvent;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.secret.Seal.Sealed;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.survey.sheet.Sheet.Contact;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The contacts that respondents chose to leave, kept apart from the answers and encrypted. Nothing that is stored or
/// shown leads from a contact to a response: a contact's key is a hash that only the respondent's request can compute.
@Singleton
public class Contacts {
    /// Among how many persons each newly shown contact is, see [ContactReleases].
    public static final int MIN_PERSONS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(Contacts.class);
    private final ContactRepository stored;
    private final OlderContacts older;
    private final ContactReleases releases;
    private final ContactSeal seal;
    private final ApplicationEventPublisher<AuditEvent> audit;

    Contacts(
            ContactRepository stored,
            OlderContacts older,
            ContactReleases releases,
            ContactSeal seal,
            ApplicationEventPublisher<AuditEvent> audit) {
        this.stored = stored;
        this.older = older;
        this.releases = releases;
        this.seal = seal;
        this.audit = audit;
    }

    /// A respondent whom the office may call, without the answers, the certificate and the time.
    @Serdeable
    public record ContactView(String name, String phone, Role role, String school) {}

    /// The contact to store beside a response.
    public LeftContact left(CampaignRespondent respondent, UUID response, Contact contact) {
        var link = respondent.contactLink(response);
        return new LeftContact(link, seal.close(link, contact));
    }

    /// Withdraws the contact that a respondent left with a response.
    ///
    /// @param response a response of this respondent
    /// @return whether there was one
    public boolean withdraw(CampaignRespondent respondent, UUID response) {
        return stored.delete(respondent.contactLink(response)) + older.delete(response) > 0;
    }

    /// The contacts of a campaign that may be seen, see [ContactReleases]: by school and role, in no order of time. The
    /// access is recorded in the audit trail before anything is returned. A contact that cannot be decrypted is logged
    /// and left out.
    public List<ContactView> view(Campaign campaign) {
        releases.release(campaign);
        var rows = stored.shown(campaign.id());
        audit.publishEvent(
                new AuditEvent(AuditAction.CONTACTS_VIEWED, Ids.text(campaign.id()), Map.of("contacts", rows.size())));
        return rows.stream().flatMap(row -> decrypt(row).stream()).toList();
    }

    private Optional<ContactView> decrypt(ContactRepository.ContactRow row) {
        try {
            var contact = seal.open(row.link(), new Sealed(row.keyId(), row.sealed()));
            return Optional.of(
                    new ContactView(contact.name(), contact.phone(), Role.valueOf(row.role()), row.school()));
        } catch (IllegalStateException e) {
            LOG.error("A contact of {} is left out: {}", row.school(), e.getMessage());
            return Optional.empty();
        }
    }
}
