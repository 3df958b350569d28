/** What a meter copies, and for whom. */
export interface CopyWish {
  /** The name of the model among those of the endpoint. */
  readonly variant: string;
  /** Of how many requests in a hundred. */
  readonly percent: number;
  /** Whether answers are copied, too. */
  readonly responses: boolean;
}

/** The largest body that is copied, of a request and of an answer. */
export const LARGEST_BODY = 256 * 1024;

/** What copies under way may hold of the memory of a meter, for each of its two threads; the oldest are given up for what comes. */
export const HELD_BYTES = 8 * 1024 * 1024;

/** How long the collector has to take a copy, of which nobody waits for the answer. */
const TAKEN_WITHIN_MILLIS = 2_000;

/**
 * What copies requests and answers as they pass, in the Lua of Envoy: https://www.envoyproxy.io/docs/envoy/v1.37.6/configuration/http/http_filters/lua_filter. It looks at each part of a
 * body when that has come and holds none back; the copy goes to the collector after the last part of the answer, and whether it arrives nobody waits for. What is larger, compressed,
 * a stream, or neither JSON nor CSV is not copied.
 *
 * A request that is broken off leaves its copy behind: such are given up as soon as newer ones want their room, and `lost` tells the collector how many that were.
 */
export function copyProgram({ variant, percent, responses }: CopyWish): string {
  return `local held, oldest, newest, bytes, lost, seeded = {}, 1, 0, 0, 0, false

local function forget(number)
  local copy = held[number]
  if copy == nil then return false end
  held[number] = nil
  bytes = bytes - copy.bytes
  copy.parts, copy.given_up = {}, true
  return true
end

local function hold(copy, size)
  copy.bytes = copy.bytes + size
  bytes = bytes + size
  while bytes > ${HELD_BYTES} do
    if forget(oldest) then lost = lost + 1 end
    oldest = oldest + 1
  end
end

local function kind(headers)
  local encoding = headers:get("content-encoding")
  if encoding ~= nil and encoding ~= "identity" then return nil end
  local length = tonumber(headers:get("content-length") or "0")
  if length ~= nil and length > ${LARGEST_BODY} then return nil end
  local type = string.lower(headers:get("content-type") or "")
  if string.find(type, "^%w+/[%w.+-]*json") then return "json" end
  if string.find(type, "^%w+/csv") then return "csv" end
  return nil
end

local function chosen(handle)
  if not seeded then
    math.randomseed(tonumber(handle:timestamp()) % 2147483647)
    seeded = true
  end
  return math.random() * 100 < ${percent}
end

local function read(handle, copy)
  local size = 0
  for chunk in handle:bodyChunks() do
    local length = chunk:length()
    size = size + length
    if copy.given_up or size > ${LARGEST_BODY} then return nil end
    if length > 0 then
      table.insert(copy.parts, chunk:getBytes(0, length))
      hold(copy, length)
    end
  end
  if copy.given_up then return nil end
  local body = handle:base64Escape(table.concat(copy.parts))
  copy.parts = {}
  hold(copy, #body - size)
  return body
end

function envoy_on_request(handle)
  local headers = handle:headers()
  if headers:get(":method") ~= "POST" then return end
  local type = kind(headers)
  if type == nil or not chosen(handle) then return end
  newest = newest + 1
  local number = newest
  local copy = { bytes = 0, parts = {}, type = type, time = handle:timestamp(), id = handle:base64Escape(headers:get("x-request-id") or "") }
  held[number] = copy
  hold(copy, 1024)
  handle:streamInfo():dynamicMetadata():set("capture", "number", number)
  copy.request = read(handle, copy)
  if copy.request == nil then forget(number) end
end

function envoy_on_response(handle)
  local metadata = handle:streamInfo():dynamicMetadata():get("capture")
  if metadata == nil then return end
  local copy = held[metadata["number"]]
  if copy == nil then return end
  local headers = handle:headers()
  local status, type, answer = tonumber(headers:get(":status") or "0"), nil, nil
${responses ? `  type = kind(headers)
  if type ~= nil and copy.request ~= nil then answer = read(handle, copy) end
` : ''}  if not forget(metadata["number"]) or copy.request == nil then return end
  local record = '{"variant":"${variant}","id":"' .. copy.id .. '","time":' .. copy.time .. ',"status":' .. status .. ',"lost":' .. lost
    .. ',"request_type":"' .. copy.type .. '","request":"' .. copy.request .. '"'
  if answer ~= nil then record = record .. ',"response_type":"' .. type .. '","response":"' .. answer .. '"' end
  lost = 0
  handle:httpCall("collector", {
    [":method"] = "POST", [":path"] = "/capture", [":authority"] = "collector", ["content-type"] = "application/json",
  }, record .. "}", { ["timeout_ms"] = ${TAKEN_WITHIN_MILLIS}, ["asynchronous"] = true, ["send_xff"] = false, ["trace_sampled"] = false })
end
`;
}
