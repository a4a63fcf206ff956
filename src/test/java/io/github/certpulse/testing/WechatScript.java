package io.github.certpulse.testing;

import java.util.Optional;

/// The answers of [FakeWechat] that a test replaces; empty where WeChat's usual answer holds.
///
/// @param login body of every login's answer
/// @param token body of every token's answer
/// @param code  body of every mini program code's answer
/// @param label content type of errors, except those of logins
record WechatScript(
        Optional<String> login,
        Optional<String> token,
        Optional<String> code,
        String label,
        Optional<WechatFault> fault) {
    static final WechatScript NONE =
            new WechatScript(Optional.empty(), Optional.empty(), Optional.empty(), FakeWechat.JSON, Optional.empty());

    WechatScript login(String body) {
        return new WechatScript(Optional.of(body), token, code, label, fault);
    }

    WechatScript token(String body) {
        return new WechatScript(login, Optional.of(body), code, label, fault);
    }

    WechatScript code(String body) {
        return new WechatScript(login, token, Optional.of(body), label, fault);
    }

    WechatScript label(String contentType) {
        return new WechatScript(login, token, code, contentType, fault);
    }

    WechatScript fault(WechatFault fault) {
        return new WechatScript(login, token, code, label, Optional.of(fault));
    }
}
