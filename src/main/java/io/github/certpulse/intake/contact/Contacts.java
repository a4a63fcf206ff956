package io.github.certpulse.intake.contact;

import io.github.certpulse.intake.stored.ContactRepository;
import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditEvent;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.secret.Seal;
import io.github.certpulse.platform.sql.UuidColumn;
import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.survey.sheet.Sheet.Contact;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The contacts that respondents chose to leave, kept apart from the answers and encrypted.
@Singleton
public class Contacts {
    private static final Logger LOG = LoggerFactory.getLogger(Contacts.class);
    private final ContactRepository stored;
    private final ContactSeal seal;
    private final ApplicationEventPublisher<AuditEvent> audit;

    Contacts(
            ContactRepository stored,
            ContactSeal seal,
            ApplicationEventPublisher<AuditEvent> audit) {
        this.stored = stored;
        this.seal = seal;
        this.audit = audit;
    }

    /// A respondent whom the office may call, without the answers.
    @Serdeable
    public record ContactView(
            String name,
            String phone,
            Role role,
            String school,
            String certificate,
            OffsetDateTime leftAt) {}

    /// The encrypted contact to store with a response.
    public Seal.Sealed sealed(UUID response, Contact contact) {
        return seal.close(response, contact);
    }

    /// Withdraws the contact of a response.
    ///
    /// @return whether there was one
    public boolean withdraw(UUID response) {
        return stored.delete(UuidColumn.bytes(response)) == 1;
    }

    /// All contacts of a campaign. The access is recorded in the audit trail before anything is returned. A contact
    /// that cannot be decrypted is logged and left out.
    public List<ContactView> view(Campaign campaign) {
        var rows = stored.ofCampaign(campaign.id());
        audit.publishEvent(
                new AuditEvent(AuditAction.CONTACTS_VIEWED, Ids.text(campaign.id()), Map.of("contacts", rows.size())));
        return rows.stream().flatMap(row -> decrypt(row).stream()).toList();
    }

    private Optional<ContactView> decrypt(ContactRepository.ContactRow row) {
        var response = UuidColumn.uuid(row.responseId());
        try {
            var contact = seal.open(response, new Seal.Sealed(row.keyId(), row.sealed()));
            return Optional.of(
                    new ContactView(
                            contact.name(),
                            contact.phone(),
                            Role.valueOf(row.role()),
                            row.school(),
                            row.certificate(),
                            Time.shown(row.createdAt())));
        } catch (IllegalStateException e) {
            LOG.error("The contact of response {} is left out: {}", response, e.getMessage());
            return Optional.empty();
        }
    }
}
