// Builds
