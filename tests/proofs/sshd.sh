#!/bin/sh
# SPDX-License-Identifier: ISC
# Over a real SSH. Two network namespaces stand for two machines: on the far
# one are sshd, keyrack and the service, on the near one a person with ssh
# and a browser (curl). The tunnel line is run as it stands on the screen and
# brings the browser's answer; without it, the address is pasted. It needs
# root, for the namespaces alone: sshd has a configuration, a host key, a /run
# and a /var/log of its own, and the machine's own are not touched.
# usage: sshd.sh BUILD-FOLDER
if [ -z "${KEYRACK_PROOF_APART:-}" ]; then
	KEYRACK_PROOF_APART=1 unshare -n -m "$0" "$@" && exit
	status=$?
	[ "$(id -u)" -eq 0 ] || echo 'skipped: only root may do this' >&2
	exit "$status"
fi
. "$(dirname "$0")/proof.sh"
PATH=$PATH:/usr/sbin:/sbin
sshd=$(command -v sshd)
proof_begin "${1:-}" "${sshd:-sshd}" ssh ssh-keygen curl ip nsenter
far=192.0.2.7
port=2222
me=$(id -un)
nearby=

proof_clean_more() {
	[ -z "$nearby" ] || kill "$nearby" 2>/dev/null
	[ ! -s "$place/sshd.pid" ] || kill "$(cat "$place/sshd.pid")"
}

# near COMMAND...: on the person's machine.
near() {
	nsenter -t "$nearby" -n "$@"
}

is_apart() {
	[ "$(readlink /proc/self/ns/net)" != \
		"$(readlink "/proc/$nearby/ns/net")" ]
}

make_networks() {
	mount -t tmpfs none /run && mkdir -m 0755 /run/sshd
	mount -t tmpfs none /var/log
	unshare -n tail -f /dev/null &
	nearby=$!
	wait_until 10 is_apart
	ip link add far type veth peer name near netns "$nearby"
	ip link set lo up
	ip address add "$far/24" dev far
	ip link set far up
	near ip link set lo up
	near ip address add 192.0.2.1/24 dev near
	near ip link set near up
}

make_sshd() {
	for key in host_key key; do
		ssh-keygen -q -t ed25519 -N '' -f "$place/$key"
	done
	cat >"$place/sshd_config" <<END
Port $port
ListenAddress $far
ListenAddress 127.0.0.1
HostKey $place/host_key
PidFile $place/sshd.pid
AuthorizedKeysFile $place/key.pub
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
StrictModes no
UsePAM no
PermitUserRC no
SetEnv HOME=$home DISPLAY=:99 BROWSER=$place/browser LC_ALL=C.UTF-8
END
	printf '#!/bin/sh\necho started >>%s/started\n' "$place" \
		>"$place/browser"
	chmod 0700 "$place/browser"
	"$sshd" -f "$place/sshd_config" -E "$place/sshd.log"
	wait_until 10 [ -s "$place/sshd.pid" ]
}

# What the person has in ~/.ssh is here in the words of a command named ssh.
make_ssh() {
	mkdir "$place/bin"
	cat >"$place/bin/ssh" <<END
#!/bin/sh
exec $(command -v ssh) -F none -i "$place/key" -o IdentitiesOnly=yes \\
	-o IdentityAgent=none -o BatchMode=yes -o LogLevel=ERROR \\
	-o StrictHostKeyChecking=accept-new -o ExitOnForwardFailure=yes \\
	-o UserKnownHostsFile="$place/known_hosts" \\
	-o GlobalKnownHostsFile=/dev/null "\$@"
END
	chmod 0700 "$place/bin/ssh"
}

# start NAME [HOME]: keyrack on the far machine.
start() {
	mkdir -p "$home/${2:-$1}"
	terminal "$1" nsenter -t "$nearby" -n "$place/bin/ssh" -tt \
		-p "$port" "$me@$far" \
		"env HOME=$home/${2:-$1} $build/keyrack --url $url"
}

make_networks
make_sshd
make_ssh
service_start

start tunnelled
shows 'the login waits' expect tunnelled 'Waiting for the browser'
shows 'the reason is on the screen' \
	expect tunnelled 'No browser was started, as you are here over SSH'
line=$(screen tunnelled | grep -o 'ssh -N -L [^│]*' | sed 's/ *$//')
shows_equal 'the tunnel line has port, user and host' \
	"ssh -N -L 5173:127.0.0.1:5173 -p $port $me@$far" "$line"
shows 'the link is on the screen' expect tunnelled "$url/login?"
link=$(link_of tunnelled)
address=$(answer_to "$link")
shows 'without the tunnel the browser does not find back' \
	[ "$(near curl -s -o /dev/null -w '%{http_code}' "$address")" = 000 ]
PATH=$place/bin:$PATH nsenter -t "$nearby" -n sh -c "exec $line" &
tunnel=$!
is_tunnelled() {
	[ -n "$(near ss -Hltn 'sport = :5173')" ]
}
shows 'the line opens the tunnel' wait_until 20 is_tunnelled
shows_equal 'through the tunnel the browser is answered' 200 \
	"$(near curl -sL -o "$place/page" -w '%{http_code}' "$address")"
shows 'keyrack goes on to the table' expect tunnelled '20 of 20'
shows 'the page in the browser says so' grep -q 'may close' "$place/page"
kill "$tunnel"
wait "$tunnel" 2>/dev/null
quit tunnelled

start pasted
shows 'without the tunnel it waits too' expect pasted 'Waiting for the browser'
link=$(link_of pasted)
address=$(answer_to "$link")
middle=$((${#address} / 2))
{
	printf '  "%s\r\n' "$(printf '%s' "$address" | cut -c "-$middle")"
	printf '   %s"\r\n' "$(printf '%s' "$address" | cut -c "$((middle + 1))-")"
} | tmux -S "$place/tmux" load-buffer -
tmux -S "$place/tmux" paste-buffer -p -r -t pasted
shows 'the address pasted with line breaks and quotes logs in' \
	expect pasted '20 of 20'
quit pasted

start again pasted
shows 'a second start needs no login' expect again '20 of 20'
quit again
shows 'no browser was ever started' [ ! -e "$place/started" ]
shows 'each code was redeemed once' service_has 2 'POST /api/auth/token 200'
proof_end
