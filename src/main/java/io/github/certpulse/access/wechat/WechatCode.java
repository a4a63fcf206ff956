package io.github.certpulse.access.wechat;

/// Every way in which asking WeChat for a mini program code can end.
public sealed interface WechatCode {

    /// The picture as WeChat drew it; the array is the receiver's to keep.
    ///
    /// @param contentType `image/jpeg` or `image/png`, by what the bytes are
    record Image(String contentType, byte[] bytes) implements WechatCode {}

    /// WeChat did not answer in time, or with an error, or with something that is no picture.
    record Unavailable() implements WechatCode {}

    /// No appid or no secret: a normal state, the printed code works without WeChat.
    record NotConfigured() implements WechatCode {}
}
