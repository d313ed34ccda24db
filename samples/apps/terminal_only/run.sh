#!/bin/sh
# Looks at the room before the program of the session is begun: sh run.sh [PROGRAM...]. It is begun whatever comes of it.
set -u
code=0
envcheck watch --seconds "${LOOK_SECS:-10}" --camera "${CAMERA:-0}" || code=$?
case $code in
0) echo "All set. Have a good session." ;;
1) echo "There is still time to change what stands above." ;;
2) echo "The room could not be judged; a look around does as well." ;;
130) exit 130 ;;
*) echo "The check is away this time ($code); the session can begin." ;;
esac
exec "${@:-true}"
