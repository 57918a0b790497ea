#!/bin/sh
# The image's entry point. A fresh volume belongs to root: it is given to the user that all processes run as,
# and root is left behind before any of them starts.
set -eu
if [ "$(id -u)" = 0 ]; then
  chown comptoir:comptoir "$DATA_DIR"
  exec setpriv --reuid=comptoir --regid=comptoir --init-groups --no-new-privs -- "$@"
fi
exec "$@"
