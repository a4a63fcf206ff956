package io.github.certpulse.survey.retention;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.List;

/// All keys of a campaign. They die together: when its personal data are destroyed, and when it is removed.
@Singleton
public class CampaignKeys {
    private final List<CampaignKey> all;

    CampaignKeys(List<CampaignKey> all) {
        this.all = List.copyOf(all);
    }

    /// Destroys every key of a campaign. Copies in caches of the replicas go with the campaign's new revision; copies
    /// in backups stay until those are deleted.
    @Transactional
    public void destroy(long campaignId) {
        all.forEach(key -> key.destroy(campaignId));
    }
}
