import { expect, test } from 'vitest';
import { type Bytes, concat, toText, u32, utf8 } from '#lib/sealed-log/bytes.ts';
import { encodeCoverage } from '#lib/sealed-log/entry/extra.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { type Sealed, signEntry } from '#lib/sealed-log/entry/sealed.ts';
import { encodeFrame } from '#lib/sealed-log/wire/codec.ts';
import { noChain, nowhere, type Sent } from '#lib/sealed-log/wire/frames.ts';
import { type DeskParts, founded } from '#tests/log/desk.ts';
import { snapshotOf } from '#tests/log/snapshots.ts';
import { seeded } from '#tests/sealed-log.ts';

const FRAMES = 10_000;

/** Numbers that one seed always gives. */
function dice(seed: string) {
	const crypto = seeded(seed);
	const below = (most: number) => new DataView(crypto.randomBytes(4).buffer).getUint32(0) % most;
	const pick = <T>(all: readonly T[]): T => {
		const found = all[below(all.length)];
		if (found === undefined) throw new Error('nothing to pick from');
		return found;
	};
	return { below, pick, bytes: (size: number) => crypto.randomBytes(size) };
}

/** Milliseconds of processor time: the machine may have other things to do. */
const spent = (): number => {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
};

/** What somebody could make of a frame who has a grudge. */
function mutate(
	frame: Bytes,
	others: readonly Bytes[],
	{ below, pick, bytes }: ReturnType<typeof dice>,
): Bytes {
	const made = frame.slice();
	const at = below(made.length);
	switch (below(8)) {
		case 0:
			made[at] = (made[at] ?? 0) ^ (1 << below(8));
			return made;
		case 1:
			return made.slice(0, at);
		case 2:
			return concat(made, bytes(1 + below(64)));
		case 3:
			made.set([255, 255, 255, 255].slice(0, Math.min(4, made.length - at)), at);
			return made;
		case 4:
			return concat(made.slice(0, at), pick(others).slice(below(40)));
		case 5:
			made[0] = below(40);
			return made;
		case 6:
			made.set(bytes(Math.min(16, made.length - at)), at);
			return made;
		default:
			return bytes(1 + below(300));
	}
}

const world = async (parts?: DeskParts) => {
	const made = await founded({ limits: { burst: 1e9 }, ...parts });
	const { committee, admin } = made;
	const first = await committee.writes(committee.founder);
	await admin.hands('append', first);
	const second = await committee.writes(committee.founder, { after: first });
	const { author } = committee.founder;
	const { log } = committee;
	const frames: Sent[] = [
		{ type: 'hello', log, who: author.device, place: nowhere, chain: noChain },
		{ type: 'proof', origin: 'http://localhost:3000', signature: new Uint8Array(64) },
		{ type: 'find', log, id: author.device },
		{ type: 'found', token: 'x', entry: committee.founding },
		{ type: 'append', entry: second },
		{ type: 'append', entry: await committee.certification(await committee.tablet(), 'read') },
		{ type: 'backfill', entry: first },
		{ type: 'append', entry: await snapshotOf(committee, committee.founder, [first]) },
		{ type: 'pass', entry: await committee.writes(committee.founder, { kind: kinds.ephemeral }) },
		{ type: 'fetch', what: 'all', after: 0 },
		{
			type: 'vector',
			chain: noChain,
			sessions: [{ ...author, session: first.entry.session, counter: 1, id: first.id }],
		},
		{ type: 'lease', document: 'core' },
		{ type: 'ping', mark: 7 },
	];
	return { ...made, first, valid: frames.map((frame) => encodeFrame(frame)) };
};

