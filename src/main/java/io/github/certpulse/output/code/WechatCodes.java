package io.github.certpulse.output.code;

import io.github.certpulse.access.wechat.Wechat;
import io.github.certpulse.access.wechat.WechatCode;
import io.github.certpulse.survey.entry.EntryCode;
import jakarta.inject.Singleton;

/// The mini program's own pictures of codes. WeChat draws each once; then the database keeps it.
@Singleton
public class WechatCodes {
    private final Wechat wechat;
    private final WechatCodeRepository kept;

    WechatCodes(Wechat wechat, WechatCodeRepository kept) {
        this.wechat = wechat;
        this.kept = kept;
    }

    public WechatCode of(EntryCode code) {
        return kept.find(code.text())
                .<WechatCode>map(row -> new WechatCode.Image(row.contentType(), row.image()))
                .orElseGet(() -> drawn(code));
    }

    private WechatCode drawn(EntryCode code) {
        var answer = wechat.codeImage(code.text());
        if (answer instanceof WechatCode.Image(var contentType, var bytes)) {
            kept.keep(code.text(), contentType, bytes);
        }
        return answer;
    }
}
