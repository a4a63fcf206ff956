-- Increases with every completion that is declared or withdrawn, so that caches notice it without reading completions.
alter table campaign add column completion_revision int not null default 0;
