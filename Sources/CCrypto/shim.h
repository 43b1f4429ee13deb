#pragma once
// The one-step hash functions keep their state in a plain struct: no allocation, hence no failure to handle.
// OpenSSL 3 marks them deprecated in favour of its provider API, but keeps and optimises them.
#define OPENSSL_SUPPRESS_DEPRECATED 1
#include <openssl/sha.h>
