package io.github.certpulse.output.code;

import io.github.certpulse.access.wechat.Wechat;
import io.github.certpulse.access.wechat.WechatCode;
import io.github.certpulse.survey.entry.EntryCode;
import jakarta.inject.Singleton;

/// The mini program's own pictures of codes. WeChat draws each code once; the database stores the picture.
@Singleton
public class WechatCodes {
    private final Wechat wechat;
    private final WechatCodeRepository pictures;

    WechatCodes(Wechat wechat, WechatCodeRepository pictures) {
        this.wechat = wechat;
        this.pictures = pictures;
    }

    public WechatCode of(EntryCode code) {
        return pictures.find(code.text())
                .<WechatCode>map(row -> new WechatCode.Image(row.contentType(), row.image()))
                .orElseGet(() -> draw(code));
    }

    private WechatCode draw(EntryCode code) {
        var answer = wechat.codeImage(code.text());
        if (answer instanceof WechatCode.Image(var contentType, var bytes)) {
            pictures.insert(code.text(), contentType, bytes);
        }
        return answer;
    }
}
