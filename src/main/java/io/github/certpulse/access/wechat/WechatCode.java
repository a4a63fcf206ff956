package io.github.certpulse.access.wechat;

/// The result of asking WeChat for a mini program code.
public sealed interface WechatCode {

    /// The image as WeChat sent it; the caller owns the array.
    ///
    /// @param contentType `image/jpeg` or `image/png`, detected from the bytes
    record Image(String contentType, byte[] bytes) implements WechatCode {}

    /// WeChat did not answer in time, or answered with an error or with data that are no image.
    record Unavailable() implements WechatCode {}

    /// AppID or AppSecret is missing. That is a normal state; the printed code works without WeChat.
    record NotConfigured() implements WechatCode {}
}
