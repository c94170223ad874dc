#!/bin/sh
# SPDX-License-Identifier: ISC
# Makes the certificates that the tests of TLS use; they guard nothing.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
openssl ecparam -name prime256v1 -genkey -noout -out key.pem
: >"$work/index"

# certify NAME SUBJECT-ALTERNATIVE-NAME FROM UNTIL
certify() {
	cat >"$work/config" <<-END
		[ca]
		default_ca = here
		[here]
		database = $work/index
		new_certs_dir = $work
		default_md = sha256
		policy = policy
		rand_serial = yes
		unique_subject = no
		x509_extensions = extensions
		[policy]
		commonName = supplied
		[extensions]
		basicConstraints = critical, CA:true
		subjectAltName = $2
	END
	openssl req -new -key key.pem -subj "/CN=keyrack test $1" \
		-out "$work/request"
	openssl ca -batch -notext -selfsign -config "$work/config" \
		-keyfile key.pem -in "$work/request" \
		-startdate "$3" -enddate "$4" -out "$1.pem"
}

certify good IP:127.0.0.1 20200101000000Z 21200101000000Z
certify expired IP:127.0.0.1 20200101000000Z 20210101000000Z
certify other-host DNS:other.example 20200101000000Z 21200101000000Z
