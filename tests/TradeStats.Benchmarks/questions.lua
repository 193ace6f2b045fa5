-- wrk asks the questions of a list in turn: wrk -s questions.lua URL -- FILE. Each thread of each run begins elsewhere in the list, and gives each question
-- a limit of its own, above what there is: so it is another question than any asked before, which no memory can answer.
local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(args)
  paths = {}
  for line in io.lines(args[1]) do
    paths[#paths + 1] = line
  end
  math.randomseed(os.time() * 16 + number)
  place = math.random(#paths)
end

function request()
  place = place + 1
  return wrk.format("GET", paths[place % #paths + 1] .. "&limit=" .. math.random(1000, 9999))
end
