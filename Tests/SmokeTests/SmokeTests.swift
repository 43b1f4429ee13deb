// Smoke
