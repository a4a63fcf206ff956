-- When the service last saw that a campaign was not over. An end after that was not set into the past, however late the
-- service sees it: the service was stopped for long, or its database was restored from a backup.
alter table retention add column open_seen datetime(6) null;
