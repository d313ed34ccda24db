# Runs a command as a container and systemd run a server: sh confined.sh USER NEEDED,NEEDED COMMAND...
# As another user without a capability, on a root that nobody can write to, without other processes in sight. What is
# needed but lies in a folder of somebody's own can be read there.
set -eu
user=$1 needed=$2
shift 2
mount -t tmpfs tmpfs /mnt
old_ifs=$IFS
IFS=,
for place in $needed; do
    own=$place
    while test "$own" != / && test -n "$(find "$own" -maxdepth 0 -perm -o+x)"; do own=$(dirname "$own"); done
    test "$own" = / || shut="${shut:-}$place,"
done
for place in ${shut:-}; do
    mkdir -p "/mnt$place"
    mount --bind "$place" "/mnt$place"
done
for place in ${shut:-}; do
    own=$place
    while test "$(dirname "$own")" != /; do own=$(dirname "$own"); done
    mountpoint -q "$own" || mount -t tmpfs -o mode=755 tmpfs "$own"
    mkdir -p "$place"
    mount --bind "/mnt$place" "$place"
done
IFS=$old_ifs
mount -t proc -o hidepid=invisible,subset=pid proc /proc
mount -o remount,ro,bind /
exec setpriv --reuid "$user" --regid "$user" --clear-groups --no-new-privs --bounding-set -all --inh-caps -all "$@"
