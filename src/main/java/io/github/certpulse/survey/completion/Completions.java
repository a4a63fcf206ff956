package io.github.certpulse.survey.completion;

import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditEvent;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.CampaignRepository;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.campaign.SchoolRepository;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The declarations of schools that their surveys are complete.
@Singleton
public class Completions {
    private static final int RECEIPT_LENGTH = 12;
    /// The form of receipts, and the 13 characters of receipts from early versions.
    private static final Pattern RECEIPT = Pattern.compile("[0-9A-Z]{4}(-[0-9A-Z]{4}){2}|[0-9A-Z]{13}");
    private final CompletionRepository completions;
    private final SchoolRepository schools;
    private final CampaignRepository campaigns;
    private final ApplicationEventPublisher<AuditEvent> audit;
    private final SecureRandom random = new SecureRandom();

    Completions(
            CompletionRepository completions,
            SchoolRepository schools,
            CampaignRepository campaigns,
            ApplicationEventPublisher<AuditEvent> audit) {
        this.completions = completions;
        this.schools = schools;
        this.campaigns = campaigns;
        this.audit = audit;
    }

    /// A declaration.
    ///
    /// @param first whether this call made it
    public record DeclaredCompletion(Completion completion, boolean first) {}

    /// The declaration behind a receipt.
    public record ConfirmedCompletion(Completion completion, School school, Campaign campaign) {}

    /// A school's declaration, if there is one.
    public Optional<Completion> find(School school) {
        return completions.findById(school.id());
    }

    public List<Completion> ofCampaign(long campaignId) {
        return completions.ofCampaign(campaignId);
    }

    /// Declares that a school's survey is complete; the first declaration stays.
    ///
    /// @param at the time of the declaration
    @Transactional
    public DeclaredCompletion declare(School school, Instant at) {
        campaigns.touchCompletions(school.campaignId());
        var first = completions.declare(school.id(), at.truncatedTo(ChronoUnit.MILLIS), newReceipt()) == 1;
        if (first) {
            audit.publishEvent(
                    new AuditEvent(
                            AuditAction.COMPLETION_DECLARED,
                            Ids.text(school.id()),
                            Map.of("school", school.name())));
        }
        return new DeclaredCompletion(completions.findById(school.id()).orElseThrow(), first);
    }

    /// Withdraws a school's declaration, so that the school can declare again. Its receipt becomes invalid.
    ///
    /// @return whether there was a declaration
    @Transactional
    public boolean withdraw(School school) {
        campaigns.touchCompletions(school.campaignId());
        var withdrawn = completions.findById(school.id()).filter(_ -> completions.withdraw(school.id()) == 1);
        withdrawn.ifPresent(
                completion -> audit.publishEvent(
                        new AuditEvent(
                                AuditAction.COMPLETION_WITHDRAWN,
                                Ids.text(school.id()),
                                Map.of("school", school.name(), "receipt", completion.receipt()))));
        return withdrawn.isPresent();
    }

    /// Withdraws the declaration with a receipt.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `page-outdated` if the school has declared again
    ///                                                               since
    @Transactional
    public boolean withdraw(School school, String receipt) {
        if (find(school).filter(completion -> !completion.receipt().equals(receipt)).isPresent()) {
            throw Problem.PAGE_OUTDATED.exception();
        }
        return withdraw(school);
    }

    /// The declaration with a receipt, which may be typed in any case; empty if the receipt does not exist or was
    /// withdrawn.
    public Optional<ConfirmedCompletion> findByReceipt(String typed) {
        return Optional.of(typed.strip().toUpperCase(Locale.ROOT))
                .filter(RECEIPT.asMatchPredicate())
                .flatMap(completions::findByReceipt)
                .flatMap(
                        completion -> schools.findById(completion.schoolId())
                                .flatMap(
                                        school -> campaigns.findById(school.campaignId())
                                                .map(
                                                        campaign -> new ConfirmedCompletion(
                                                                completion,
                                                                school,
                                                                campaign))));
    }

    /// 58 random bits, so that trying receipts finds none, even with one request a second.
    private String newReceipt() {
        var text = Ids.readable(random, RECEIPT_LENGTH);
        return String.join("-", text.substring(0, 4), text.substring(4, 8), text.substring(8));
    }
}
