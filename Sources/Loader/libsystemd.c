// What epmd wants of libsystemd: it asks whether systemd handed it a socket and tells it when it is ready. In a bundle
// there is no systemd, so the answers are "no" and "nobody listens".
int sd_listen_fds(int unset_environment) {
    (void)unset_environment;
    return 0;
}

int sd_is_socket_inet(int file, int family, int type, int listening, unsigned short port) {
    (void)file, (void)family, (void)type, (void)listening, (void)port;
    return 0;
}

int sd_notify(int unset_environment, const char *state) {
    (void)unset_environment, (void)state;
    return 0;
}

int sd_notifyf(int unset_environment, const char *format, ...) {
    (void)unset_environment, (void)format;
    return 0;
}
