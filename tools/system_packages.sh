#!/bin/sh
# Brings what pip cannot, by apt-get where there is one: sh tools/system_packages.sh WHY THING:PACKAGE...
#
# WHY ends the sentence about what is missing; a THING is a program, with .so in its name a library, or with / in it a
# file (* stands for any of a name); PACKAGE is Debian's of it. What is there is passed over. What is to be installed is named first. With NO_SYSTEM_PACKAGES=1, or
# without apt-get, what is missing is named instead, and nothing is installed.
set -eu
PATH="$PATH:/usr/sbin:/sbin" # where ldconfig and firewalls lie, for those who are not root as well

why=$1
shift

exists() {
    for file in "$@"; do
        test ! -e "$file" || return 0
    done
    return 1
}

missing() {
    for pair in "$@"; do
        thing=${pair%%:*}
        case $thing in
        */*) exists $thing || echo "${pair##*:}" ;;
        *.so*) ! command -v ldconfig >/dev/null || ldconfig -p | grep -qF "$thing" || echo "${pair##*:}" ;;
        *) command -v "$thing" >/dev/null || echo "${pair##*:}" ;;
        esac
    done
}

packages=$(missing "$@" | tr '\n' ' ')
packages=${packages% }
test -n "$packages" || exit 0
if test "${NO_SYSTEM_PACKAGES:-0}" != 0 || ! command -v apt-get >/dev/null; then
    echo "Not installed, by their names in Debian: $packages. $why"
    exit 0
fi
apt=apt-get
test "$(id -u)" = 0 || apt="sudo apt-get"
echo "Installing by $apt: $packages. (NO_SYSTEM_PACKAGES=1 leaves that to you.)"
$apt update -qq &&
    DEBIAN_FRONTEND=noninteractive $apt install -qq -y --no-install-recommends $packages >/dev/null || {
    echo "$apt could not install them; please install them yourself. $why" >&2
    exit 1
}
