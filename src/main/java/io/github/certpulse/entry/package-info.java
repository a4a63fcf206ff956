/// Entry codes, what hangs on the wall, and the way to WeChat: from a scanned code to "which school, which role, which
/// questionnaire".
package io.github.certpulse.entry;
