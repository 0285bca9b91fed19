import { expect, test } from 'vitest';
import { Presence } from '#lib/sealed-log/engine/line/passing/presence.ts';
import type { Roll } from '#lib/sealed-log/engine/members/roll.ts';
import { redoLost } from '#lib/sealed-log/engine/members/redo.ts';
import { certify, introduce } from '#lib/sealed-log/membership/make.ts';
import { deviceIdOf } from '#lib/sealed-log/entry/ids.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { decodeEntry } from '#lib/sealed-log/entry/codec.ts';
import { decodeFrame, encodeFrame } from '#lib/sealed-log/wire/codec.ts';
import type { Placed, Sent } from '#lib/sealed-log/wire/frames.ts';
import type { Key } from '../ports.ts';
import { type Evil, Rig, textOf, types } from './rig.ts';

test('[SE6] whom a removed admin has let in, in a chain that did not hold, is not let in again by others', async () => {
	const rig = new Rig(31);
	const a = await rig.found();
	const x = await rig.joins('x', a, 'admin');
	const hands = await rig.hands(x);
	// What X says in a branch that only X and the server know: somebody is let in.
	const pairs = await rig.crypto.generate();
	const newcomer = await introduce(rig.crypto, a.log.id, pairs, 'admin');
	const { state } = a.log.roll;
	const key = a.log.roll.rawKey();
	if (!key) throw new Error('no key');
	const lost = await certify({ crypto: rig.crypto, state, author: hands.author }, key, newcomer);
	const done = await rig.done(a.log.members.revoke(x.log.row.device));
	expect(done.ok).toBe(true);
	// The tablet had believed that branch for a while: it lies aside as `lost`, as replaceChain puts it there.
	await rig.done(
		a.log.archive.setAside({ log: a.log.id, id: lost.id, document: '', why: 'lost', bytes: lost.bytes }),
	);
	await rig.done(redoLost(a.log, a.log.members));
	await rig.pass(5000);
	const device = await deviceIdOf(rig.crypto, pairs.keys);
	expect(a.log.roll.state.devices.has(device)).toBe(false);
});

test('[SE9] who says that it is here in ten thousand tabs is not remembered in each', () => {
	const rig = new Rig(32);
	const crypto = rig.cryptos('presence');
	const clock = {
		now: () => rig.world.now,
		elapsed: () => rig.world.now,
		after: (time: number, run: () => void) => rig.world.after(time, run),
	};
	const presence = new Presence<Key>(
		'log',
		{ crypto, clock },
		{} as Roll<Key>,
		() => undefined,
		() => undefined,
	);
	const what = new Uint8Array(30 * 1024);
	for (let count = 0; count < 10_000; count++) presence.heard('member', `session ${count}`, 1, what.slice());
	expect(presence.others.length).toBeLessThan(100);
});

test('[SE13] an entry that a server gives before the certification of its device counts when that has come', async () => {
	const rig = new Rig(33);
	const a = await rig.found();
	let isEvil = false;
	let held: Placed[] = [];
	const evil: Evil = {
		down: (frame) => {
			const decoded = decodeFrame(frame);
			if (!isEvil || !decoded.ok || decoded.frame.type !== 'entries') return [frame];
			const said = decoded.frame;
			held = [...held, ...said.entries];
			const kindOf = ({ entry }: Placed) => {
				const read = decodeEntry(entry);
				return read.ok ? read.entry.kind : 0;
			};
			// Everything waits until there is a word of the newcomer, which then comes first.
			if (!held.some((each) => kindOf(each) === kinds.update)) return [];
			const seqs = held.map(({ seq }) => seq);
			const sorted = held.toSorted((one, other) => Number(kindOf(other) === 1) - Number(kindOf(one) === 1));
			const entries = sorted.map((each, at) => ({ ...each, seq: seqs[at] ?? 0 }));
			held = [];
			isEvil = false;
			return [encodeFrame({ ...said, entries } as unknown as Sent)];
		},
	};
	const b = await rig.joins('b', a, 'write', evil);
	isEvil = true;
	const n = await rig.joins('n', a, 'write');
	types(n, 'newcomer ');
	await rig.pass(60_000);
	expect(textOf(a)).toContain('newcomer');
	expect(textOf(b)).toContain('newcomer');
});

test('[SE7] a clock that was set back does not keep a dead line up', async () => {
	const rig = new Rig(34);
	const a = await rig.found();
	const b = await rig.joins('b', a, 'write');
	// Somebody sets the clock of the tablet back by a year, and the line dies without a word.
	const { clock } = b.log;
	const now = clock.now.bind(clock);
	Object.assign(clock, { now: () => now() - 365 * 86_400_000 });
	b.tablet.network.isHole = true;
	await rig.pass(5000);
	types(a, 'news ');
	await rig.pass(40_000);
	b.tablet.network.isHole = false;
	await rig.pass(60_000);
	expect(textOf(b)).toContain('news');
});

test('[SE10] one device that always has the lease keeps no others from making snapshots', async () => {
	const rig = new Rig(35);
	const a = await rig.found({ entries: 6, bytes: 2 ** 30 });
	const b = await rig.joins('b', a, 'write');
	const m = await rig.joins('m', a, 'write');
	const hands = await rig.hands(m);
	for (let count = 0; count < 60; count++) {
		hands.caller.say({ type: 'lease', document: 'core' });
		types(count % 2 ? a : b, `${count} `);
		await rig.pass(2000);
	}
	const rows = await rig.done(a.log.archive.rows(a.log.id, 'core', 0));
	expect(rows.filter(({ kind }) => kind === kinds.countersign).length).toBeGreaterThan(0);
});
