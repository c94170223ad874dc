// SPDX-License-Identifier: ISC
// Stands between Prism and the service, since Prism judges a body that is one
// JSON string as it came, and then hands it on without its quotes: they are
// put back, so that the service gets what was sent. All else passes as it is.
// usage: requote.js SERVICE
'use strict';
const http = require('http');

const service = new URL(process.argv[2]);

function pass(request, answer, body) {
	const headers = { ...request.headers, host: service.host };

	delete headers['transfer-encoding'];
	headers['content-length'] = body.length;
	const onward = http.request(service, {
		method: request.method,
		path: request.url,
		headers,
	}, (reply) => {
		answer.writeHead(reply.statusCode, reply.headers);
		reply.pipe(answer);
	});
	onward.on('error', () => answer.destroy());
	onward.end(body);
}

const server = http.createServer((request, answer) => {
	const pieces = [];

	request.on('data', (piece) => pieces.push(piece));
	request.on('end', () => {
		let body = Buffer.concat(pieces);

		if (request.url === '/api/auth/logout')
			body = Buffer.from(JSON.stringify(body.toString()));
		pass(request, answer, body);
	});
});
server.listen(0, '127.0.0.1', () =>
	console.log(`http://127.0.0.1:${server.address().port}`));
