package io.github.certpulse.console.office.progress;

import io.github.certpulse.access.account.Account;
import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.numbers.result.QualityReport;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.completion.Completion;
import io.github.certpulse.survey.entry.Entry;
import io.github.certpulse.survey.entry.PublicUrl.LocalAddress;
import io.github.certpulse.survey.questionnaire.Role;
import java.util.List;
import java.util.Optional;

/// Everything about one school.
///
/// @param account empty for people who may not change anything
/// @param doubts  one for each role
public record SchoolPage(
        Campaign campaign,
        SchoolRow row,
        List<CodeCard> codes,
        Optional<AccountCard> account,
        CompletionCard completion,
        List<Doubts> doubts,
        Optional<LocalAddress> local) {

    /// A school's way in for a role.
    ///
    /// @param url      what the picture says
    /// @param replaced earlier codes, newest first
    /// @param before   the code that was good until this moment; empty unless this page's visitor has just changed it
    public record CodeCard(
            Campaign campaign,
            School school,
            Role role,
            String code,
            String url,
            List<Entry> replaced,
            Optional<String> before) {

        public String address() {
            return Addresses.school(campaign, school) + "/codes/" + role.inAddress();
        }

        /// The picture, without the ending that says of which kind.
        public String picture() {
            return Addresses.ofSchool(campaign, school, "qrcodes/" + role.inAddress());
        }

        public String id() {
            return "code-" + role.inAddress();
        }
    }

    /// How the school's clerk signs in.
    ///
    /// @param account  empty where there is none yet
    /// @param password a first password, shown this once
    public record AccountCard(Campaign campaign, School school, Optional<Account> account, Optional<String> password) {
        public String address() {
            return Addresses.school(campaign, school) + "/account";
        }
    }

    /// Whether the school has declared its survey complete.
    ///
    /// @param withdrawn whether this page's visitor has just taken the declaration back
    public record CompletionCard(Campaign campaign, School school, Optional<Completion> completion, boolean withdrawn) {
        public String address() {
            return Addresses.school(campaign, school) + "/completion/withdrawal";
        }
    }

    /// How much of what a role handed in is of doubtful quality.
    public record Doubts(Role role, QualityReport report) {}

    /// The list in which the school stands.
    public String list() {
        return Addresses.campaign(campaign, "schools");
    }

    public static Words roleWords(Role role) {
        return switch (role) {
            case TEACHER -> new Words("教师", "Teachers");
            case STUDENT -> new Words("学生", "Students");
        };
    }
}
