package io.github.certpulse.intake.stored;

import io.github.certpulse.survey.removal.CampaignAnswers;
import io.github.certpulse.survey.retention.PersonalData;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.IntSupplier;

/// The responses and contacts of a campaign, as they are removed with it or made anonymous.
@Singleton
public class StoredCampaignAnswers implements CampaignAnswers, PersonalData {
    /// The most rows that one transaction deletes.
    public static final int MAX_ROWS_AT_ONCE = 2_000;

    private final ResponseRepository responses;
    private final ContactRepository contacts;
    private final OlderContactRepository olderContacts;

    StoredCampaignAnswers(
            ResponseRepository responses,
            ContactRepository contacts,
            OlderContactRepository olderContacts) {
        this.responses = responses;
        this.contacts = contacts;
        this.olderContacts = olderContacts;
    }

    @Override
    public boolean hasAny(long campaignId) {
        return responses.hasAny(campaignId);
    }

    @Override
    public int deleteAll(long campaignId) {
        responses.findSetAsides(campaignId)
                .forEach(id -> deleteInBatches(() -> responses.deleteSomeSetAside(id, MAX_ROWS_AT_ONCE), () -> {}));
        deleteContacts(campaignId, () -> {});
        return deleteInBatches(() -> responses.deleteSome(campaignId, MAX_ROWS_AT_ONCE), () -> {});
    }

    @Override
    public int contacts(long campaignId) {
        return contacts.countOfCampaign(campaignId) + olderContacts.countOfCampaign(campaignId);
    }

    @Override
    public int shownContacts(long campaignId) {
        return contacts.countShown(campaignId);
    }

    @Override
    public int persons(long campaignId) {
        return contacts.answered(campaignId).stream().mapToInt(ContactRepository.Answered::persons).sum();
    }

    @Override
    public int responses(long campaignId) {
        return responses.count(campaignId);
    }

    @Override
    public void destroy(long campaignId, Runnable step) {
        deleteContacts(campaignId, step);
        for (var from = Optional.of(Long.MIN_VALUE); from.isPresent();) {
            var to = responses.numberAfter(campaignId, from.get(), MAX_ROWS_AT_ONCE - 1);
            responses.forgetSheets(campaignId, from.get(), to.orElse(Long.MAX_VALUE));
            step.run();
            from = to;
        }
    }

    private void deleteContacts(long campaignId, Runnable step) {
        contacts.deleteReleases(campaignId);
        deleteInBatches(() -> contacts.deleteSome(campaignId, MAX_ROWS_AT_ONCE), step);
        deleteInBatches(() -> olderContacts.deleteSome(campaignId, MAX_ROWS_AT_ONCE), step);
    }

    private static int deleteInBatches(IntSupplier batch, Runnable step) {
        var total = 0;
        int deleted;
        do {
            deleted = batch.getAsInt();
            total += deleted;
            step.run();
        } while (deleted == MAX_ROWS_AT_ONCE);
        return total;
    }
}
