-- Until when a campaign's contacts and the link to persons are kept, and what was destroyed.
create table retention (
    campaign_id  bigint      not null primary key,
    -- From when they may be destroyed; null: as the setting says.
    destroy_from datetime(6) null,
    -- When the campaign's keys were destroyed; the rest follows.
    begun_at     datetime(6) null,
    -- Until when a replica holds the work.
    held_until   datetime(6) null,
    destroyed_at datetime(6) null,
    contacts     int         not null default 0,
    persons      int         not null default 0,
    foreign key (campaign_id) references campaign (id)
) character set utf8mb4 collate utf8mb4_bin;
