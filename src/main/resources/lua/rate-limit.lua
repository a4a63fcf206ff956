-- Generic cell rate algorithm (ITU-T I.371): one key holds the time at which all permits are available again.
-- KEYS[1] the limit and its subject; ARGV[1] the most permits at once; ARGV[2] milliseconds until one more permit.
-- If no permit is available, returns the milliseconds until the next one. If one was taken, returns 0, or as a negative
-- number the milliseconds until its turn if the permits taken before it were used at the steady rate.
local now = redis.call('TIME')
now = now[1] * 1000 + math.floor(now[2] / 1000)
local step = tonumber(ARGV[2])
local start = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now)
local wait = start + step - now - step * tonumber(ARGV[1])
if wait > 0 then
  return wait
end
redis.call('SET', KEYS[1], string.format('%d', start + step), 'PX', start + step - now)
return now - start
