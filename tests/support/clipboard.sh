# SPDX-License-Identifier: ISC
# A clipboard that is a file, $HOME/clipboard, and tells in $HOME/words what its
# programs were started with. Needs $work.
# shellcheck shell=sh
mkdir -p "$work/bin"
cat >"$work/bin/xclip" <<'EOS'
#!/bin/sh
echo "$*" >>"$HOME/words"
case $* in
*-out) cat "$HOME/clipboard" ;;
*) cat >"$HOME/new" && mv "$HOME/new" "$HOME/clipboard" ;;
esac
EOS
chmod +x "$work/bin/xclip"
PATH=$work/bin:$PATH
