package io.github.certpulse.access.wechat;

/// Every way in which WeChat can answer a login.
public sealed interface WechatLogin {

    /// @param openid the user's id within this mini program; for the respondent's token only, never stored nor logged
    record LoggedIn(String openid) implements WechatLogin {

        @Override
        public String toString() {
            return "LoggedIn";
        }
    }

    /// The code cannot come from WeChat; WeChat was not asked.
    record Malformed() implements WechatLogin {}

    /// Unknown, older than five minutes or used before: the mini program must call `wx.login` again.
    record CodeInvalid() implements WechatLogin {}

    /// WeChat holds the user for a risk and blocks the login.
    record UserBlocked() implements WechatLogin {}

    /// This user logged in too often within a minute.
    record Busy() implements WechatLogin {}

    /// WeChat did not answer in time, not readably, or with an error that the user cannot help.
    record Unavailable() implements WechatLogin {}

    /// No appid or no secret: a normal state, respondents answer in a browser.
    record NotConfigured() implements WechatLogin {}
}
