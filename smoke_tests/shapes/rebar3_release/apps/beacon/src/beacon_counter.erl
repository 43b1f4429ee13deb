-module(beacon_counter).
-behaviour(gen_server).
-export([start_link/0, init/1, handle_call/3, handle_cast/2, handle_info/2]).

start_link() -> gen_server:start_link({local, ?MODULE}, ?MODULE, 0, []).

init(Count) ->
    {ok, Interval} = application:get_env(beacon, interval),
    {ok, _} = timer:send_interval(Interval, tick),
    {ok, Count}.

handle_call(count, _From, Count) -> {reply, Count, Count}.

handle_cast(_, Count) -> {noreply, Count}.

handle_info(tick, Count) -> {noreply, Count + 1}.
