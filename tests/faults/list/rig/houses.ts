import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { WebCrypto } from '#lib/sealed-log/crypto/web.ts';
import type { Reach } from '#lib/device/logs/browser/transport.ts';
import { wallClock } from '../../../../src/server/log/clock.ts';
import { openDatabase } from '../../../../src/server/log/keeping/sqlite/schema.ts';
import { SqliteStore } from '../../../../src/server/log/keeping/sqlite/sqlite.ts';
import { ordinary } from '../../../../src/server/log/limits.ts';
import { LogServer } from '../../../../src/server/log/server.ts';
import { Polling } from '../../../../src/server/log/transport/polling.ts';
import { attachSockets } from '../../../../src/server/log/transport/sockets.ts';
import { type Fate, faulty } from '#tests/log/faulty.ts';
import { type ServerProcess, startProcess } from '#tests/log/process.ts';

const reachOf = (port: number): Reach => {
	const origin = `http://localhost:${port}`;
	return {
		origin,
		socket: (url) => new WebSocket(url, { origin }) as unknown as globalThis.WebSocket,
		fetch: (url, init) => fetch(url, { ...init, headers: { ...init?.headers, origin } }),
		now: () => Date.now(),
	};
};

/** The server in this process, on a disk whose fate can be changed, as long as the test. */
export class AilingHouse {
	/** What the disk does from now on. */
	fate: Fate = () => undefined;
	#folder = mkdtempSync(join(tmpdir(), 'medspil-ailing-'));
	#server: Server | undefined;
	#close: () => Promise<void> = () => Promise.resolve();
	#port = 0;

	constructor() {
		onTestFinished(() => this.#end());
	}

	async open(): Promise<void> {
		const path = join(this.#folder, 'log.db');
		const open = () => faulty(openDatabase(path), (sql, when) => this.fate(sql, when));
		const log = new LogServer({
			crypto: new WebCrypto(),
			clock: wallClock,
			store: new SqliteStore(open, wallClock),
			limits: ordinary,
			founding: { by: 'anyone' },
			journal: { note: () => undefined },
		});
		const at = { log, origins: { own: undefined, apps: [] }, clock: wallClock };
		const polling = new Polling(at);
		const server = createServer((request, response) => {
			if (!polling.takes(request, response)) response.writeHead(404).end();
		});
		const detach = attachSockets(server, at);
		server.listen(0, 'localhost');
		await once(server, 'listening');
		const address = server.address();
		this.#port = address && typeof address === 'object' ? address.port : 0;
		this.#server = server;
		this.#close = async () => {
			await log.stop();
			detach();
		};
	}

	reach(): Reach {
		return reachOf(this.#port);
	}

	async #end(): Promise<void> {
		this.fate = () => undefined;
		await this.#close();
		this.#server?.closeAllConnections();
		this.#server?.close();
		rmSync(this.#folder, { recursive: true, force: true });
	}
}

/** The server as a process of its own, always on the same port, that can be killed; as long as the test. */
export class KillableHouse {
	#folder = mkdtempSync(join(tmpdir(), 'medspil-killable-'));
	#process: ServerProcess | undefined;
	#port = 0;

	constructor() {
		onTestFinished(() => this.#end());
	}

	async open(): Promise<void> {
		this.#process = await startProcess(this.#folder, { PORT: String(this.#port), HOST: 'localhost' });
		this.#port = this.#process.port;
	}

	reach(): Reach {
		return reachOf(this.#port);
	}

	async kill(): Promise<void> {
		await this.#process?.kill();
	}

	async #end(): Promise<void> {
		await this.kill();
		rmSync(this.#folder, { recursive: true, force: true });
	}
}
