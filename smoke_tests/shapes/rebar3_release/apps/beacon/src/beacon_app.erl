-module(beacon_app).
-behaviour(application).
-export([start/2, stop/1]).

start(_Type, _Arguments) ->
    beacon_sup:start_link().

stop(_State) -> ok.
