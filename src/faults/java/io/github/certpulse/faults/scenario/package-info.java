/// The scenarios: servers, load, a fault and what must hold after it; the controls, and the report.
package io.github.certpulse.faults.scenario;
