import { expect, test } from 'vitest';
import { zeros } from '#lib/sealed-log/bytes.ts';
import { encodePlace } from '#lib/sealed-log/entry/extra.ts';
import { decodeEntry, encodeEntry } from '#lib/sealed-log/entry/codec.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { signEntry } from '#lib/sealed-log/entry/sealed.ts';
import { decodeFrame, encodeFrame } from '#lib/sealed-log/wire/codec.ts';
import type { Frame, Sent } from '#lib/sealed-log/wire/frames.ts';
import type { Bytes } from '#lib/sealed-log/bytes.ts';
import { type Evil, Rig, textOf, types } from './rig.ts';

const changed = (frame: Bytes, change: (frame: Frame) => Frame | undefined): Bytes[] => {
	const decoded = decodeFrame(frame);
	const made = decoded.ok ? change(decoded.frame) : undefined;
	return made ? [encodeFrame(made as unknown as Sent)] : [frame];
};

/** Another's entry with a signature that is not true: its id is the same. */
const spoilt = (bytes: Bytes): Bytes => {
	const decoded = decodeEntry(bytes);
	if (!decoded.ok || decoded.entry.kind !== kinds.update) return bytes;
	return encodeEntry({ ...decoded.entry, signature: zeros(64) });
};

test('[SE1] what a server has withheld from the others by spoiling its signature has not reached them', async () => {
	const rig = new Rig(11);
	const a = await rig.found();
	let isEvil = false;
	const evil: Evil = {
		down: (frame) =>
			changed(frame, (said) =>
				said.type === 'entries' && isEvil
					? { ...said, entries: said.entries.map((each) => ({ ...each, entry: spoilt(each.entry) })) }
					: undefined,
			),
	};
	const b = await rig.joins('b', a, 'write', evil);
	isEvil = true;
	types(a, 'important ');
	await rig.pass(20_000);
	expect(textOf(b)).not.toContain('important');
	expect(a.log.status.state).toBe('server');
});

test('[SE1] what a server has withheld from the others by leaving it out has not reached them', async () => {
	const rig = new Rig(12);
	const a = await rig.found();
	let isEvil = false;
	const evil: Evil = {
		down: (frame) =>
			changed(frame, (said) =>
				said.type === 'entries' && isEvil
					? {
							...said,
							entries: said.entries.filter(({ entry }) => {
								const decoded = decodeEntry(entry);
								return decoded.ok && decoded.entry.kind !== kinds.update;
							}),
						}
					: undefined,
			),
	};
	const b = await rig.joins('b', a, 'write', evil);
	b.tablet.network.isOn = false;
	b.tablet.network.cut();
	isEvil = true;
	types(a, 'important ');
	await rig.pass(5000);
	// When it asks for what it has missed, some of it is left out, as if a snapshot stood for it.
	b.tablet.network.isOn = true;
	await rig.pass(60_000);
	expect(textOf(b)).not.toContain('important');
	expect(a.log.status.state).toBe('server');
});

test('[SE2] what others said of places that a server put back has lost is forgotten with the places', async () => {
	const rig = new Rig(13);
	const a = await rig.found();
	const backup = rig.server.point;
	const { seq } = a.log.row.place;
	const b = await rig.joins('b', a, 'write');
	for (let count = 0; count < 5; count++) {
		types(a, `${count} `);
		await rig.pass(2000);
	}
	// A snapshot and its second one are among what has to arrive.
	await rig.pass(20_000);
	expect(a.log.status.state).toBe('reached');
	// B is away from now on, and the server loses what came after the backup. The incarnation is the same.
	b.tablet.network.isOn = false;
	b.tablet.network.cut();
	await rig.done(rig.server.goBack(backup, 100));
	await rig.pass(60_000);
	const looked = await rig.done(a.log.archive.look(a.log.id));
	const ahead = looked?.heads.filter(({ device, place }) => device === b.log.row.device && place.seq > seq);
	expect(ahead).toEqual([]);
});

test('[SE2] a head that is ahead of the log says nothing of what comes later', async () => {
	const rig = new Rig(14);
	const forged: Bytes[] = [];
	// The server passes on, and keeps on passing on, whatever a member has signed.
	const evil: Evil = { down: (frame) => [frame, ...forged] };
	const a = await rig.found(undefined, evil);
	const b = await rig.joins('b', a, 'write');
	const place = { ...a.log.row.place, seq: 2 ** 50 };
	const hands = await rig.hands(b);
	const draft = { kind: kinds.head, log: a.log.id, extra: encodePlace(place) };
	forged.push(encodeFrame({ type: 'pass', entry: await signEntry(rig.crypto, hands.author, draft) }));
	hands.caller.close();
	types(a, 'important ');
	await rig.pass(10_000);
	expect(a.log.status.state).toBe('server');
});

