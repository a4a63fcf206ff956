-- Which responses fill the quotas: RECEIVED, or UNFLAGGED for those of undoubted quality only.
alter table campaign add column quota_counts varchar(16) not null default 'RECEIVED';
