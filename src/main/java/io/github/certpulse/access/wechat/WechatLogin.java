package io.github.certpulse.access.wechat;

/// The result of a login with WeChat.
public sealed interface WechatLogin {

    /// @param openid the user's id within this mini program; for the respondent's token only, neither stored nor logged
    record LoggedIn(String openid) implements WechatLogin {

        @Override
        public String toString() {
            return "LoggedIn";
        }
    }

    /// The code cannot be one of WeChat's; WeChat was not called.
    record Malformed() implements WechatLogin {}

    /// Unknown, older than five minutes or used before: the mini program must call `wx.login` again.
    record CodeInvalid() implements WechatLogin {}

    /// WeChat considers the user a risk and blocks the login.
    record UserBlocked() implements WechatLogin {}

    /// The user logged in too often within a minute.
    record Busy() implements WechatLogin {}

    /// WeChat did not answer in time, or answered with unreadable data or an error that is not the user's fault.
    record Unavailable() implements WechatLogin {}

    /// AppID or AppSecret is missing. That is a normal state; respondents answer in a browser.
    record NotConfigured() implements WechatLogin {}
}
