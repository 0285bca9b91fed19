import 'fake-indexeddb/auto';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { WebSocket as Socket } from 'ws';
import { Dexie } from 'dexie';
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import { Committee } from '#lib/committees/document.ts';
import { Database } from '#lib/device/database.ts';
import { Device } from '#lib/device/device.svelte.ts';
import { joinHere } from '#lib/device/logs/joining.ts';
import { type Reach, WebTransport } from '#lib/device/logs/browser/transport.ts';
import { rememberProfile } from '#lib/device/keeping/remember.ts';
import { core } from '#lib/documents/kinds.ts';
import type { SharedDocument } from '#lib/documents/shared.ts';
import { wallClock } from '../../src/server/log/clock.ts';
import { journalTo } from '../../src/server/log/journal.ts';
import { type Running, start } from '../../src/server/start.ts';

/** The real server on a port of its own, with a build that has nothing but a page. */
export class House {
	readonly data = mkdtempSync(join(tmpdir(), 'medspil-house-'));
	port = 0;
	#running: Running | undefined;

	async open(): Promise<void> {
		const journal = journalTo(new Writable({ write: (_chunk, _encoding, done) => done() }), wallClock);
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

	/** Keeps a copy of the database as it is while the server is closed. */
	keep(name: string): void {
		cpSync(join(this.data, 'log.db'), join(this.data, name));
	}

	/** Puts a copy in the place of the database, as somebody does who sets a machine up from a backup. */
	takeBack(name: string): void {
		for (const rest of ['log.db-wal', 'log.db-shm']) rmSync(join(this.data, rest), { force: true });
		cpSync(join(this.data, name), join(this.data, 'log.db'));
	}

	remove(): void {
		rmSync(this.data, { recursive: true, force: true });
	}
}

/** A tab of a tablet: tablets are told apart by their database. */
export const tabOf = (tablet: string, house: Pick<House, 'reach'>, reach: Partial<Reach> = {}): Device =>
	new Device({
		db: new Database(tablet),
		channel: new BroadcastChannel(tablet),
		transport: new WebTransport({ ...house.reach(), ...reach }),
	});

/** The server that a file's tests share, what they have open, and the committee of each. */
export const house = new House();
const open: Device[] = [];
export let committee = '';

export const year = 'year-2027';

/** A tab of a tablet of the test's committee; it is closed with the test. */
export const tab = (tablet: string, reach?: Partial<Reach>): Device =>
	closedLater(tabOf(`${tablet} of ${committee}`, house, reach));

export const closedLater = (device: Device): Device => {
	open.push(device);
	return device;
};

export const write = (shared: SharedDocument, text: string): void =>
	shared.type(() => shared.doc.getText('t').insert(shared.doc.getText('t').length, text));

export const read = (shared: SharedDocument): string => shared.doc.getText('t').toString();

export const soon = { timeout: 10_000, interval: 20 };

/** A tablet on which the committee is founded. */
export const founded = async (reach?: Partial<Reach>): Promise<Device> => foundOn(tab('Mettes', reach));

export const foundOn = async (device: Device): Promise<Device> => {
	await device.start();
	const profile = foundIn(await device.open(committee, core));
	await rememberProfile(device, committee, profile.profile());
	await device.flush();
	return device;
};

export const foundIn = (shared: SharedDocument): Committee => {
	const profile = new Committee(shared);
	const names = { name: 'LMU Solsikken', workplace: '', level: 'lmu', levelLabel: 'LMU' } as const;
	profile.found({ ...names, members: [] }, '2027-01-14', new Date('2027-01-14T14:00:00Z'));
	return profile;
};

export const atServer = (device: Device): Promise<void> =>
	vi.waitFor(() => expect(['server', 'reached']).toContain(device.log(committee)?.status.state), soon);

/** Another tablet that comes in by a link. */
export const joined = (
	inviter: Device,
	tablet: string,
	role: 'write' | 'read' | 'admin' = 'write',
	reach?: Partial<Reach>,
): Promise<Device> => joinedOn(tab(tablet, reach), inviter, role);

export const joinedOn = async (
	device: Device,
	inviter: Device,
	role: 'write' | 'read' | 'admin' = 'write',
): Promise<Device> => {
	await atServer(inviter);
	const link = await inviter.log(committee)?.invite(role);
	if (!link?.ok) throw new Error(`no link: ${link?.reason}`);
	await device.start();
	const came = await joinHere(device, link.value.ticket);
	expect(came).toMatchObject({ ok: true, committee, name: 'LMU Solsikken' });
	return device;
};

/** A network that lets no WebSocket through, and one that lets nothing through. */
export const noSocket = (): WebSocket => {
	const nothing = { readyState: 3, close: () => undefined, send: () => undefined };
	const socket = Object.assign(new EventTarget(), nothing);
	setTimeout(() => socket.dispatchEvent(new Event('error')), 1);
	return socket as unknown as WebSocket;
};
export const noNetwork = {
	socket: noSocket,
	fetch: () => Promise.reject(new TypeError('no network')),
};

/** The warm replicas are lost: what is there then was stored for good. */
export const forgetReplicas = async (): Promise<void> => {
	for (const { name } of await indexedDB.databases())
		if (name?.includes(`replica/${committee}`)) await Dexie.delete(name);
};

/** Opens the server for the tests of a file, and a new committee for each. */
export const shareHouse = (): void => {
	beforeAll(() => house.open());
	afterAll(async () => {
		await house.close();
		house.remove();
	});
	beforeEach(() => {
		committee = `c-${crypto.randomUUID()}`;
	});
	afterEach(async () => {
		vi.restoreAllMocks();
		for (const device of open.splice(0)) {
			await device.close(committee);
			device.db.close();
		}
	});
};
