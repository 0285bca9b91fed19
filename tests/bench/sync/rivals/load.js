import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import * as Y from 'yjs';
import { connect } from './connect.js';

// Many connections from one process: node load.js
//   idle SIDE URL ROOMS IN_ROOM FIRST_ROOM
//   write SIDE URL ROOMS SECONDS BYTES
//   seed SIDE URL FILE

// Each y-websocket wants to hear when the process ends.
process.setMaxListeners(0);

const [what, side, url, ...args] = process.argv.slice(2);
const [roomCount, count, last] = args.map(Number);
const firstRoom = what === 'idle' ? last : 0;
const rooms = Array.from({ length: what === 'seed' ? 0 : roomCount }, (_, at) => `room-${firstRoom + at}`);

/** So many connections in each room, none of which says anything. */
async function idle(inRoom) {
	for (const room of rooms) {
		const connected = Array.from({ length: inRoom }, () => connect[side](url, room));
		// oxlint-disable-next-line no-await-in-loop
		const [first] = await Promise.all(connected);
		first.doc?.getText('t').insert(0, 'Pauserne på stuen holdes også når der er sygdom.');
		first.socket?.send('Pauserne på stuen holdes også når der er sygdom.');
	}
	console.log('connected');
	await wait(3_600_000);
}

/** What each of them calls an answer. y-websocket has none. */
const answered = {
	echo: ({ socket }) => {
		const bytes = new Uint8Array(last);
		return () =>
			new Promise((resolve) => {
				socket.onmessage = resolve;
				socket.send(bytes);
			});
	},
	hocuspocus: ({ doc, provider }) => {
		const text = doc.getText('t');
		return () =>
			new Promise((resolve) => {
				provider.on('unsyncedChanges', function look({ number }) {
					if (number > 0) return;
					provider.off('unsyncedChanges', look);
					resolve();
				});
				text.insert(text.length, 'x'.repeat(last));
			});
	},
};

/** Each room writes once a second, one after the other, for so many seconds. Prints how long each answer took. */
async function write(seconds) {
	const writers = [];
	for (const room of rooms) writers.push(answered[side](await connect[side](url, room)));
	console.log('connected');
	const times = [];
	const open = [];
	const start = performance.now();
	for (let at = 0; at < seconds * writers.length; at++) {
		const due = start + (at * 1000) / writers.length;
		while (performance.now() < due) await wait(1);
		const sent = performance.now();
		open.push(writers[at % writers.length]().then(() => times.push(performance.now() - sent)));
	}
	await Promise.race([Promise.all(open), wait(10_000)]);
	const short = times.map((time) => Math.round(time * 100) / 100);
	const answers = JSON.stringify({ times: short, unanswered: open.length - times.length });
	// What is still on its way into the pipe would be lost.
	process.stdout.write(`${answers}\n`, () => process.exit());
}

/** Puts a document into the room `seed`. */
async function seed(file) {
	const { doc } = await connect[side](url, 'seed');
	Y.applyUpdate(doc, await readFile(file));
	// Whoever asks afterwards gets it, since what this one sends comes first.
	await wait(1000);
	console.log('seeded');
	await wait(3_600_000);
}

const work = { idle: () => idle(count), write: () => write(count), seed: () => seed(args[0]) };
await work[what]();
