// BEAM
