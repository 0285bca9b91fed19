import { Dexie } from 'dexie';
import { IndexeddbPersistence } from 'y-indexeddb';
import type * as Y from 'yjs';
import { SignatureWorker } from '#lib/device/logs/browser/signatures.ts';
import { core } from '#lib/documents/kinds.ts';
import { WebCrypto, type WebKey } from '#lib/sealed-log/crypto/web.ts';
import { Engine } from '#lib/sealed-log/engine/engine.ts';
import { dexieDisk } from '#lib/sealed-log/engine/keeping/dexie.ts';
import { schema } from '#lib/sealed-log/engine/keeping/disk.ts';
import type { Log } from '#lib/sealed-log/engine/log.ts';
import type { Locks } from '#lib/sealed-log/engine/ports.ts';
import { aloneChannel, overSockets, type Socket, wallClock } from '../ports.ts';
import { begin, show, showAll } from './screen.ts';

// The engine on what a browser has, as the app puts it together: everything sealed, and strictly stored before it is sent;
// the warm replica beside it.

class Tables extends Dexie {
	constructor() {
		super('bench', { chromeTransactionDurability: 'strict' });
		this.version(1).stores(schema);
	}

	async ensureOpen(): Promise<void> {
		if (!this.isOpen()) await this.open();
	}
}

const socketOf = (url: string): Socket => {
	const socket = new WebSocket(url);
	socket.binaryType = 'arraybuffer';
	return {
		send: (frame) => socket.send(frame),
		close: () => socket.close(),
		on({ opened, heard, closed }) {
			socket.addEventListener('open', opened);
			socket.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) =>
				heard(new Uint8Array(data)),
			);
			socket.addEventListener('close', closed);
		},
	};
};

const locks: Locks = {
	hold(name, how, lost) {
		const stop = new AbortController();
		let release = () => stop.abort();
		const held = new Promise<void>((resolve) => {
			const keep = () =>
				new Promise<void>((end) => {
					release = end;
					resolve();
				});
			const options = how === 'steal' ? { steal: true } : { signal: stop.signal };
			navigator.locks.request(name, options, keep).catch(lost);
		});
		return { held, release: () => release() };
	},
	async isHeld(name) {
		const { held = [] } = await navigator.locks.query();
		return held.some((each) => each.name === name);
	},
};

const engine = new Engine<WebKey>({
	crypto: new WebCrypto(undefined, SignatureWorker.here()),
	clock: wallClock,
	disk: dexieDisk<WebKey>(new Tables()),
	locks,
	channel: aloneChannel,
	transport: overSockets(location.origin, socketOf),
	replicas: {
		async open(committee, document, doc: Y.Doc) {
			const replica = new IndexeddbPersistence(`${committee}/${document}`, doc);
			await replica.whenSynced;
			return { close: () => replica.destroy() };
		},
	},
	chance: Math.random,
});

const isLive = async (log: Log<WebKey>): Promise<void> => {
	// What is invited before the log knows that it is shared stays on this device until the next line.
	while (!log.line.isLive || !log.row.shared) await new Promise((resolve) => setTimeout(resolve, 10));
};

async function type(log: Log<WebKey>): Promise<void> {
	const shared = await log.open(core);
	await isLive(log);
	const text = shared.doc.getText('t');
	const changed = show({
		insert: (letter) => shared.type(() => text.insert(text.length, letter)),
		text: () => text.toString(),
	});
	text.observe(changed);
}

async function enter(ticket: string): Promise<Log<WebKey>> {
	const joined = await engine.join(ticket, 'bench');
	if (!joined.ok) throw new Error(joined.reason);
	const log = await engine.of('bench');
	if (!log) throw new Error('no log');
	return log;
}

window.does = {
	/** @returns a ticket for the other page */
	async found() {
		const log = await engine.found('bench', []);
		if (!log) throw new Error('there is a log already');
		await type(log);
		const invited = await log.members.invite('write');
		if (!invited.ok) throw new Error(invited.reason);
		return invited.value.ticket;
	},
	async enter(ticket) {
		await type(await enter(ticket));
		return '';
	},
	/** Comes in, and reads a document to its end. @returns where the time went */
	async join(argument) {
		const { ticket, letters } = JSON.parse(argument) as { ticket: string; letters: number };
		const from = performance.now();
		const since = () => Math.round(performance.now() - from);
		begin();
		const log = await enter(ticket);
		const entered = since();
		const shared = await log.open(core);
		const opened = since();
		const text = shared.doc.getText('t');
		await new Promise<void>((resolve) => {
			const look = () => text.length >= letters && resolve();
			text.observe(look);
			look();
		});
		const read = since();
		showAll(text.toString());
		return JSON.stringify({ entered, opened, read });
	},
};
