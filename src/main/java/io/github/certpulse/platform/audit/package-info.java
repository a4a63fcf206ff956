/// The audit trail: who did what, when, from where.
package io.github.certpulse.platform.audit;
