import 'fake-indexeddb/auto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket as Socket } from 'ws';
import { Database } from '#lib/device/database.ts';
import { Device } from '#lib/device/device.svelte.ts';
import { type Reach, WebTransport } from '#lib/device/logs/transport.ts';
import { wallClock } from '../../src/server/log/clock.ts';
import { journalTo } from '../../src/server/log/journal.ts';
import { type Running, start } from '../../src/server/start.ts';

/** The real server on a port of its own, with a build that has nothing but a page. */
export class House {
	readonly data = mkdtempSync(join(tmpdir(), 'medspil-house-'));
	port = 0;
	#running: Running | undefined;

	async open(): Promise<void> {
		const journal = journalTo({ write: () => true }, wallClock);
		const page = '<meta http-equiv="content-security-policy" content="default-src \'none\'">';
		mkdirSync(join(this.data, '_app/immutable'), { recursive: true });
		writeFileSync(join(this.data, 'index.html'), page);
		this.#running = await start(
			{
				port: this.port,
				host: 'localhost',
				build: this.data,
				data: this.data,
				https: false,
				origins: { own: undefined, apps: [] },
				founding: { by: 'anyone' },
			},
			journal,
		);
		this.port = this.#running.port;
	}

	async close(): Promise<void> {
		await this.#running?.stop();
	}

	/** The way to it, as a browser goes that came from there. Node sends no origin by itself. */
	reach(): Reach {
		const origin = `http://localhost:${this.port}`;
		return {
			origin,
			socket: (url) => new Socket(url, { origin }) as unknown as WebSocket,
			fetch: (url, init) => fetch(url, { ...init, headers: { ...init?.headers, origin } }),
			now: () => Date.now(),
		};
	}

	remove(): void {
		rmSync(this.data, { recursive: true, force: true });
	}
}

/** A tab of a tablet: tablets are told apart by their database. */
export const tabOf = (tablet: string, house: House, reach: Partial<Reach> = {}): Device =>
	new Device({
		db: new Database(tablet),
		channel: new BroadcastChannel(tablet),
		transport: new WebTransport({ ...house.reach(), ...reach }),
	});
