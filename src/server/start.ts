import { mkdir } from 'node:fs/promises';
import { WebCrypto } from '#lib/sealed-log/crypto/web.ts';
import { serveApp } from './http.ts';
import { wallClock } from './log/clock.ts';
import type { Journal } from './log/journal.ts';
import { ordinary } from './log/limits.ts';
import { LogServer } from './log/server.ts';
import { openDatabase } from './log/keeping/sqlite/schema.ts';
import { SqliteStore } from './log/keeping/sqlite/sqlite.ts';
import { Polling } from './log/transport/polling.ts';
import { attachSockets } from './log/transport/sockets.ts';
import { databaseIn, type Settings } from './settings.ts';

const SECONDS_TO_FINISH = 5;
/** Public keys of tablets that write just now; the thousands that only listen need none. */
const KEYS_AT_HAND = 500;

export interface Running {
	port: number;
	/** Stores and answers what has come, tells everybody to come again, and ends. */
	stop(): Promise<void>;
}

/** The app and the log in one server. Throws, with a sentence for whoever runs it, when it cannot start. */
export async function start(settings: Settings, journal: Journal): Promise<Running> {
	const { data, origins, founding } = settings;
	await mkdir(data, { recursive: true });
	const store = new SqliteStore(() => openDatabase(databaseIn(data)), wallClock);
	const parts = { crypto: new WebCrypto(KEYS_AT_HAND), store, clock: wallClock, limits: ordinary, journal };
	const log = new LogServer({ ...parts, founding });
	const polling = new Polling({ log, origins, clock: wallClock });
	const beside = {
		takes: polling.takes.bind(polling),
		get trouble() {
			return log.trouble;
		},
	};
	const { host, ...options } = settings;
	const server = await serveApp({ ...options, ...(host && { host }), log: beside }).catch(
		async (error: unknown) => {
			await store.close();
			throw error;
		},
	);
	const detach = attachSockets(server, { log, origins, clock: wallClock });
	const address = server.address();
	const port = address && typeof address === 'object' ? address.port : settings.port;

	return {
		port,
		async stop() {
			const closed = new Promise((resolve) => server.close(resolve));
			// Those who are still reading get a moment, and so does a disk; then the process ends all the same.
			const late = new Promise<void>((resolve) => {
				setTimeout(() => {
					server.closeAllConnections();
					resolve();
				}, SECONDS_TO_FINISH * 1000).unref();
			});
			await Promise.race([log.stop(), late]);
			detach();
			server.closeIdleConnections();
			await Promise.race([closed, late]);
			journal.note('stopped');
		},
	};
}
