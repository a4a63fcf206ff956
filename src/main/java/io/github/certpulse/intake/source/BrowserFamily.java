package io.github.certpulse.intake.source;

/// The kind of browser in which somebody answers, from its `User-Agent`. Versions and devices make no difference, so
/// that the family says little: nearly everybody in a class has the same one.
enum BrowserFamily {
    // The first one whose word occurs is the family: browsers also name those that they descend from.
    WECHAT("MicroMessenger"),
    QQ("QQBrowser"),
    UC("UCBrowser"),
    QUARK("Quark"),
    BAIDU("baidubox"),
    HUAWEI("HuaweiBrowser"),
    XIAOMI("MiuiBrowser"),
    OPPO("HeyTapBrowser"),
    VIVO("VivoBrowser"),
    SAMSUNG("SamsungBrowser"),
    EDGE("Edg"),
    FIREFOX("Firefox"),
    CHROME("Chrome"),
    SAFARI("Safari"),
    OTHER("");

    private final String word;

    BrowserFamily(String word) {
        this.word = word;
    }

    /// @param userAgent the header; empty if there is none
    static BrowserFamily from(String userAgent) {
        for (var family : values()) {
            if (userAgent.contains(family.word)) {
                return family;
            }
        }
        return OTHER;
    }
}
