-- Posts one body after another, chosen at random, under another key each time, and counts the
-- answers by status. Arguments: what the keys begin with, and a file with a body a line.

local threads = {}

function setup(thread)
  thread:set("number", #threads + 1)
  table.insert(threads, thread)
end

function init(args)
  keys = args[1] .. "-" .. number .. "-"
  bodies = {}
  for line in io.lines(args[2]) do
    table.insert(bodies, line)
  end
  math.randomseed(os.time() * 31 + number)
  sent, done_well, refused, others = 0, 0, 0, 0
end

function request()
  sent = sent + 1
  wrk.headers["Idempotency-Key"] = keys .. sent
  return wrk.format("POST", nil, wrk.headers, bodies[math.random(#bodies)])
end

-- A refusal is an answer here. wrk itself counts it among what is not 2xx.
function response(status)
  if status == 201 or status == 200 then
    done_well = done_well + 1
  elseif status == 422 then
    refused = refused + 1
  else
    others = others + 1
  end
end

-- One line for load.sh: seconds, 2xx, 422, others, unanswered, p50 and p99 in milliseconds.
function done(summary, latency)
  local made, failed, strange = 0, 0, 0
  for _, thread in ipairs(threads) do
    made = made + thread:get("done_well")
    failed = failed + thread:get("refused")
    strange = strange + thread:get("others")
  end
  local errors = summary.errors
  io.write(string.format("counted %.3f %d %d %d %d %.2f %.2f\n", summary.duration / 1e6, made,
    failed, strange, errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
