package io.github.certpulse.intake.stored;

import io.github.certpulse.survey.removal.CampaignAnswers;
import jakarta.inject.Singleton;
import java.util.function.IntSupplier;

/// The responses and contacts of a campaign, as they are removed with it.
@Singleton
public class StoredCampaignAnswers implements CampaignAnswers {
    /// The most rows that one transaction deletes.
    public static final int MAX_ROWS_AT_ONCE = 2_000;

    private final ResponseRepository responses;
    private final ContactRepository contacts;

    StoredCampaignAnswers(ResponseRepository responses, ContactRepository contacts) {
        this.responses = responses;
        this.contacts = contacts;
    }

    @Override
    public boolean hasAny(long campaignId) {
        return responses.hasAny(campaignId);
    }

    @Override
    public int deleteAll(long campaignId) {
        responses.findSetAsides(campaignId)
                .forEach(id -> deleteInBatches(() -> responses.deleteSomeSetAside(id, MAX_ROWS_AT_ONCE)));
        deleteInBatches(() -> contacts.deleteSome(campaignId, MAX_ROWS_AT_ONCE));
        return deleteInBatches(() -> responses.deleteSome(campaignId, MAX_ROWS_AT_ONCE));
    }

    private static int deleteInBatches(IntSupplier batch) {
        var total = 0;
        int deleted;
        do {
            deleted = batch.getAsInt();
            total += deleted;
        } while (deleted == MAX_ROWS_AT_ONCE);
        return total;
    }
}
