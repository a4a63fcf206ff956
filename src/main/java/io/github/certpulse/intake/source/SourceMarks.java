package io.github.certpulse.intake.source;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.secret.Hmac;
import io.github.certpulse.platform.secret.Keys;
import io.github.certpulse.platform.secret.Seal.Sealed;
import io.github.certpulse.platform.secret.Seal;
import io.github.certpulse.survey.campaign.Campaigns;
import io.github.certpulse.survey.retention.CampaignKey;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes source marks: keyed hashes of sources, with a random key of each campaign. Whoever does not have the key can
/// neither find the address of a mark nor compare marks of two campaigns. The key is stored sealed with the service's
/// secret and is destroyed with the campaign's other keys; the marks mean nothing without it.
@Singleton
public class SourceMarks implements CampaignKey {
    private static final Logger LOG = LoggerFactory.getLogger(SourceMarks.class);
    private static final int MARK_BYTES = 8;
    private static final int KEY_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";
    /// Other replicas forget a destroyed key when it has not been used for so long; a campaign whose keys are destroyed
    /// is over and uses none.
    private static final Duration EXPIRY = Duration.ofHours(1);
    private final SourceKeyRepository rows;
    private final Seal seal;
    private final boolean secretIsBeingReplaced;
    private final SecureRandom random = new SecureRandom();
    private final Cache<Long, Optional<Hmac>> keys = Caffeine.newBuilder().expireAfterAccess(EXPIRY).build();
    private volatile boolean resealed;

    SourceMarks(SourceKeyRepository rows, Keys secrets) {
        this.rows = rows;
        this.seal = new Seal(secrets, "source keys");
        this.secretIsBeingReplaced = secrets.hasPreviousSecrets();
    }

    /// Whether [#of] needs no query for this campaign.
    public boolean isInMemory(long campaign) {
        return keys.getIfPresent(campaign) != null;
    }

    /// The mark of a source: 8 bytes; empty where the campaign's key cannot be opened, because a sheet is worth more
    /// than its mark.
    public Optional<byte[]> of(long campaign, Source source) {
        return keys.get(campaign, this::load).map(key -> Arrays.copyOf(key.of(source.bytes()), MARK_BYTES));
    }

    /// Marks that were made with the key stay comparable with each other, but lead nowhere.
    @Override
    public void destroy(long campaign) {
        rows.delete(campaign);
        keys.invalidate(campaign);
    }

    @EventListener
    void forget(Campaigns.Removed removed) {
        keys.invalidate(removed.campaignId());
    }

    private Optional<Hmac> load(long campaign) {
        var stored = rows.find(campaign).or(() -> {
            var key = new byte[KEY_BYTES];
            random.nextBytes(key);
            var sealed = seal.close(owner(campaign), key);
            rows.insertIfAbsent(campaign, sealed.keyId(), sealed.bytes());
            return rows.find(campaign);
        });
        var key = stored.flatMap(this::open);
        if (key.isEmpty()) {
            LOG.error(
                    "Sheets of campaign {} get no source marks: none of the configured secrets opens its key",
                    Ids.text(campaign));
        }
        return key.map(bytes -> new Hmac(new SecretKeySpec(bytes, ALGORITHM)));
    }

    private Optional<byte[]> open(SourceKeyRepository.StoredKey stored) {
        try {
            return Optional.of(
                    seal.open(owner(stored.campaignId()), new Sealed(stored.keyId(), stored.sealed())));
        } catch (IllegalStateException doesNotOpen) {
            return Optional.empty();
        }
    }

    /// Seals keys with the current secret: once after the start, and every minute while the secret is being replaced,
    /// because other replicas may still seal with the previous one.
    @Scheduled(fixedDelay = "1m")
    void resealAll() {
        if (resealed && !secretIsBeingReplaced) {
            return;
        }
        for (var stored : rows.findSealedWithOtherKey(seal.currentKeyId())) {
            open(stored).ifPresent(key -> {
                var sealed = seal.close(owner(stored.campaignId()), key);
                rows.reseal(stored.campaignId(), stored.keyId(), sealed.keyId(), sealed.bytes());
            });
        }
        resealed = true;
    }

    private static String owner(long campaign) {
        return Ids.text(campaign);
    }
}
