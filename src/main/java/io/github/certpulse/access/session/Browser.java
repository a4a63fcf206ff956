package io.github.certpulse.access.session;

import io.github.certpulse.platform.problem.Words;
import java.util.List;
import java.util.stream.Stream;

/// The family of the program with which a person signed in, as far as its `User-Agent` tells. Many browsers also name
/// those that they resemble, so the first family that matches holds. The names are stored and never change.
public enum Browser {
    WECHAT("微信", "WeChat", "MicroMessenger"),
    DINGTALK("钉钉", "DingTalk", "DingTalk"),
    QQ("QQ 浏览器", "QQ Browser", "QQBrowser"),
    UC("UC 浏览器", "UC Browser", "UCBrowser"),
    HUAWEI("华为浏览器", "Huawei Browser", "HuaweiBrowser"),
    EDGE("Edge", "Edge", "Edg/", "EdgA/", "EdgiOS/", "Edge/"),
    OPERA("Opera", "Opera", "OPR/", "OPiOS/"),
    FIREFOX("Firefox", "Firefox", "Firefox/", "FxiOS/"),
    CHROME("Chrome", "Chrome", "Chrome/", "CriOS/"),
    SAFARI("Safari", "Safari", "Safari/"),
    OTHER("其他程序", "another program");

    private final Words words;
    private final List<String> marks;

    Browser(String zh, String en, String... marks) {
        this.words = new Words(zh, en);
        this.marks = List.of(marks);
    }

    /// @param userAgent the header; empty where there is none
    static Browser from(String userAgent) {
        return Stream.of(values())
                .filter(browser -> browser.marks.stream().anyMatch(userAgent::contains))
                .findFirst()
                .orElse(OTHER);
    }

    public Words words() {
        return words;
    }
}
