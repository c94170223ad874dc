#!/bin/sh
# SPDX-License-Identifier: ISC
# Each command of keyrack with Prism between it and the demo service: what it
# asks and what it is answered are as the contract says, a result alone is on
# standard output, and what is told besides is on standard error.
set -eu
: "${top_srcdir:=$(cd "$(dirname "$0")/../.." && pwd)}"
: "${top_builddir:=.}"
. "$top_srcdir/tests/support/tap.sh"
. "$top_srcdir/tests/support/prism.sh"
# Before keyrack gets a home of its own: npm is configured in the person's.
install_prism
. "$top_srcdir/tests/support/cli.sh"
. "$top_srcdir/tests/support/clipboard.sh"
trap 'end_processes; rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
awkward='"Vertrag" – 契約 / ? # 🤝'

# digest COMMAND…: takes what the command makes of the result for the result.
digest() {
	"$@" <"$work/out" >"$work/digest" || :
	mv "$work/digest" "$work/out"
}
# expect NAME STATUS OUT ERR: how the last run ended, and all that it printed.
expect() {
	tap_is_equal "$1" "$2
$3
$4" "$status
$(cat "$work/out")
$(cat "$work/err")"
}
# The id of the API key that the last run created.
made() {
	sed -n 's/.*created “.*”, id //p' "$work/err"
}
token_alone='^nxk_[A-Za-z0-9]\{40\}$'

# The access token that the login brings is refused once, and refreshed.
start demo http "$demo" --fault 'GET /api/auth/me=expire,times:1'
start_between "$address"
KEYRACK_URL=$proxy
export KEYRACK_URL

# Login, session and account.
begin_login
tap_is_equal 'login: the browser is told that all is well' 200 \
	"$(browse login)"
end_login
expect 'login' 0 '' "keyrack: the session will be kept in $(echo \
	"$work"/state/keyrack/*.session), which only you can read
keyrack: open this link to log in:
$link
keyrack: no browser is started, as --no-browser has it
keyrack: or paste the address that the browser ends at; it is not shown:
keyrack: logged in as ada@example.org"
run login
expect 'login: there is a session' 0 '' 'keyrack: logged in as ada@example.org'
run whoami
expect whoami 0 'ada@example.org
member
Acme Research
Bêta Société' ''
run status
digest sed -n 's/^\(account\|host\|accepted\|e-mail\): *//p'
expect status 0 "default
${proxy#http://}
yes
ada@example.org" ''
run accounts
digest grep -c '^\*  default  127.0.0.1.*logged in$'
expect accounts 0 1 ''
run doctor
digest grep -c '^ok    service: 127.0.0.1:[0-9]* answers'
expect doctor 0 1 ''

# Looking.
run list
digest grep -c ''
expect list 0 21 ''
run list --json
digest grep -c '"id":".*","token":"nxk_…....","'
expect 'list --json' 0 20 ''
run list --json --show-tokens
digest grep -c '"id":".*","token":"nxk_[A-Za-z0-9]\{40\}","'
expect 'list --json --show-tokens' 0 20 ''
run list --tsv --sort -name --filter prod
digest cut -f2
expect 'list --tsv --sort --filter' 0 'name
prod-extract
données-prod' ''
run token ci-bot
cp "$work/out" "$work/token"
digest grep -c "$token_alone"
expect token 0 1 ''
input=$work/token run which
id=$(cut -f1 "$work/out")
digest cut -f2
expect which 0 ci-bot ''
run exec ci-bot -- sh -c 'echo "$NUMIND_API_KEY"; exit 7'
expect exec 7 "$(cat "$work/token")" ''
echo 'clipboard_clear = 0' >"$work/settings"
DISPLAY=:9 run --config "$work/settings" copy "$id"
expect copy 0 '' "$(cat "$work/err")"
tap_is_equal 'copy: it is on the clipboard' "$(cat "$work/token")" \
	"$(cat "$work/clipboard")"
run check --within 1d
digest grep -c EXPIRED
expect check 1 4 ''

# Changing.
run create "$awkward"
id=$(made)
cp "$work/out" "$work/token"
digest grep -c "$token_alone"
expect create 0 1 "keyrack: created “$awkward”, id $id"
input=$work/token run which
expect 'create: it is the token of what was created' 0 \
	"$(printf '%s\t%s\t' "$id" "$awkward")" ''
run create ours --org 'Acme Research' --output "$work/filed"
expect 'create --org --output' 0 '' "keyrack: created “ours”, id $(made)"
input=$work/filed run which
digest cut -f2
expect 'create --output: it is the token of what was created' 0 ours ''
run list --tsv --filter 'org:acme ours'
digest cut -f2
expect 'create --org: it is of that organization' 0 'name
ours' ''
run rename "$awkward" "$awkward 2"
expect rename 0 '' "keyrack: renamed, now “$awkward 2”"
run delete "$awkward 2" --yes
expect delete 0 '' "keyrack: deleted “$awkward 2”"
for name in one two; do run create "$name"; done
run delete one two ours --yes
expect 'delete of several' 0 '' 'keyrack: deleted “one”
keyrack: deleted “two”
keyrack: deleted “ours”'
run create turned
old=$(made)
run rotate "$old" --yes
digest grep -c "$token_alone"
expect rotate 0 1 "keyrack: created “turned”, id $(made)
keyrack: the old one, id $old, stays; keyrack rotate $old retires it"
run rotate "$old" --yes
expect 'rotate --yes' 0 '' 'keyrack: deleted “turned”'
printf '%s\n' 'n zeilen' 0 '' '/zeilen' 'r 1' 'umbenannt' '/umbenannt' 'd 1' y q \
	>"$work/lines"
input=$work/lines run --plain
tap_is_equal '--plain' '0 1 1 1' "$status $(grep -c 'created “zeilen”' \
	"$work/err") $(grep -c 'renamed, now “umbenannt”' \
	"$work/err") $(grep -c 'deleted “umbenannt”' "$work/err")"

run logout
expect logout 0 '' 'keyrack: ended on the service: yes
keyrack: removed from the store: yes
keyrack: wiped from keyrack'\''s memory: yes'
run list
expect 'logout: the session has ended' 3 '' \
	'keyrack: default: not logged in; keyrack login begins a session'

# Prism's own words: all calls of the contract came through, and none of them
# or of their answers was against it.
end_processes
tap_is_equal 'each call of the contract was made' "$(sed -n \
	's/^  \(\/.*\):$/\1/p; s/^    \([a-z]*\):$/\1/p' "$contract" | awk '
	/^\// { path = $0 } /^(get|put|post|delete)$/ { print $0, path }' |
		sort)" "$(sed -n 's/.*HTTP SERVER\] \([a-z]* [^ ]*\) .*/\1/p' \
	"$work/proxy.log" | sed 's|\(api-keys/\).*|\1{apiKeyId}|' | sort -u)"
tap_is_empty 'nothing was against the contract' \
	"$(grep -v ' info ' "$work/proxy.log" || :)"
tap_done