test(
	'R20: ten thousand mutated frames are refused, stay out of the log, and stop nobody',
	{ timeout: 60_000 },
	async () => {
		const { committee, desk, log, admin, joins, valid } = await world();
		const other = await joins();
		const roll = dice('fuzz');
		const stored = (await admin.reads()).ids.length;
		let longest = 0;
		const codes = new Set<string>();
		let hostile = desk.call();
		for (let count = 0; count < FRAMES; count++) {
			if (hostile.isOver || count % 8 === 0) {
				hostile.close();
				hostile = roll.below(4) === 0 ? desk.call() : await desk.admits(log, committee.founder.author);
			}
			const start = spent();
			hostile.saysBytes(mutate(roll.pick(valid), valid, roll));
			await hostile.taken;
			longest = Math.max(longest, spent() - start);
			if (count % 50 === 0) await other.caller.pings();
			for (const frame of hostile.heard.splice(0)) if (frame.type === 'refused') codes.add(frame.code);
		}
		expect([...codes]).toEqual(
			expect.arrayContaining([
				'malformed',
				'unsupported',
				'bad-signature',
				'other-log',
				'unknown-device',
				'not-proven',
			]),
		);
		expect(longest).toBeLessThan(1000);
		expect(desk.noted.filter(({ event }) => event === 'failed' || event === 'log-failed')).toEqual([]);
		const honest = await committee.writes(other.tablet);
		expect(await other.caller.hands('append', honest)).toMatchObject({ type: 'appended' });
		const fresh = await desk.admits(log, committee.founder.author);
		// Frames that a mutation has left as they were may be stored; whatever is, was signed by its device.
		const known = new Set([...valid.map((frame) => toText(frame.slice(1))), toText(honest.bytes)]);
		const { ids } = await fresh.reads();
		expect(ids.slice(stored).filter((bytes) => !known.has(toText(bytes)))).toEqual([]);
	},
);

test(
	'R20: entries that their own author has made to hurt are refused or stored within a moment',
	{ timeout: 60_000 },
	async () => {
		const { committee, admin, first, desk } = await world();
		const { crypto, log, founder } = committee;
		const control = (payload: Bytes) =>
			signEntry(
				crypto,
				founder.author,
				{ kind: kinds.control, log, counter: committee.state.length + 1, prev: committee.state.head },
				payload,
			);
		const most = 63_000;
		const poisons: [string, Sealed][] = [
			['deep', await control(utf8('['.repeat(most)))],
			['deep and closed', await control(utf8('['.repeat(most / 2) + ']'.repeat(most / 2)))],
			['deep action', await control(utf8(`{"do":${'['.repeat(most / 2)}${']'.repeat(most / 2)}}`))],
			['many fields', await control(utf8(`{"do":"revoke",${'"a":1,'.repeat(9000)}"b":1}`))],
			['many wraps', await control(utf8(`{"do":"epoch","wraps":[${'{},'.repeat(15_000)}{}]}`))],
			[
				'many cuts',
				await control(
					utf8(
						JSON.stringify({
							do: 'revoke',
							device: founder.id,
							cuts: Array.from({ length: 900 }, () => cut),
						}),
					),
				),
			],
			['a prototype', await control(utf8('{"do":"toString"}'))],
		];
		for (const [name, entry] of poisons) {
			const start = spent();
			const answer = await admin.hands('append', entry);
			expect({ name, type: answer.type, isQuick: spent() - start < 1000 }).toEqual({
				name,
				type: name === 'a prototype' ? 'appended' : 'refused',
				isQuick: true,
			});
		}
		const marks = Array.from({ length: 15_000 }, (_, at) => ({
			device: toText(concat(u32(at), new Uint8Array(12))),
			session: 'AAAAAAAAAAA',
			counter: at + 1,
			id: first.id,
		}));
		const wide = await committee.writes(founder, {
			kind: kinds.snapshot,
			client: 0,
			extra: encodeCoverage(marks),
		});
		const start = spent();
		expect(await admin.hands('append', wide)).toMatchObject({ type: 'appended' });
		expect(spent() - start).toBeLessThan(1000);
		expect(desk.noted.filter(({ event }) => event === 'failed' || event === 'log-failed')).toEqual([]);
	},
);

const cut = { session: 'AAAAAAAAAAA', counter: 1, id: 'A'.repeat(43) };
