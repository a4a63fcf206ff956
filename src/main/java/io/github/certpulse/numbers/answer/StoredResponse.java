package io.github.certpulse.numbers.answer;

import io.github.certpulse.intake.stored.StoredRow;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.survey.campaign.Campaign.Channel;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// One stored response while it is read. It is filled again for each row, so whoever wants to keep something of it
/// copies that.
public final class StoredResponse {
    private final Marks marks;
    private long seq;
    private byte[] id = {};
    private long school;
    private long certificate;
    private byte[] respondent = {};
    private int elapsedSeconds;
    private long receivedSecond;
    private Channel channel = Channel.WEB;
    private byte @Nullable [] otherTexts;
    private JsonNode otherTextsRead = JsonNode.nullNode();

    StoredResponse(Layout layout) {
        this.marks = new Marks(layout);
    }

    /// Takes a row.
    ///
    /// @throws IllegalArgumentException where its answers were not stored by this version of the questionnaire
    void read(StoredRow row) {
        seq = row.seq();
        id = row.id();
        school = row.school();
        certificate = row.certificate();
        respondent = row.respondent();
        otherTexts = row.otherTexts().orElse(null);
        otherTextsRead = otherTexts == null ? JsonNode.nullNode() : read(otherTexts);
        channel = row.channel();
        elapsedSeconds = row.elapsedSeconds().orElse(-1);
        receivedSecond = row.receivedSecond();
        marks.read(row.answers());
    }

    /// The answers.
    public Marks marks() {
        return marks;
    }

    /// The id that the client made, 16 bytes. It also names the contact that the respondent may have left.
    public byte[] id() {
        return id.clone();
    }

    /// Its place in the order of time among the campaign's responses.
    public long seq() {
        return seq;
    }

    /// The certificate's id.
    public long certificate() {
        return certificate;
    }

    public Channel channel() {
        return channel;
    }

    /// When it was received, in seconds since 1970-01-01T00:00Z.
    public long receivedSecond() {
        return receivedSecond;
    }

    /// Seconds from the first question to the last; negative where the client did not tell.
    public int elapsedSeconds() {
        return elapsedSeconds;
    }

    /// What was written for an option such as 其他（请填写）.
    public Optional<String> otherText(int question) {
        return otherTextsRead.isObject()
                ? Optional.ofNullable(otherTextsRead.get(marks.layout().questions().get(question).id()))
                        .map(JsonNode::getStringValue)
                : Optional.empty();
    }

    private static JsonNode read(byte[] json) {
        try {
            return Json.read(json);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// The same for equal sheets of one school and questionnaire, and differs for others but for one case in 2^64.
    public long likeness() {
        var own = marks.fingerprint() ^ Marks.mixed(school)
                ^ marks.layout().definition().code().hashCode()
                ^ marks.layout().definition().version();
        return Marks.mixed(otherTexts == null ? own : own ^ Arrays.hashCode(otherTexts));
    }

    /// 64 bits that tell a campaign's respondents apart.
    public long person() {
        return ByteBuffer.wrap(respondent).getLong();
    }
}
