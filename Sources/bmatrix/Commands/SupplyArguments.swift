import ArgumentParser

/// The options that say where runtimes may come from, the same for every command.
struct SupplyArguments: ParsableArguments {
    @Flag(help: "Ask nobody over the network: what is not in the cache is an error.")
    var offline = false

    @Flag(help: "Use just what bmatrix.lock pins; whatever it does not pin is an error.")
    var locked = false
}