test('[SE2] a running hash that the server makes up is not taken over', async () => {
	const rig = new Rig(15);
	let isEvil = false;
	const made = 'A'.repeat(43);
	const evil: Evil = {
		down: (frame) =>
			changed(frame, (said) => (said.type === 'appended' && isEvil ? { ...said, head: made } : undefined)),
	};
	const a = await rig.found(undefined, evil);
	isEvil = true;
	types(a, 'important ');
	await rig.pass(1000);
	expect(a.log.row.place.head).not.toBe(made);
});

test('[SE3] what a server refuses though nothing is wrong with it is neither set aside nor called stored there', async () => {
	const rig = new Rig(16);
	let isEvil = false;
	const evil: Evil = {
		up: (frame) => {
			const decoded = decodeFrame(frame);
			if (!isEvil || !decoded.ok || decoded.frame.type !== 'append') return [frame];
			// Spoilt on the way: the server says `bad-signature`.
			return [new Uint8Array([...frame.slice(0, -1), (frame.at(-1) ?? 0) ^ 1])];
		},
	};
	const a = await rig.found(undefined, evil);
	const b = await rig.joins('b', a, 'write');
	a.tablet.hasReplicas = false;
	a.tablet.network.isOn = false;
	a.tablet.network.cut();
	types(a, 'important ');
	await rig.pass(2000);
	expect(a.log.status.state).toBe('here');
	a.tablet.kill(a.tab);
	isEvil = true;
	a.tablet.network.isOn = true;
	// The committee is open, and this document is not.
	const tab = a.tablet.openTab();
	const log = await rig.done(tab.engine.of('c'));
	await rig.pass(10_000);
	const said = log?.status.state;
	const shared = await rig.done(log?.open('core') ?? Promise.reject(new Error('no log')));
	isEvil = false;
	await rig.pass(60_000);
	expect([said, shared.doc.getText('text').toString()]).toEqual(['here', '<from before>important ']);
	expect(textOf(b)).toContain('important');
});

test('[SE4] a server’s word alone does not take a tablet out for ever', async () => {
	const rig = new Rig(17);
	let isEvil = false;
	const evil: Evil = {
		down: (frame) =>
			changed(frame, (said) =>
				said.type === 'challenge' && isEvil
					? { type: 'refused', about: 'A'.repeat(43), code: 'revoked', counter: 0, id: 'A'.repeat(43) }
					: undefined,
			),
	};
	const a = await rig.found();
	const b = await rig.joins('b', a, 'write', evil);
	isEvil = true;
	b.tablet.network.cut();
	await rig.pass(10_000);
	expect(b.log.isRemoved).toBe(true);
	isEvil = false;
	b.tablet.kill(b.tab);
	const again = await rig.open(b.tablet);
	await rig.pass(60_000);
	expect(again.log.isRemoved).toBe(false);
	types(again, 'still here ');
	await rig.pass(10_000);
	expect(textOf(a)).toContain('still here');
});

test('[SE4] a server that talks to a tablet again lifts what it said, also before that is stored', async () => {
	const rig = new Rig(18);
	const a = await rig.found();
	const { standing, archive, id } = a.log;
	await rig.done(archive.change(id, () => ({ standing: 'removed' })));
	await rig.done(a.log.refresh());
	standing.removed(true);
	expect(a.log.status).toEqual({ state: 'here', waiting: 0, why: 'removed' });
	standing.removed(false);
	await rig.done(a.log.refresh());
	expect([a.log.isRemoved, a.log.status.state]).toEqual([false, 'here']);
});

test('[SE3] what a reader wrote before it heard that it is one is not called stored, though the server took it', async () => {
	const rig = new Rig(19);
	const a = await rig.found();
	const b = await rig.joins('b', a, 'write');
	types(b, 'early ');
	await rig.pass(5000);
	const backup = rig.server.point;
	b.tablet.network.isOn = false;
	b.tablet.network.cut();
	await rig.done(a.log.members.setRole(b.log.row.device, 'read'));
	a.tablet.network.isOn = false;
	a.tablet.network.cut();
	// The server forgets it, and takes what B writes.
	await rig.done(rig.server.goBack(backup, 100));
	b.tablet.network.isOn = true;
	await rig.pass(60_000);
	types(b, 'late ');
	await rig.pass(5000);
	expect(b.log.status.state).toBe('server');
	a.tablet.network.isOn = true;
	await rig.pass(90_000);
	expect(textOf(a)).not.toContain('late');
	expect(textOf(a)).toContain('early');
	expect(b.log.status).toEqual({ state: 'here', waiting: 1, why: 'read-only' });
});
