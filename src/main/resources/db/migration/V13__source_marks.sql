-- Where a sheet came from without saying where, how long its respondent had been known, and which privacy notice was
-- shown. Null in rows that are older, and where it is not known. The rows of the table are not written again.
alter table response
    -- A keyed hash of address and browser family. It is compared, and never shown or exported.
    add column source_mark binary(8) null,
    add column server_seconds int null,
    add column notice_version int null,
    algorithm = instant;

-- The keys of source marks, sealed with the service's secret; destroyed with their campaigns.
create table source_key (
    campaign_id bigint         not null primary key,
    key_id      varchar(16)    not null,
    sealed      varbinary(128) not null,
    foreign key (campaign_id) references campaign (id)
) character set utf8mb4 collate utf8mb4_bin;

-- Alarms that the office has looked at and does not want to see again unless they grow.
create table dismissed_alarm (
    campaign_id  bigint       not null,
    alarm        varchar(80)  not null,
    number       int          not null,
    note         varchar(500) not null,
    username     varchar(64)  not null,
    dismissed_at datetime(6)  not null,
    primary key (campaign_id, alarm),
    foreign key (campaign_id) references campaign (id)
) character set utf8mb4 collate utf8mb4_bin;
