package io.github.certpulse.survey.campaign;

import io.github.certpulse.platform.database.DateTime;
import io.github.certpulse.survey.campaign.Campaign.Channel;
import io.github.certpulse.survey.questionnaire.PerRole;
import io.github.certpulse.survey.questionnaire.QuestionnaireVersion;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

@JdbcRepository(dialect = Dialect.MYSQL)
public interface CampaignRepository extends GenericRepository<CampaignRepository.Row, Long> {

    /// A campaign as the table `campaign` holds it.
    ///
    /// @param studentShare share of a school's registered students, 0 to 1, exact
    /// @param channels     names, separated by commas
    @MappedEntity("campaign")
    record Row(
            @Id long id,
            String title,
            String province,
            @TypeDef(type = DataType.OBJECT, converter = DateTime.class) Instant opensAt,
            @TypeDef(type = DataType.OBJECT, converter = DateTime.class) Instant closesAt,
            int teachersPerCertificate,
            int studentsPerCertificate,
            int teachersPerSchool,
            int studentsPerSchool,
            BigDecimal studentShare,
            QuotaRule.Counted quotaCounts,
            @Nullable Integer teacherCap,
            @Nullable Integer studentCap,
            String teacherQuestionnaire,
            String studentQuestionnaire,
            String channels,
            boolean sample,
            boolean schoolResults,
            byte[] respondentKey,
            int revision,
            Instant createdAt) {

        static Row from(Campaign campaign) {
            var quota = campaign.quotaRule();
            return new Row(
                    campaign.id(),
                    campaign.title(),
                    campaign.province(),
                    campaign.opensAt(),
                    campaign.closesAt(),
                    quota.perCertificate().teacher(),
                    quota.perCertificate().student(),
                    quota.perSchool().teacher(),
                    quota.perSchool().student(),
                    quota.studentShare(),
                    quota.counted(),
                    orNull(campaign.cap(Role.TEACHER)),
                    orNull(campaign.cap(Role.STUDENT)),
                    campaign.questionnaire(Role.TEACHER).toString(),
                    campaign.questionnaire(Role.STUDENT).toString(),
                    campaign.channels().stream().map(Enum::name).sorted().collect(Collectors.joining(",")),
                    campaign.sample(),
                    campaign.schoolResults(),
                    campaign.respondentKey(),
                    campaign.revision(),
                    campaign.createdAt());
        }

        Campaign campaign() {
            return new Campaign(
                    id,
                    title,
                    province,
                    opensAt,
                    closesAt,
                    new QuotaRule(
                            new PerRole<>(teachersPerCertificate, studentsPerCertificate),
                            new PerRole<>(teachersPerSchool, studentsPerSchool),
                            studentShare,
                            quotaCounts),
                    new PerRole<>(orEmpty(teacherCap), orEmpty(studentCap)),
                    new PerRole<>(version(teacherQuestionnaire), version(studentQuestionnaire)),
                    Stream.of(channels.split(",")).map(Channel::valueOf).collect(Collectors.toSet()),
                    sample,
                    schoolResults,
                    respondentKey,
                    revision,
                    createdAt);
        }

        private static QuestionnaireVersion version(String text) {
            return QuestionnaireVersion.parse(text).orElseThrow();
        }

        private static OptionalInt orEmpty(@Nullable Integer cap) {
            return cap == null ? OptionalInt.empty() : OptionalInt.of(cap);
        }

        private static @Nullable Integer orNull(OptionalInt cap) {
            return cap.isPresent() ? cap.getAsInt() : null;
        }
    }

    @Transactional
    Row save(Row row);

    @Query("select * from campaign where id = :id")
    Optional<Row> row(long id);

    @Query("select * from campaign order by created_at desc, id desc")
    List<Row> newestFirst();

    default void insert(Campaign campaign) {
        save(Row.from(campaign));
    }

    default Optional<Campaign> findById(long id) {
        return row(id).map(Row::campaign);
    }

    /// All campaigns, newest first.
    default List<Campaign> findAll() {
        return newestFirst().stream().map(Row::campaign).toList();
    }

    /// Updates a campaign's settings; not its revision, its key, or whether it is a sample.
    default void change(Campaign campaign) {
        change(Row.from(campaign));
    }

    /// Increments the revision, by which caches notice that the campaign has changed, and locks the row until the end
    /// of the transaction: submissions that have begun end first, later ones see the change.
    @Transactional
    @Query("update campaign set revision = revision + 1 where id = :id")
    int touch(long id);

    /// Increments the completions' revision. Like [#touch], it must come before the transaction locks a school.
    @Transactional
    @Query("update campaign set completion_revision = completion_revision + 1 where id = :id")
    int touchCompletions(long id);

    @Transactional
    @Query("""
            update campaign
               set title = :title, province = :province, opens_at = :opensAt, closes_at = :closesAt,
                   teachers_per_certificate = :teachersPerCertificate,
                   students_per_certificate = :studentsPerCertificate,
                   teachers_per_school = :teachersPerSchool, students_per_school = :studentsPerSchool,
                   student_share = :studentShare, quota_counts = :quotaCounts,
                   teacher_cap = :teacherCap, student_cap = :studentCap,
                   teacher_questionnaire = :teacherQuestionnaire, student_questionnaire = :studentQuestionnaire,
                   channels = :channels, school_results = :schoolResults
             where id = :id""")
    int change(Row row);
}
