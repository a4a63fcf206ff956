-- HAProxy asks each node whether it can be written to: without password, because it has no right at all.
create user 'haproxy'@'%' identified via mysql_native_password using '';
