package io.github.certpulse.intake.stored;

import io.github.certpulse.platform.sql.ResultRow;
import io.github.certpulse.survey.campaign.Campaign.Channel;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/// The row of the table `response` that is being read; valid until the next row is read.
public final class StoredRow {
    static final String COLUMNS =
            """
                    r.seq, r.id, r.school_id, r.certificate_id, r.respondent, r.questionnaire, r.version, r.answers,
                    r.other_texts, r.channel, r.elapsed_seconds, r.source_mark, r.server_seconds, r.notice_version,
                    r.stored_at, timestampdiff(microsecond, '1970-01-01', r.received_at) div 1000 as received_milli""";
    private final ResultRow row;

    StoredRow(ResultRow row) {
        this.row = row;
    }

    /// The sequence number, by which a campaign's responses are ordered in time.
    public long seq() {
        return row.getLong("seq");
    }

    /// The id that the client made, 16 bytes.
    public byte[] id() {
        return row.getBytes("id");
    }

    /// The school's id.
    public long school() {
        return row.getLong("school_id");
    }

    /// The certificate's id.
    public long certificate() {
        return row.getLong("certificate_id");
    }

    /// The respondent within the campaign, 16 bytes.
    public byte[] respondent() {
        return row.getBytes("respondent");
    }

    /// The questionnaire's code.
    public String questionnaire() {
        return row.getString("questionnaire");
    }

    /// The questionnaire's version.
    public int version() {
        return row.getInt("version");
    }

    /// The answers as canonical JSON.
    public byte[] answers() {
        return row.getBytes("answers");
    }

    /// The texts for options such as 其他（请填写） as canonical JSON; empty if there are none.
    public Optional<byte[]> otherTexts() {
        return row.findBytes("other_texts");
    }

    public Channel channel() {
        return row.getString("channel").equals(Channel.WECHAT.name()) ? Channel.WECHAT : Channel.WEB;
    }

    /// The time from the first question to the last; empty if the client did not send it.
    public OptionalInt elapsedSeconds() {
        return row.findInt("elapsed_seconds");
    }

    /// 8 bytes that are equal for responses from the same place and browser family; empty if they are not known.
    public Optional<byte[]> sourceMark() {
        return row.findBytes("source_mark");
    }

    /// The time from when the service first saw the respondent until the sheet was received; empty if it is not known.
    public OptionalInt serverSeconds() {
        return row.findInt("server_seconds");
    }

    /// The version of the privacy notice; empty in rows that are older than its versions.
    public OptionalInt noticeVersion() {
        return row.findInt("notice_version");
    }

    /// When it was received, in milliseconds since 1970-01-01T00:00Z.
    public long receivedMilli() {
        return row.getLong("received_milli");
    }

    /// When it was stored, by the database's clock.
    public Instant storedAt() {
        return row.getInstant("stored_at");
    }
}
