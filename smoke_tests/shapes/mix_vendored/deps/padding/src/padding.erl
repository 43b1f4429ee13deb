-module(padding).
-export([both/1]).

both(Text) -> <<"  ", Text/binary, "  ">>.
