package io.github.certpulse.sample;

import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.QuotaRule;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The sample campaigns, made from the rosters that two provinces published.
public enum Sample {
    HUBEI("湖北省1+X证书制度试点抽查（样例）", "湖北省", "武汉市", "027", QuotaRule.HUBEI),
    ANHUI("安徽省1+X证书制度试点检查（样例）", "安徽省", "合肥市", "0551", QuotaRule.ANHUI);

    private static final String EMPTY_SUFFIX = "-empty";
    private final String title;
    private final String province;
    private final String capital;
    private final String areaCode;
    private final QuotaRule rule;

    Sample(String title, String province, String capital, String areaCode, QuotaRule rule) {
        this.title = title;
        this.province = province;
        this.capital = capital;
        this.areaCode = areaCode;
        this.rule = rule;
    }

    /// A sample to load.
    ///
    /// @param answered whether it gets invented answers
    record ChosenSample(Sample sample, boolean answered) {}

    /// Reads a name: `hubei` and `anhui` with invented answers, `hubei-empty` and `anhui-empty` without.
    static Optional<ChosenSample> parse(String name) {
        return Arrays.stream(values())
                .filter(sample -> name.equals(sample.code()) || name.equals(sample.code() + EMPTY_SUFFIX))
                .findFirst()
                .map(sample -> new ChosenSample(sample, !name.endsWith(EMPTY_SUFFIX)));
    }

    /// The sample from which a campaign was made; empty for other campaigns.
    public static Optional<Sample> findFor(Campaign campaign) {
        var sample = campaign.province().equals(ANHUI.province) ? ANHUI : HUBEI;
        return campaign.sample() ? Optional.of(sample) : Optional.empty();
    }

    /// The name under which it is loaded with invented answers.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return title;
    }

    String province() {
        return province;
    }

    /// The city that respondents enter if their school has none on the roster.
    String capital() {
        return capital;
    }

    String areaCode() {
        return areaCode;
    }

    QuotaRule rule() {
        return rule;
    }
}
