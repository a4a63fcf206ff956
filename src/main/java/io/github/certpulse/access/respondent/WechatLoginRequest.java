package io.github.certpulse.access.respondent;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/// @param code the code that `wx.login` gave the mini program; any JSON is accepted, so that a value that is no text
///             gets the answer for a malformed code
/// @param seen what the last login of this respondent answered as `seen`; optional, and ignored where it is not valid
@Serdeable
public record WechatLoginRequest(
        @Nullable @Schema(
                type = "string",
                pattern = "^[A-Za-z0-9_-]{8,128}$",
                requiredMode = Schema.RequiredMode.REQUIRED) JsonNode code,
        @Nullable @Schema(type = "string") JsonNode seen) {

    /// The code's text; empty, and therefore malformed, where the client sent no text.
    String text() {
        return code != null && code.isString() ? code.getStringValue() : "";
    }

    /// What the client kept of its last login; empty where it sent no text.
    String seenText() {
        return seen != null && seen.isString() ? seen.getStringValue() : "";
    }
}
