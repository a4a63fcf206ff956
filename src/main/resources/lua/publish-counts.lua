-- Publishes the schools' counts in one step, so that readers see either all of them or none.
-- KEYS[1] the hash; ARGV[1] the writer; ARGV[2] the time to live in milliseconds; ARGV[3] 'all' or 'changes';
-- ARGV[4] the version; then pairs of a school and its counts. Returns 1, or 0 if changes cannot be added because the
-- hash has expired or belongs to another writer.
if ARGV[3] == 'all' then
  redis.call('DEL', KEYS[1])
  redis.call('HSET', KEYS[1], 'writer', ARGV[1])
elseif redis.call('HGET', KEYS[1], 'writer') ~= ARGV[1] then
  return 0
end
redis.call('HSET', KEYS[1], 'version', ARGV[4])
for i = 5, #ARGV, 2 do
  redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
