-- Redeems one code over and over, under another key each time, and counts the answers by status.
-- Arguments: what the keys begin with, and the body.

local threads = {}

function setup(thread)
  thread:set("number", #threads + 1)
  table.insert(threads, thread)
end

function init(args)
  keys = args[1] .. "-" .. number .. "-"
  body = args[2]
  sent, created, refused, others = 0, 0, 0, 0
end

function request()
  sent = sent + 1
  wrk.headers["Idempotency-Key"] = keys .. sent
  return wrk.format("POST", nil, wrk.headers, body)
end

-- A refusal is an answer here. wrk itself counts it among what is not 2xx.
function response(status)
  if status == 201 then
    created = created + 1
  elseif status == 422 then
    refused = refused + 1
  else
    others = others + 1
  end
end

-- One line for run.sh: seconds, 201, 422, others, unanswered, p50 and p99 in milliseconds.
function done(summary, latency)
  local made, failed, strange = 0, 0, 0
  for _, thread in ipairs(threads) do
    made = made + thread:get("created")
    failed = failed + thread:get("refused")
    strange = strange + thread:get("others")
  end
  local errors = summary.errors
  io.write(string.format("counted %.3f %d %d %d %d %.1f %.1f\n", summary.duration / 1e6, made,
    failed, strange, errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
