-- Which process makes ids with which node. The next holder begins no earlier than the last one's held_until.
create table id_node (
    number     smallint    not null primary key,
    -- Drawn by the process; null once the node was given back.
    holder     varchar(36) null,
    held_until datetime(3) not null
) character set utf8mb4 collate utf8mb4_bin;

insert into id_node (number, held_until)
with recursive digit as (select 0 as d union all select d + 1 from digit where d < 31)
select high.d * 32 + low.d, '2020-01-01' from digit high, digit low;
