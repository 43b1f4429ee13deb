#pragma once
// The one-step hash functions keep their state in a plain struct: no allocation, hence no failure to handle.
// OpenSSL 3 marks them deprecated in favour of its provider API, but keeps and optimises them.
#define OPENSSL_SUPPRESS_DEPRECATED 1
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>

// The public part of an RSA key, of its big-endian numbers; NULL when they are none. EVP_PKEY_free ends it.
static inline EVP_PKEY *bmatrix_rsa_key(
    const unsigned char *modulus, size_t modulus_count, const unsigned char *exponent, size_t exponent_count) {
    EVP_PKEY *key = NULL;
    BIGNUM *n = BN_bin2bn(modulus, (int)modulus_count, NULL), *e = BN_bin2bn(exponent, (int)exponent_count, NULL);
    OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
    OSSL_PARAM *parameters = NULL;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "RSA", NULL);
    if (n && e && build && context && OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_N, n)
        && OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_E, e)
        && (parameters = OSSL_PARAM_BLD_to_param(build)) && EVP_PKEY_fromdata_init(context) > 0)
        EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, parameters);
    EVP_PKEY_CTX_free(context);
    OSSL_PARAM_free(parameters);
    OSSL_PARAM_BLD_free(build);
    BN_free(e);
    BN_free(n);
    return key;
}

// Whether an RSA signature with the padding of PKCS#1 v1.5 is one of that digest.
static inline int bmatrix_rsa_verify(
    EVP_PKEY *key, const EVP_MD *hash, const unsigned char *signature, size_t signature_count,
    const unsigned char *digest, size_t digest_count) {
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(key, NULL);
    int good = context && EVP_PKEY_verify_init(context) > 0
        && EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) > 0
        && EVP_PKEY_CTX_set_signature_md(context, hash) > 0
        && EVP_PKEY_verify(context, signature, signature_count, digest, digest_count) == 1;
    EVP_PKEY_CTX_free(context);
    return good;
}

// Whether an Ed25519 signature is one of that message.
static inline int bmatrix_ed25519_verify(
    const unsigned char *point, size_t point_count, const unsigned char *signature, size_t signature_count,
    const unsigned char *message, size_t message_count) {
    EVP_PKEY *key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, point, point_count);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    int good = key && context && EVP_DigestVerifyInit(context, NULL, NULL, NULL, key) > 0
        && EVP_DigestVerify(context, signature, signature_count, message, message_count) == 1;
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(key);
    return good;
}
