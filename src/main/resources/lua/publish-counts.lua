-- Publishes the schools' counts, all at once for whoever reads them.
-- KEYS[1] the hash; ARGV[1] who writes; ARGV[2] milliseconds for which it stays fresh; ARGV[3] 'all' or 'changes';
-- then pairs of a school and its counts. Returns 1, or 0 where changes cannot be added to what is there, because it
-- is gone or somebody else's.
if ARGV[3] == 'all' then
  redis.call('DEL', KEYS[1])
  redis.call('HSET', KEYS[1], 'writer', ARGV[1])
elseif redis.call('HGET', KEYS[1], 'writer') ~= ARGV[1] then
  return 0
end
for i = 4, #ARGV, 2 do
  redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
