package io.github.certpulse.console.office.results;

import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.numbers.alarm.Alarm;
import io.github.certpulse.numbers.alarm.Alarms;
import io.github.certpulse.survey.campaign.Campaign;

/// The schools of a campaign that are worth a look, whatever the filters of the page are.
///
/// @param noteMissing whether the office wanted to dismiss one without saying why
public record AlarmList(Campaign campaign, Alarms.Found found, boolean noteMissing) {

    /// Where the sheets of an alarm are counted.
    public String results(Alarm alarm) {
        return Addresses.campaign(campaign, "results") + "?" + alarm.query();
    }

    /// Where an alarm is dismissed and restored.
    ///
    /// @param action `dismissal` or `restoration`
    public String address(Alarm alarm, String action) {
        return Addresses.campaign(campaign, "alarms") + "/" + alarm.id() + "/" + action;
    }
}
