-- wrk asks the questions of a list in turn: wrk -s questions.lua URL -- FILE. Each thread begins elsewhere in the list.
local threads = 0

function setup(thread)
  thread:set("place", threads * 7919)
  threads = threads + 1
end

function init(args)
  paths = {}
  for line in io.lines(args[1]) do
    paths[#paths + 1] = line
  end
end

function request()
  place = place + 1
  return wrk.format("GET", paths[place % #paths + 1])
end
