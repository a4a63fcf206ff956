package io.github.certpulse.respondentpage;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.util.Optional;

/// The file with which WeChat's console verifies that the address of printed codes is ours (扫普通链接二维码打开小程序).
///
/// @param verification `<file name>=<content>`, as the console gives them; absent or blank where there is no such file
@ConfigurationProperties("certpulse.wechat")
record WechatVerification(Optional<String> verification) {

    WechatVerification {
        verification = verification.map(String::strip).filter(text -> !text.isEmpty());
    }

    /// The content of the file with this name; empty where it is not the verification file.
    Optional<String> file(String name) {
        return verification.filter(text -> text.startsWith(name + "=")).map(text -> text.substring(name.length() + 1));
    }
}
