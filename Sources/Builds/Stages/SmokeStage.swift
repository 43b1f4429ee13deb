import Matrix

extension CellPipeline {
    func smoke(_ artifact: DeliveredArtifact) async throws(Failure) -> Staged<Int> { Staged(0, cached: false) }
}
