package io.github.certpulse.console.frame;

import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.questionnaire.Definition;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The addresses of the consoles' pages and of the parts of the interface to which pages link. Routes, redirects and
/// views take them from here.
public final class Addresses {
    /// The sign-in.
    public static final String START = "/";
    public static final String SIGN_OUT = "/sign-out";
    public static final String PASSWORD = "/password";
    public static final String SESSIONS = "/sessions";
    public static final String SECOND_FACTOR = "/second-factor";
    public static final String LANGUAGE = "/language";

    public static final String SCHOOL = "/school";
    public static final String SCHOOL_RESULTS = SCHOOL + "/results";
    public static final String SCHOOL_WORDS = SCHOOL + "/site-words";
    public static final String CONFIRMATION = "/c";

    public static final String OFFICE = "/office";
    public static final String ACCOUNTS = OFFICE + "/accounts";
    public static final String AUDIT = OFFICE + "/audit";
    public static final String SAMPLES = OFFICE + "/samples";
    public static final String QUESTIONNAIRES = OFFICE + "/questionnaires";
    public static final String NEW_QUESTIONNAIRE = QUESTIONNAIRES + "/new";
    public static final String CAMPAIGNS = OFFICE + "/campaigns";
    public static final String NEW_CAMPAIGN = CAMPAIGNS + "/new";
    public static final String CAMPAIGN_RULE = CAMPAIGNS + "/rule";
    /// The route of a campaign's first page.
    public static final String CAMPAIGN = CAMPAIGNS + "/{id}";

    private static final String INTERFACE = "/api/v1";
    /// The part of the interface that belongs to the signed-in school.
    public static final String SCHOOL_INTERFACE = INTERFACE + SCHOOL;

    private Addresses() {}

    /// The address of the sign-in that leads to another page afterwards.
    static String signIn(String next) {
        return START + "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }

    /// The address itself if it is a path on this service, otherwise the start.
    public static String orStart(String address) {
        return address.matches("/(?![/\\\\])[\\x21-\\x7e]*") ? address : START;
    }

    /// Whether a path is in the office's or the schools' console. It need not have a route.
    static boolean isOfConsole(String path) {
        return (path + "/").startsWith(OFFICE + "/") || (path + "/").startsWith(SCHOOL + "/");
    }

    public static String account(long id) {
        return ACCOUNTS + "/" + Ids.text(id);
    }

    /// A campaign's first page.
    public static String campaign(Campaign campaign) {
        return CAMPAIGNS + "/" + Ids.text(campaign.id());
    }

    /// Another page of a campaign.
    ///
    /// @param page its name, such as `roster`
    public static String campaign(Campaign campaign, String page) {
        return campaign(campaign) + "/" + page;
    }

    public static String school(Campaign campaign, School school) {
        return campaign(campaign, "schools/" + Ids.text(school.id()));
    }

    /// The page of a questionnaire's version.
    public static String version(Definition definition) {
        return QUESTIONNAIRES + "/" + definition.code() + "/" + definition.version();
    }

    /// An address of the interface below a campaign.
    ///
    /// @param rest the part behind the campaign's id
    public static String campaignApi(Campaign campaign, String rest) {
        return INTERFACE + "/campaigns/" + Ids.text(campaign.id()) + "/" + rest;
    }

    /// An address of the interface below one of a campaign's schools.
    public static String schoolApi(Campaign campaign, School school, String rest) {
        return campaignApi(campaign, "schools/" + Ids.text(school.id()) + "/" + rest);
    }

    /// An address of the interface below a questionnaire's version.
    public static String versionApi(String code, int version, String rest) {
        return INTERFACE + "/questionnaires/" + code + "/" + version + "/" + rest;
    }
}
