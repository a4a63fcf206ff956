-- Generic cell rate algorithm (ITU-T I.371): a key holds the time at which all permits of a limit are available again.
-- KEYS the limits with their subjects, several of them in one slot of a cluster; ARGV[1] how many milliseconds a newcomer
-- is known; then for each limit: the most permits at once; milliseconds until one more permit; 'take' a permit, 'look'
-- whether there is one, or 'new' to take one unless the newcomer is known, whose key comes behind that of the limit.
-- If a limit has no permit, takes none at all and returns the longest wait in milliseconds and the position of its limit.
-- Otherwise returns 0, or as a negative number the milliseconds until the turn in the first limit if the permits taken
-- before were used at the steady rate; and 0.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local turn, longest, refusing = 0, 0, 0
local full, newcomers = {}, {}
local key, position = 1, 0
while key <= #KEYS do
  local permits, step = tonumber(ARGV[3 * position + 2]), tonumber(ARGV[3 * position + 3])
  local how = ARGV[3 * position + 4]
  position = position + 1
  local newcomer = how == 'new' and KEYS[key + 1]
  if not newcomer or redis.call('EXISTS', newcomer) == 0 then
    local start = math.max(tonumber(redis.call('GET', KEYS[key]) or 0), now)
    local wait = start + step - now - step * permits
    if wait > longest then
      longest, refusing = wait, position
    end
    if how ~= 'look' then
      full[KEYS[key]] = start + step
    end
    if newcomer then
      newcomers[newcomer] = true
    end
    if position == 1 then
      turn = now - start
    end
  end
  key = key + (newcomer and 2 or 1)
end
if refusing > 0 then
  return {longest, refusing}
end
for limit, at in pairs(full) do
  redis.call('SET', limit, string.format('%d', at), 'PX', at - now)
end
for newcomer in pairs(newcomers) do
  redis.call('SET', newcomer, '', 'PX', ARGV[1])
end
return {turn, 0}
