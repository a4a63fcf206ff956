package io.github.certpulse.result;

import io.github.certpulse.answer.Filter;
import io.github.certpulse.answer.Origins;
import io.github.certpulse.campaign.Campaign;
import io.github.certpulse.questionnaire.Definition;
import io.github.certpulse.questionnaire.Question;
import io.github.certpulse.questionnaire.Questionnaires;
import io.github.certpulse.questionnaire.Role;
import io.github.certpulse.tally.Answers;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Collection;

/// The one place where results are computed: what the API, the workbook and the pages tell comes from here.
@Singleton
public class Results {
    private final Answers answers;
    private final Origins origins;
    private final Questionnaires questionnaires;

    Results(Answers answers, Origins origins, Questionnaires questionnaires) {
        this.answers = answers;
        this.origins = origins;
        this.questionnaires = questionnaires;
    }

    /// Every question's distribution.
    ///
    /// @param minCell the smallest count that may be shown; 1 hides nothing
    public Distribution distribution(Campaign campaign, Filter filter, int minCell) throws SQLException {
        var definition = definition(campaign, filter.role());
        return answers.count(campaign, filter, responses -> Distribution.of(definition, responses)).published(minCell);
    }

    /// A choice question by something else.
    ///
    /// @param minCell the smallest count that may be shown; 1 hides nothing
    public Crosstab crosstab(Campaign campaign, Filter filter, Question row, Columns columns, int minCell) throws SQLException {
        var known = origins.of(campaign).values();
        return answers.count(campaign, filter, responses -> CrosstabCount.of(row, columns, responses, known, minCell));
    }

    /// How many responses are of doubtful quality.
    public QualityReport quality(Campaign campaign, Filter filter) throws SQLException {
        var known = origins.of(campaign).values();
        return answers.count(campaign, filter, responses -> QualityReport.of(responses, known));
    }

    /// The distribution of every question and every choice question by some places, all at one moment.
    public Tabulation tabulation(Campaign campaign, Filter filter, Collection<Columns.Place> places) throws SQLException {
        var known = origins.of(campaign).values();
        var definition = definition(campaign, filter.role());
        return answers.count(campaign, filter, responses -> Tabulation.of(definition, responses, places, (row, columns) -> CrosstabCount.of(row, columns, responses, known)));
    }

    /// The questionnaire that a role answers now.
    public Definition definition(Campaign campaign, Role role) {
        var version = campaign.questionnaire(role);
        return questionnaires.find(version.code(), version.version()).orElseThrow().definition();
    }
}
