package io.github.certpulse.console.office.progress;

import io.github.certpulse.console.office.progress.SchoolPage.AccountCard;
import io.github.certpulse.console.office.progress.SchoolPage.CodeCard;
import io.github.certpulse.console.office.progress.SchoolPage.CompletionCard;
import io.github.certpulse.console.office.progress.SchoolPage.Doubts;
import io.github.certpulse.numbers.answer.Filter;
import io.github.certpulse.numbers.answer.Quality;
import io.github.certpulse.numbers.pace.Pace;
import io.github.certpulse.numbers.progress.CampaignProgress;
import io.github.certpulse.numbers.result.Results;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.entry.Entries;
import io.github.certpulse.survey.entry.EntryCode;
import io.github.certpulse.survey.entry.PublicUrl;
import io.github.certpulse.survey.questionnaire.Role;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Gathers what the cockpit shows, from the same places as the interface.
@Singleton
class Cockpit {
    private final CampaignProgress progress;
    private final Pace pace;
    private final Results results;
    private final Entries entries;
    private final PublicUrl publicUrl;

    Cockpit(CampaignProgress progress, Pace pace, Results results, Entries entries, PublicUrl publicUrl) {
        this.progress = progress;
        this.pace = pace;
        this.results = results;
        this.entries = entries;
        this.publicUrl = publicUrl;
    }

    /// All schools of a campaign, in roster order.
    List<SchoolRow> rows(Campaign campaign) {
        return progress.of(campaign, Quality.ALL).stream().map(SchoolRow::from).toList();
    }

    Overview overview(Campaign campaign, Instant now, Locale language) {
        return Overview.from(campaign, rows(campaign), pace.outlook(campaign, now, language));
    }

    SchoolPage school(Campaign campaign, School school, Optional<AccountCard> account, CompletionCard completion) {
        var row = SchoolRow.from(progress.of(campaign, List.of(school), Quality.ALL).getFirst());
        var doubts = new ArrayList<Doubts>();
        for (var role : Role.values()) {
            var own = new Filter(
                    role,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(school.id()),
                    Optional.empty(),
                    Quality.ALL);
            doubts.add(new Doubts(role, results.quality(campaign, own)));
        }
        return new SchoolPage(
                campaign,
                row,
                Arrays.stream(Role.values()).map(role -> code(campaign, school, role, Optional.empty())).toList(),
                account,
                completion,
                doubts,
                publicUrl.localAddress(campaign));
    }

    /// @param seen the code that is valid as the visitor knows
    /// @throws io.github.certpulse.platform.problem.ProblemException `page-outdated`
    CodeCard replaceCode(Campaign campaign, School school, Role role, EntryCode seen) {
        entries.replace(school, role, seen);
        return code(campaign, school, role, Optional.of(seen));
    }

    /// @param seen the code that is valid as the visitor knows
    /// @throws io.github.certpulse.platform.problem.ProblemException `not-found`, `page-outdated`
    CodeCard restoreCode(Campaign campaign, School school, Role role, EntryCode replaced, EntryCode seen) {
        entries.restore(school, role, replaced, seen);
        return code(campaign, school, role, Optional.of(seen));
    }

    private CodeCard code(Campaign campaign, School school, Role role, Optional<EntryCode> before) {
        var code = entries.codeOf(school.id(), role).orElseThrow(Problem.NOT_FOUND::exception);
        return new CodeCard(
                campaign,
                school,
                role,
                code.text(),
                publicUrl.entryUrl(code),
                entries.replaced(school, role),
                before.map(EntryCode::text));
    }
}
