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

/// One stored response. The object is filled again for each row, so callers copy what they keep.
public final class StoredResponse {
    private final Marks marks;
    private long seq;
    private byte[] id = {};
    private long school;
    private long certificate;
    private byte[] respondent = {};
    private int elapsedSeconds;
    private int serverSeconds;
    private int noticeVersion;
    private long source;
    private long receivedMilli;
    private Channel channel = Channel.WEB;
    private byte @Nullable [] otherTexts;
    private JsonNode otherTextsRead = JsonNode.nullNode();

    StoredResponse(Layout layout) {
        this.marks = new Marks(layout);
    }

    /// Fills the object from a row.
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
        serverSeconds = row.serverSeconds().orElse(-1);
        noticeVersion = row.noticeVersion().orElse(0);
        source = row.sourceMark().map(mark -> ByteBuffer.wrap(mark).getLong()).orElse(0L);
        receivedMilli = row.receivedMilli();
        marks.read(row.answers());
    }

    /// The answers.
    public Marks marks() {
        return marks;
    }

    /// The id that the client made, 16 bytes.
    public byte[] id() {
        return id.clone();
    }

    /// Its sequence number: a campaign's responses are numbered in the order of time.
    public long seq() {
        return seq;
    }

    /// The school's id.
    public long school() {
        return school;
    }

    /// The certificate's id.
    public long certificate() {
        return certificate;
    }

    public Channel channel() {
        return channel;
    }

    /// When it was received, in milliseconds since 1970-01-01T00:00Z, as its receipt shows it.
    public long receivedMilli() {
        return receivedMilli;
    }

    /// The same in whole seconds.
    public long receivedSecond() {
        return Math.floorDiv(receivedMilli, 1000);
    }

    /// Seconds from the first question to the last; negative where the client did not send it.
    public int elapsedSeconds() {
        return elapsedSeconds;
    }

    /// Seconds from when the service first saw the respondent; negative where that is not known.
    public int serverSeconds() {
        return serverSeconds;
    }

    /// The version of the privacy notice; 0 where the response is older than its versions.
    public int noticeVersion() {
        return noticeVersion;
    }

    /// 64 bits that are equal for responses from the same place and browser family; 0 where they are not known. To be
    /// compared only, and never to be shown or exported.
    public long source() {
        return source;
    }

    /// The text for an option such as 其他（请填写）; empty where there is none.
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

    /// A hash of the answers, the school and the questionnaire's version: equal for equal sheets, and different for
    /// different ones but for one case in 2^64.
    public long contentHash() {
        var own = marks.fingerprint() ^ Marks.mixed(school)
                ^ marks.layout().definition().code().hashCode()
                ^ marks.layout().definition().version();
        return Marks.mixed(otherTexts == null ? own : own ^ Arrays.hashCode(otherTexts));
    }

    /// 64 bits that distinguish the responses of a campaign.
    public long key() {
        return ResponseKey.of(marks.layout().definition().role(), certificate, person());
    }

    /// 64 bits that distinguish the respondents of a campaign.
    public long person() {
        return ResponseKey.person(respondent);
    }
}
