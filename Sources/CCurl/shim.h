#pragma once
#define CURL_DISABLE_TYPECHECK 1
#include <curl/curl.h>

// libcurl's setters and getters are variadic, which Swift cannot call: one typed form for each kind of argument.

static inline CURLcode bmatrix_curl_set_long(CURL *curl, CURLoption option, long value) {
    return curl_easy_setopt(curl, option, value);
}

static inline CURLcode bmatrix_curl_set_text(CURL *curl, CURLoption option, const char *value) {
    return curl_easy_setopt(curl, option, value);
}

typedef size_t (*bmatrix_curl_writer)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode bmatrix_curl_set_writer(CURL *curl, bmatrix_curl_writer writer, void *context) {
    CURLcode code = curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, writer);
    return code != CURLE_OK ? code : curl_easy_setopt(curl, CURLOPT_WRITEDATA, context);
}

// Headers come in the same form as content, a line each.
static inline CURLcode bmatrix_curl_set_header_reader(CURL *curl, bmatrix_curl_writer reader, void *context) {
    CURLcode code = curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, reader);
    return code != CURLE_OK ? code : curl_easy_setopt(curl, CURLOPT_HEADERDATA, context);
}

static inline CURLcode bmatrix_curl_set_list(CURL *curl, CURLoption option, struct curl_slist *list) {
    return curl_easy_setopt(curl, option, list);
}

static inline CURLcode bmatrix_curl_set_error_buffer(CURL *curl, char *buffer) {
    return curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, buffer);
}

// Only http and https; the older option is a set of bits, the newer one a list of names.
static inline CURLcode bmatrix_curl_allow_http_only(CURL *curl) {
#if LIBCURL_VERSION_NUM >= 0x075500
    return curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
#else
    return curl_easy_setopt(curl, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

// Closing must not wait for a name server that never answers.
static inline void bmatrix_curl_quit_quickly(CURL *curl) {
#if LIBCURL_VERSION_NUM >= 0x075700
    curl_easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L);
#else
    (void)curl;
#endif
}

static inline long bmatrix_curl_get_long(CURL *curl, CURLINFO info) {
    long value = 0;
    return curl_easy_getinfo(curl, info, &value) == CURLE_OK ? value : 0;
}

static inline curl_off_t bmatrix_curl_get_offset(CURL *curl, CURLINFO info) {
    curl_off_t value = 0;
    return curl_easy_getinfo(curl, info, &value) == CURLE_OK ? value : 0;
}

// The text belongs to the handle; NULL when there is none.
static inline const char *bmatrix_curl_get_text(CURL *curl, CURLINFO info) {
    char *value = NULL;
    return curl_easy_getinfo(curl, info, &value) == CURLE_OK ? value : NULL;
}

// How the transfer of a multi handle's only transfer ended; -1 while it has not.
static inline int bmatrix_curl_result(CURLM *multi) {
    int left = 0;
    CURLMsg *message = curl_multi_info_read(multi, &left);
    return message != NULL && message->msg == CURLMSG_DONE ? (int)message->data.result : -1;
}
