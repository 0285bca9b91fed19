import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { core, yearDocument } from '#lib/documents/kinds.ts';
import { WebCrypto, type WebKey } from '#lib/sealed-log/crypto/web.ts';
import { Engine } from '#lib/sealed-log/engine/engine.ts';
import { MemoryDisk } from '../../simulation/disk.ts';
import { openBrowser, openTab } from '../rig/browser.ts';
import { progress } from '../rig/figures.ts';
import { Luck } from '../rig/luck.ts';
import type { Machine } from '../rig/machine.ts';
import { busiestYear, type History } from '../rig/ten-years.ts';
import { does } from './pages.ts';
import { aloneChannel, aloneLocks, overSockets, type Socket, wallClock } from './ports.ts';
import { medspil } from './programs.ts';
import type { Rivals } from './rivals.ts';
import type { Side } from './keystroke.ts';

/** What is written after the snapshot, one entry each. */
const tail = 1000;

const socketOf =
	(origin: string) =>
	(url: string): Socket => {
		const socket = new WebSocket(url, { origin });
		return {
			send: (frame) => socket.send(frame),
			close: () => socket.close(),
			on({ opened, heard, closed }) {
				socket.on('open', opened);
				socket.on('message', (data: Buffer) => heard(new Uint8Array(data)));
				socket.on('error', () => undefined);
				socket.on('close', closed);
			},
		};
	};

/** A committee with the fullest year of the ten in a snapshot, and a thousand entries after it. */
export async function write(origin: string, history: History) {
	const engine = new Engine<WebKey>({
		crypto: new WebCrypto(),
		clock: wallClock,
		disk: new MemoryDisk().of<WebKey>(),
		locks: aloneLocks,
		channel: aloneChannel,
		transport: overSockets(origin, socketOf(origin)),
		replicas: { open: async () => undefined },
		chance: Math.random,
	});
	const year = yearDocument(busiestYear);
	const whole = new Y.Doc();
	for (const { document, bytes } of history.updates) if (document === year) Y.applyUpdate(whole, bytes);
	const update = Y.encodeStateAsUpdate(whole);
	const log = await engine.found('bench', [{ document: core, update }]);
	if (!log) throw new Error('there is a log already');
	const shared = await log.open(core);
	const text = shared.doc.getText('t');
	const luck = new Luck(3);
	for (let entry = 0; entry < tail; entry++) {
		const letters = luck.words(1).slice(0, 1 + luck.below(6));
		shared.type(() => text.insert(text.length, letters));
		await log.flush();
	}
	while (!['server', 'reached'].includes(log.status.state)) await wait(50);
	return {
		state: Y.encodeStateAsUpdate(shared.doc),
		letters: text.length,
		async ticket() {
			const invited = await log.members.invite('write');
			if (!invited.ok) throw new Error(invited.reason);
			return invited.value.ticket;
		},
		close: () => engine.close(),
	};
}

export interface Joining {
	/** Milliseconds from the tap until the text is painted. */
	times: Map<Side, number[]>;
	/** Where ours goes: let in, document opened, read to its end. */
	parts: { entered: number; opened: number; read: number }[];
}

/**
 * A tablet that has nothing comes in and reads a document to its end, with its processor slowed down. The page is loaded
 * already; the rivals' tablets need not be let in.
 * @param rivals who is measured beside us; nobody, if not said
 */
export async function joinings(
	folder: string,
	built: string,
	rivals: Rivals | undefined,
	machine: Machine,
	{ rounds, history }: { rounds: number; history: History },
): Promise<Joining> {
	await using after = new AsyncDisposableStack();
	const server = await medspil(join(folder, 'joined'), built);
	after.defer(() => server.stop());
	const origin = `http://localhost:${server.port}`;
	progress(`joining: a snapshot and ${tail} entries are written`);
	const founder = await write(origin, history);
	after.defer(() => founder.close());
	const state = join(folder, 'joined.bin');
	await writeFile(state, founder.state);
	const urls = new Map<Side, string>();
	for (const side of ['hocuspocus', 'y-websocket'] as const) {
		const rival = await rivals?.serve(side);
		if (!rivals || !rival) break;
		after.defer(() => rival.stop());
		const seed = await rivals.load('seed', side, rival, [state]);
		after.defer(() => seed.stop());
		const asked = new URLSearchParams({ side, url: `ws://127.0.0.1:${rival.port}`, room: 'seed' });
		urls.set(side, `${origin}/rival.html?${asked}`);
	}
	urls.set('medspil', `${origin}/medspil.html`);
	const found: Joining = { times: new Map([...urls.keys()].map((side) => [side, []])), parts: [] };
	await machine.calm();
	for (let round = 0; round < rounds; round++) {
		progress(`joining: round ${round + 1} of ${rounds}`);
		for (const [side, url] of urls) {
			// A tablet that has never been here.
			const context = await openBrowser(join(folder, `newcomer-${side}-${round}`));
			const tab = await openTab(context);
			await tab.goto(url);
			const ticket = side === 'medspil' ? await founder.ticket() : '';
			const said = await does(tab, 'join', JSON.stringify({ ticket, letters: founder.letters }));
			await tab.waitForFunction(() => window.screenOf.painted < Infinity);
			const { began, painted } = await tab.evaluate(() => window.screenOf);
			const words = await tab.locator('textarea').inputValue();
			if (words.length !== founder.letters) throw new Error(`${side} shows ${words.length} letters`);
			found.times.get(side)?.push(painted - began);
			if (side === 'medspil') found.parts.push(JSON.parse(said));
			await context.close();
		}
	}
	return found;
}
