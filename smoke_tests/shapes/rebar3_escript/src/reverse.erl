-module(reverse).
-export([main/1]).

main(Words) -> [io:format("~ts~n", [string:reverse(Word)]) || Word <- lists:reverse(Words)].
