package io.github.certpulse.access.respondent;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/// @param code what `wx.login` gave the mini program; any JSON is taken in, so that whatever is no text is answered as
///             the malformed code that it is
@Serdeable
public record WechatLoginRequest(
        @Nullable @Schema(
                type = "string",
                pattern = "^[A-Za-z0-9_-]{8,128}$",
                requiredMode = Schema.RequiredMode.REQUIRED) JsonNode code) {

    /// The code's text; empty, and so malformed, where the client sent none.
    String text() {
        return code != null && code.isString() ? code.getStringValue() : "";
    }
}
