package io.github.certpulse.survey.rosterimport;

import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.survey.campaign.Certificate;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.roster.RosterRow;
import io.github.certpulse.survey.roster.RosterWarning;
import java.util.List;
import java.util.stream.Stream;

/// What the import of a roster would change in a campaign. Nothing is written.
///
/// @param newSchools          schools that the campaign does not have yet
/// @param changedSchools      schools that the roster describes differently
/// @param sameSchools         number of schools that the roster describes as the campaign has them
/// @param unnamedSchools      number of the campaign's schools that the roster does not contain; they stay as they are
/// @param newCertificates     certificates that their schools did not pilot before
/// @param changedCertificates certificates with another level or number of students, or piloted again
/// @param movedCertificates   certificates that only changed their position on the roster
/// @param withdrawn           certificates that the roster no longer contains for their schools; their answers are kept
/// @param similar             names that could mean the same as another one of the roster or the campaign
/// @param respelled           names that the campaign spells differently from the roster
public record RosterPlan(
        List<School> newSchools,
        List<Change<School>> changedSchools,
        int sameSchools,
        int unnamedSchools,
        List<Pilot> newCertificates,
        List<Change<Pilot>> changedCertificates,
        List<Certificate> movedCertificates,
        List<Pilot> withdrawn,
        List<RosterWarning> similar,
        List<RosterWarning> respelled) {

    /// A school or certificate before and after the import.
    public record Change<T>(T before, T after) {}

    /// A school's certificate.
    public record Pilot(String school, Certificate certificate) {}

    /// Compares a roster with a campaign. A school is identified by its name, a certificate by its name within a
    /// school; names with the same [io.github.certpulse.survey.spelling.NameKey] are the same name. A name keeps the
    /// campaign's spelling, and a new name takes the roster's first spelling. A certificate's name has one spelling for
    /// all schools.
    ///
    /// @param schools      all schools of the campaign
    /// @param certificates all certificates of these schools, withdrawn ones too
    /// @param ids          gives ids to new schools and certificates
    static RosterPlan from(
            long campaignId,
            List<School> schools,
            List<Certificate> certificates,
            List<RosterRow> rows,
            Ids ids) {
        return new RosterComparison(campaignId, schools, certificates, ids).plan(rows);
    }

    /// What the roster's author should know about the names: first those that are worth a question.
    public List<RosterWarning> warnings() {
        return Stream.concat(similar.stream(), respelled.stream()).toList();
    }

    /// How many different schools the roster contains.
    public int schools() {
        return newSchools.size() + changedSchools.size() + sameSchools;
    }
}
