import { connect } from 'node:net';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { LARGEST_FRAME } from '#lib/sealed-log/wire/codec.ts';
import { openHouse } from '#tests/log/house.ts';
import { dial } from '#tests/log/lines.ts';
import { PING_MS } from './sockets.ts';

test('[SV19] two devices share a log over WebSockets', async () => {
	const { committee, port, close } = await openHouse();
	const { author } = committee.founder;
	const [one, other] = [await dial(committee.crypto, port), await dial(committee.crypto, port)];
	for (const caller of [one, other]) {
		expect(await caller.greets(committee.log, author)).toMatchObject({ type: 'welcome' });
		await caller.reads();
	}
	const written = await committee.writes(committee.founder);
	expect(await one.hands('append', written)).toMatchObject({ type: 'appended', seq: 2 });
	expect(await other.next('entries')).toMatchObject({ entries: [{ seq: 2, entry: written.bytes }] });
	await close();
	await Promise.all([one.ended(), other.ended()]);
	expect([one.code, other.code]).toEqual([1012, 1012]);
});

test('[SV19] a page of another origin gets no line, nor does what says no origin, nor another path', async () => {
	const { committee, port, close } = await openHouse();
	const { crypto } = committee;
	const others = ['https://elsewhere.example', 'http://localhost:1', `https://localhost:${port}`, 'null'];
	for (const origin of others) await expect(dial(crypto, port, origin)).rejects.toThrow('403');
	const asks = async (path: string, headers: string) => {
		const socket = connect(port, '127.0.0.1');
		socket.write(
			`GET ${path} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
				`Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n${headers}\r\n`,
		);
		const [answer] = await once(socket, 'data');
		socket.destroy();
		return String(answer).split('\r\n')[0];
	};
	expect(await asks('/log', '')).toBe('HTTP/1.1 403 Forbidden');
	expect(await asks('/elsewhere', `Origin: http://localhost:${port}\r\n`)).toBe('HTTP/1.1 404 Not Found');
	for (const host of ['localhost', '127.0.0.1', '[::1]']) {
		const caller = await dial(crypto, port, `http://${host}:${port}`);
		expect(await caller.greets(committee.log, committee.founder.author)).toMatchObject({ type: 'welcome' });
	}
	await close();
});

test('[SV19] a server with an origin of its own talks to its pages and those of the app, and proofs are for it', async () => {
	const own = 'https://log.example.dk';
	const app = 'https://medspil.example.dk';
	const { committee, port, close } = await openHouse({ origins: { own, apps: [app] } });
	await expect(dial(committee.crypto, port)).rejects.toThrow('403');
	const { author } = committee.founder;
	expect(await (await dial(committee.crypto, port, own)).greets(committee.log, author)).toMatchObject({
		type: 'welcome',
	});
	const apart = await dial(committee.crypto, port, app);
	expect(await apart.greets(committee.log, author)).toMatchObject({ code: 'bad-proof' });
	await apart.ended();
	expect(apart.code).toBe(4001);
	await close();
});

test('R11: a line that is open and silent is given up', async () => {
	const { committee, port, desk, close } = await openHouse({ pingMs: 60 });
	const before = desk.server.connections;
	const alive = await dial(committee.crypto, port);
	await alive.greets(committee.log, committee.founder.author);
	// Opens a WebSocket, and never answers anything again.
	const socket = connect(port, '127.0.0.1');
	socket.write(
		`GET /log HTTP/1.1\r\nHost: x\r\nOrigin: http://localhost:${port}\r\nUpgrade: websocket\r\n` +
			'Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
	);
	await once(socket, 'data');
	const start = performance.now();
	await once(socket, 'close');
	expect(performance.now() - start).toBeLessThan(60 * 3 + 250);
	await wait(200);
	expect(desk.server.connections).toBe(before + 1);
	await alive.pings();
	// With the real figure: heard just after one ping, silent at the next two, and seen at the third.
	expect(3 * PING_MS).toBeLessThanOrEqual(20_000);
	await close();
});

test('a text message, or one that is too long, ends the line and nothing else', async () => {
	const { committee, port, close } = await openHouse();
	const { author } = committee.founder;
	const [texting, shouting, other] = await Promise.all([
		dial(committee.crypto, port),
		dial(committee.crypto, port),
		dial(committee.crypto, port),
	]);
	for (const caller of [texting, shouting, other]) await caller.greets(committee.log, author);
	texting.socket.send('hej');
	await texting.ended();
	expect(texting.code).toBe(1003);
	shouting.socket.send(new Uint8Array(LARGEST_FRAME + 1));
	await shouting.ended();
	expect(shouting.code).toBe(1009);
	await other.pings();
	await close();
});

test('a stranger whose frame never ends is not kept in memory', async () => {
	const { committee, port, close } = await openHouse();
	const stranger = await dial(committee.crypto, port);
	stranger.socket.send(new Uint8Array(1024 * 1024), { fin: false });
	await stranger.ended();
	expect(stranger.code).toBe(1006);
	await close();
});

test('R26: thirty tablets behind one address in ten seconds are all let in', async () => {
	const { committee, port, close } = await openHouse();
	const callers = await Promise.all(Array.from({ length: 30 }, () => dial(committee.crypto, port)));
	const answers = await Promise.all(
		callers.map((caller) => caller.greets(committee.log, committee.founder.author)),
	);
	expect(answers.filter(({ type }) => type === 'welcome')).toHaveLength(30);
	await close();
});

test('who does not read does not make the server grow', async () => {
	const { committee, port, desk, close } = await openHouse({ limits: { waiting: 256 * 1024 } });
	const { author } = committee.founder;
	const slow = await dial(committee.crypto, port);
	await slow.greets(committee.log, author);
	await slow.reads();
	slow.socket.pause();
	const writer = await dial(committee.crypto, port);
	await writer.greets(committee.log, author);
	const text = 'x'.repeat(200_000);
	let last = await committee.writes(committee.founder, { text });
	const most = { waiting: 0 };
	for (let count = 0; count < 60; count++) {
		await writer.hands('append', last);
		last = await committee.writes(committee.founder, { after: last, text });
		most.waiting = Math.max(most.waiting, ...desk.server.waiting());
	}
	expect(most.waiting).toBeGreaterThan(100_000);
	expect(most.waiting).toBeLessThan(256 * 1024 + 2 * 230_000);
	slow.socket.resume();
	const seen: number[] = [];
	for (let after = 1; ;) {
		const frame = await slow.next('entries');
		seen.push(...frame.entries.map(({ seq }) => seq));
		after = seen.at(-1) ?? after;
		if (frame.more) slow.say({ type: 'fetch', what: 'all', after });
		else if (after === 61) break;
	}
	expect(seen).toEqual(Array.from({ length: 60 }, (_, at) => at + 2));
	await close();
});

test('who asks and asks and does not read is not listened to until it does', async () => {
	const { committee, port, desk, close } = await openHouse({ limits: { waiting: 256 * 1024 } });
	const { author } = committee.founder;
	const writer = await dial(committee.crypto, port);
	await writer.greets(committee.log, author);
	const text = 'x'.repeat(200_000);
	let last = await committee.writes(committee.founder, { text });
	for (let count = 0; count < 5; count++) {
		await writer.hands('append', last);
		last = await committee.writes(committee.founder, { after: last, text });
	}
	const greedy = await dial(committee.crypto, port);
	await greedy.greets(committee.log, author);
	greedy.socket.pause();
	for (let count = 0; count < 100; count++) greedy.say({ type: 'fetch', what: 'all', after: 0 });
	await wait(500);
	expect(Math.max(...desk.server.waiting())).toBeLessThan(256 * 1024 + 700_000);
	greedy.socket.resume();
	for (let count = 0; count < 100; count++) await greedy.next('entries');
	await close();
});
