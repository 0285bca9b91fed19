import { StandingClock } from '#tests/log/clock.ts';
import { PolledWire } from './polled-wire.ts';
import { expect, test } from 'vitest';
import { decodeFrame, encodeFrame, packFrames, unpackFrames } from '#lib/sealed-log/wire/codec.ts';
import { openHouse } from '#tests/log/house.ts';
import { poll, polling } from '#tests/log/lines.ts';

const ping = (mark: number) => encodeFrame({ type: 'ping', mark });

const framesIn = async (answer: Response) =>
	(unpackFrames(new Uint8Array(await answer.arrayBuffer())) ?? []).map((bytes) => {
		const decoded = decodeFrame(bytes);
		return decoded.ok ? decoded.frame : decoded.reason;
	});

const tokenOf = (answer: Response) => answer.headers.get('medspil-connection') ?? '';

test('[SV20] two devices share a log by requests alone', async () => {
	const { committee, port, close } = await openHouse();
	const { author } = committee.founder;
	const [one, other] = [polling(committee.crypto, port), polling(committee.crypto, port)];
	for (const caller of [one, other]) {
		expect(await caller.greets(committee.log, author)).toMatchObject({ type: 'welcome' });
		await caller.reads();
	}
	let last = await committee.writes(committee.founder);
	for (let seq = 2; seq < 12; seq++) {
		expect(await one.hands('append', last)).toMatchObject({ type: 'appended', seq });
		expect(await other.next('entries')).toMatchObject({ entries: [{ seq, entry: last.bytes }] });
		last = await committee.writes(committee.founder, { after: last });
	}
	one.close();
	other.close();
	await close();
});

test('[SV20] a request that comes again brings nothing twice and has the same answer', async () => {
	const { port, close } = await openHouse();
	const first = await poll(port, 1, undefined, [ping(1)]);
	const token = tokenOf(first);
	expect(await framesIn(first)).toEqual([{ type: 'pong', mark: 1 }]);
	const again = await poll(port, 1, token, [ping(1)]);
	expect(await framesIn(again)).toEqual([{ type: 'pong', mark: 1 }]);
	const next = await poll(port, 2, token, [ping(2)]);
	expect(await framesIn(next)).toEqual([{ type: 'pong', mark: 2 }]);
	expect((await poll(port, 4, token, [])).status).toBe(409);
	expect((await poll(port, 1, token, [])).status).toBe(409);
	expect((await poll(port, 1, 'AAAAAAAAAAAAAAAAAAAAAA', [])).status).toBe(404);
	expect((await poll(port, undefined, undefined, [])).status).toBe(409);
	await close();
});

test('[SV20] a request that waits is answered when there is news, and let go when the next one comes', async () => {
	const { port, close } = await openHouse();
	const first = await poll(port, 1, undefined, [ping(1)]);
	const token = tokenOf(first);
	const waiting = poll(port, 2, token, []);
	await new Promise((resolve) => setTimeout(resolve, 50));
	const next = poll(port, 3, token, [ping(3)]);
	expect(await framesIn(await waiting)).toEqual([]);
	expect(await framesIn(await next)).toEqual([{ type: 'pong', mark: 3 }]);
	await close();
});

test('[SV20] a body that is cut off or too long ends the connection, and no other', async () => {
	const { port, close } = await openHouse();
	const other = await poll(port, 1, undefined, [ping(1)]);
	const send = (turn: number, token: string, body: Uint8Array<ArrayBuffer>) =>
		fetch(`http://127.0.0.1:${port}/log/frames`, {
			method: 'POST',
			headers: {
				origin: `http://localhost:${port}`,
				'medspil-turn': String(turn),
				...(token && { 'medspil-connection': token }),
			},
			body,
		});
	for (const body of [packFrames([ping(1)]).slice(0, -1), new Uint8Array(200 * 1024)]) {
		const first = await poll(port, 1, undefined, [ping(1)]);
		expect((await send(2, tokenOf(first), body)).status).toBe(413);
		const last = await poll(port, 3, tokenOf(first), []);
		expect(last.headers.get('medspil-ended')).toBe('not-a-frame');
	}
	const alive = await poll(port, 2, tokenOf(other), [ping(2)]);
	expect(await framesIn(alive)).toEqual([{ type: 'pong', mark: 2 }]);
	await close();
});

test('[SV20] who sends on and on while the first request is not there yet is stopped', () => {
	const wire = new PolledWire('token', new StandingClock(), () => undefined);
	const places = Array.from({ length: 10 }, (_, at) => wire.place(at + 1));
	expect(places.slice(7)).toEqual(['next', 'wrong', 'wrong']);
});

test('[SV20] why a connection ended is there for who asks once more', async () => {
	const { committee, port, close } = await openHouse();
	const thief = await committee.tablet();
	const caller = polling(committee.crypto, port);
	const impostor = { device: committee.founder.id, sign: thief.pairs.sign };
	expect(await caller.greets(committee.log, impostor)).toMatchObject({ code: 'bad-proof' });
	await caller.ended();
	await close();
});

test('[SV19] a page of another origin gets no answer by requests either; the app’s own may ask first', async () => {
	const own = 'https://log.example.dk';
	const app = 'https://medspil.example.dk';
	const { port, close } = await openHouse({ origins: { own, apps: [app] } });
	const ask = (method: string, origin?: string) =>
		fetch(`http://127.0.0.1:${port}/log/frames`, {
			method,
			headers: { 'medspil-turn': '1', ...(origin && { origin }) },
			...(method === 'POST' && { body: packFrames([ping(1)]) }),
		});
	expect((await ask('POST')).status).toBe(403);
	expect((await ask('POST', 'https://elsewhere.example')).status).toBe(403);
	expect((await ask('GET', own)).status).toBe(405);
	const direct = await ask('POST', own);
	expect([direct.status, direct.headers.get('access-control-allow-origin')]).toEqual([200, null]);
	const before = await ask('OPTIONS', app);
	expect(before.status).toBe(204);
	expect(before.headers.get('access-control-allow-headers')).toContain('medspil-turn');
	const apart = await ask('POST', app);
	expect([apart.status, apart.headers.get('access-control-allow-origin')]).toEqual([200, app]);
	await close();
});
