import { createServer } from 'node:http';
import { once } from 'node:events';
import { wallClock } from '../../src/server/log/clock.ts';
import type { Origins } from '../../src/server/log/transport/origin.ts';
import { Polling } from '../../src/server/log/transport/polling.ts';
import { attachSockets } from '../../src/server/log/transport/sockets.ts';
import { Committee, seeded } from '../sealed-log.ts';
import type { SeededKey } from '../simulation/crypto.ts';
import { Desk, type DeskParts } from './desk.ts';

interface HouseParts extends DeskParts {
	origins?: Origins;
	pingMs?: number;
}

/** A server in this process, on a port, that has a committee's log. */
export async function openHouse({
	origins = { own: undefined, apps: [] },
	pingMs,
	...parts
}: HouseParts = {}) {
	const committee = await Committee.found(seeded());
	const desk = new Desk<SeededKey>(committee.crypto, parts);
	await desk.call().founds(committee.founding);
	const at = { log: desk.server, origins, clock: wallClock };
	const polling = new Polling(at);
	const server = createServer((request, response) => {
		if (polling.takes(request, response)) return;
		response.writeHead(404).end();
	});
	const detach = attachSockets(server, { ...at, ...(pingMs !== undefined && { pingMs }) });
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	const port = address && typeof address === 'object' ? address.port : 0;
	return {
		committee,
		desk,
		port,
		async close() {
			await desk.server.stop();
			detach();
			server.closeAllConnections();
			server.close();
		},
	};
}
