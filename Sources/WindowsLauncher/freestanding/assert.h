// zstd is built without assertions, but not without their header.
#pragma once
#define assert(condition) ((void)0)
