package io.github.certpulse.console.office.schools;

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
/// @param quality one for each role
public record SchoolPage(
        Campaign campaign,
        SchoolRow row,
        List<CodeCard> codes,
        Optional<AccountCard> account,
        CompletionCard completion,
        List<RoleQuality> quality,
        Optional<LocalAddress> local) {

    /// A school's entry code for a role.
    ///
    /// @param url      the address in the QR picture
    /// @param replaced earlier codes, newest first
    /// @param before   the code that this request has replaced; empty for other requests
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

        /// The address of the picture, without the suffix that says its format.
        public String picture() {
            return Addresses.schoolApi(campaign, school, "qrcodes/" + role.inAddress());
        }

        public String id() {
            return "code-" + role.inAddress();
        }
    }

    /// The account of the school's clerk.
    ///
    /// @param account  empty where there is none yet
    /// @param password a new first password, which is shown only once; empty for other requests
    public record AccountCard(Campaign campaign, School school, Optional<Account> account, Optional<String> password) {
        public String address() {
            return Addresses.school(campaign, school) + "/account";
        }
    }

    /// Whether the school has declared its survey complete.
    ///
    /// @param withdrawn whether this request has withdrawn the declaration
    public record CompletionCard(Campaign campaign, School school, Optional<Completion> completion, boolean withdrawn) {
        public String address() {
            return Addresses.school(campaign, school) + "/completion/withdrawal";
        }
    }

    /// The quality of a role's responses.
    public record RoleQuality(Role role, QualityReport report) {}

    /// The address of the list of schools.
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
