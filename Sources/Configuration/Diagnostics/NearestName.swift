internal import Matrix

/// The known name (of the first 200) that a misspelt or shortened one most likely meant; `nil` when none is near.
func nearestName(to name: String, in known: [String]) -> String? {
    guard name.utf8.count <= 64 else { return nil }
    let known = known.prefix(200)
    if let nearest = NearestText(name).best(of: known) { return nearest }
    return name.count < 3 ? nil : known.first { $0.hasPrefix(name) }
}
