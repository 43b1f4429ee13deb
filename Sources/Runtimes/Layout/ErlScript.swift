import Matrix

/// The `erl` of a runtime that may be moved: it finds its root from where it lies itself.
///
/// The scripts of distributions name the system's folder instead, and would run the host's Erlang.
enum ErlScript {
    static func text(erts: Version) -> String {
        """
        #!/bin/sh
        # Starts the Erlang/OTP that this file belongs to, wherever its folder lies.
        self=$0
        case $self in */*) ;; *) self=$(command -v -- "$self") ;; esac
        while [ -h "$self" ]; do
            target=$(readlink "$self")
            case $target in
                /*) self=$target ;;
                *) self=${self%/*}/$target ;;
            esac
        done
        ROOTDIR=$(CDPATH= cd -- "${self%/*}" && pwd -P) || exit 1
        case $ROOTDIR in
            */erts-\(erts)/bin) ROOTDIR=${ROOTDIR%/erts-\(erts)/bin} ;;
            *) ROOTDIR=${ROOTDIR%/bin} ;;
        esac
        BINDIR=$ROOTDIR/erts-\(erts)/bin
        EMU=beam
        PROGNAME=${0##*/}
        export ROOTDIR BINDIR EMU PROGNAME
        exec "$BINDIR/erlexec" ${1+"$@"}

        """
    }
}
