#!/bin/sh
# SPDX-License-Identifier: ISC
# A real browser logs in: headless Chromium, started by keyrack itself through
# $BROWSER, opens the demo service's login page, and its mouse presses the
# button there. The mouse is moved over the DevTools protocol on two pipes.
# usage: chromium.sh BUILD-FOLDER
. "$(dirname "$0")/proof.sh"
proof_begin "${1:-}" chromium

proof_clean_more() {
	exec 3>&- 2>/dev/null
	[ ! -s "$place/chromium.pid" ] ||
		kill "$(cat "$place/chromium.pid")" 2>/dev/null
	[ -z "${reader:-}" ] || kill "$reader" 2>/dev/null
	wait_until 10 chromium_is_gone
}

chromium_is_gone() {
	[ ! -s "$place/chromium.pid" ] ||
		! kill -0 "$(cat "$place/chromium.pid")" 2>/dev/null
}

# Two pipes; the one to Chromium stays open here, or it would end.
mkfifo "$place/to" "$place/from"
cat >"$place/browser" <<END
#!/bin/sh
printf '%s\n' "\$1" >>"$place/given"
echo \$\$ >"$place/chromium.pid"
exec chromium --headless --no-sandbox --disable-gpu --no-first-run \
	--disable-dev-shm-usage --user-data-dir="$place/profile" \
	--remote-debugging-pipe "\$1" \
	3<"$place/to" 4>"$place/from" 2>"$place/chromium.log"
END
chmod 0700 "$place/browser"
cat <"$place/from" >"$place/raw" &
reader=$!

last_id=0

reply_came() {
	reply=$(tr '\0' '\n' <"$place/raw" | grep -a "^{\"id\":$last_id,")
}

# asks METHOD PARAMETERS: one command of the protocol; sets $reply.
asks() {
	last_id=$((last_id + 1))
	printf '{"id":%d,"method":"%s","params":%s%s}\0' "$last_id" "$1" "$2" \
		"${page:+,\"sessionId\":\"$page\"}" >&3
	reply=
	wait_until 30 reply_came || echo "no reply to $1"
}

# value_of EXPRESSION: sets $value to what it is in the page, a string; a
# promise is waited for.
value_of() {
	asks Runtime.evaluate "{\"expression\":\"$1\",\"awaitPromise\":true}"
	value=$(printf '%s\n' "$reply" |
		sed -n 's/.*"type":"string","value":"\(.*\)"}}.*/\1/p')
}

page_target() {
	page=
	asks Target.getTargets '{}'
	target=$(printf '%s\n' "$reply" | tr '{' '\n' | grep '"type":"page"' |
		sed -n 's/.*"targetId":"\([0-9A-F]*\)".*/\1/p')
	[ -n "$target" ]
}

page_says() {
	value_of document.body.innerText
	printf '%s\n' "$value" | grep -q "$1"
}

# The middle of the button, pressed and let go, once it has been painted.
click() {
	asks Page.bringToFront '{}'
	value_of "new Promise(done => requestAnimationFrame(() => \
requestAnimationFrame(() => done('painted'))))"
	value_of "(() => { const r = document.querySelector('$1')\
.getBoundingClientRect(); return Math.round(r.x + r.width / 2) + ' ' + \
Math.round(r.y + r.height / 2) })()"
	for type in mousePressed mouseReleased; do
		asks Input.dispatchMouseEvent "{\"type\":\"$type\",\
\"x\":${value% *},\"y\":${value#* },\"button\":\"left\",\"clickCount\":1}"
	done
}

start() {
	terminal "$1" env DISPLAY=:99 BROWSER="$place/browser" \
		"$build/keyrack" --url "$url" --redirect-uri http://localhost:0
}

service_start
start first
shows 'keyrack says that it started a browser' \
	expect first 'A browser was started'
exec 3>"$place/to"
shows 'the browser was given one address, of the login page' \
	[ "$(grep -c "^$url/login?" "$place/given")" -eq 1 ]
wait_until 30 page_target
asks Target.attachToTarget "{\"targetId\":\"$target\",\"flatten\":true}"
page=$(printf '%s\n' "$reply" | sed 's/.*"sessionId":"\([0-9A-F]*\)".*/\1/')
shows 'Chromium shows the login page' \
	wait_until 30 page_says 'keyrack demo service'
shows 'the service has given no token before the click' \
	service_has 0 'POST /api/auth/token'
click 'button[value=login]'
shows 'keyrack goes on to the table' expect first '20 of 20'
shows 'Chromium ends on a page that says so' \
	wait_until 30 page_says 'You may close'
printf "%s\n" "    $value" | sed "s/\\\\n/ /g"
value_of location.href
shows_equal 'its address holds neither code nor state' '' \
	"$(printf '%s' "$value" | grep -E 'code=|state=')"
echo "    $value"
shows 'the code was redeemed once' service_has 1 'POST /api/auth/token 200'
quit first

start second
shows 'a second start needs no login' expect second '20 of 20'
shows 'no second browser was started' [ "$(wc -l <"$place/given")" -eq 1 ]
shows 'no second login was asked for' service_has 1 'GET /api/auth 200'
quit second
proof_end
