-- What the office leaves out of results and progress, and why. A response is set aside while any row that holds names it.
create table set_aside (
    id          bigint       not null primary key,
    campaign_id bigint       not null,
    reason      varchar(500) not null,
    -- The filter by which the responses were chosen, as JSON; null where they were named one by one.
    criteria    text         null,
    -- How many responses; null until all of them are stored, and only then it holds.
    responses   int          null,
    set_by      varchar(64)  not null,
    set_at      datetime(6)  not null,
    -- Null while it holds.
    undone_by   varchar(64)  null,
    undone_at   datetime(6)  null,
    key set_aside_campaign (campaign_id, responses, undone_at),
    foreign key (campaign_id) references campaign (id)
) character set utf8mb4 collate utf8mb4_bin;

-- The responses of each, by sequence number. The responses themselves are never changed.
create table set_aside_response (
    set_aside_id bigint not null,
    seq          bigint not null,
    primary key (set_aside_id, seq),
    foreign key (set_aside_id) references set_aside (id)
) character set utf8mb4 collate utf8mb4_bin;

-- Which responses of the school and role were set aside when the snapshot was taken: a hash, 0 for none.
alter table school_result add column set_aside bigint not null default 0;
