-- Until when a campaign's contacts and the link to persons are kept, and what was destroyed.
create table retention (
    campaign_id  bigint      not null primary key,
    -- From when they may be destroyed; null: as the setting says.
    destroy_from datetime(6) null,
    -- When the service first saw that the campaign is over; null while it is not.
    closed_seen  datetime(6) null,
    -- When the campaign's keys were destroyed; the rest follows.
    begun_at     datetime(6) null,
    -- Until when a replica holds the work.
    held_until   datetime(6) null,
    destroyed_at datetime(6) null,
    contacts     int         not null default 0,
    persons      int         not null default 0,
    foreign key (campaign_id) references campaign (id)
) character set utf8mb4 collate utf8mb4_bin;

-- Campaigns that were over long before this version: the office has 30 days to choose another day. China's midnight.
insert into retention (campaign_id, destroy_from)
select id, timestamp(utc_date()) + interval 31 day - interval 8 hour from campaign
 where closes_at < utc_timestamp() - interval 150 day;
