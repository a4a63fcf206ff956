package io.github.certpulse.console.office.schools;

import io.github.certpulse.console.office.schools.SchoolPage.AccountCard;
import io.github.certpulse.console.office.schools.SchoolPage.CodeCard;
import io.github.certpulse.console.office.schools.SchoolPage.CompletionCard;
import io.github.certpulse.console.office.schools.SchoolPage.RoleQuality;
import io.github.certpulse.numbers.answer.Filter;
import io.github.certpulse.numbers.answer.Quality;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Collects what the pages of schools show, from the same sources as the interface.
@Singleton
public class SchoolData {
    private final CampaignProgress progress;
    private final Results results;
    private final Entries entries;
    private final PublicUrl publicUrl;

    SchoolData(CampaignProgress progress, Results results, Entries entries, PublicUrl publicUrl) {
        this.progress = progress;
        this.results = results;
        this.entries = entries;
        this.publicUrl = publicUrl;
    }

    /// All schools of a campaign, in roster order.
    public List<SchoolRow> rows(Campaign campaign) {
        return progress.of(campaign, Quality.ALL).stream().map(SchoolRow::from).toList();
    }

    SchoolPage school(Campaign campaign, School school, Optional<AccountCard> account, CompletionCard completion) {
        var row = SchoolRow.from(progress.of(campaign, List.of(school), Quality.ALL).getFirst());
        var quality = new ArrayList<RoleQuality>();
        for (var role : Role.values()) {
            quality.add(new RoleQuality(role, results.quality(campaign, Filter.ofSchool(role, school.id()))));
        }
        return new SchoolPage(
                campaign,
                row,
                Arrays.stream(Role.values()).map(role -> code(campaign, school, role, Optional.empty())).toList(),
                account,
                completion,
                quality,
                publicUrl.localAddress(campaign));
    }

    /// @param seen the code that the person's page shows as valid
    /// @throws io.github.certpulse.platform.problem.ProblemException `page-outdated` where it is no longer valid
    CodeCard replaceCode(Campaign campaign, School school, Role role, EntryCode seen) {
        entries.replace(school, role, seen);
        return code(campaign, school, role, Optional.of(seen));
    }

    /// @param seen the code that the person's page shows as valid
    /// @throws io.github.certpulse.platform.problem.ProblemException `not-found`, `page-outdated` where it is no longer
    ///                                                               valid
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
