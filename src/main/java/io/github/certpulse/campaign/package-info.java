/// Campaigns: what an office asks of which schools. Schools and their certificates come from a roster, which is read here.
package io.github.certpulse.campaign;
