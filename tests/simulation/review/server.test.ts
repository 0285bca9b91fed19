import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Bytes } from '#lib/sealed-log/bytes.ts';
import {
	decodeCountersigned,
	decodeCoverage,
	encodeCountersigned,
	encodeCoverage,
	type SessionMark,
} from '#lib/sealed-log/entry/extra.ts';
import { DocumentReader } from '#lib/sealed-log/engine/documents/reading/reader.ts';
import { encodeState } from '#lib/sealed-log/engine/documents/reading/state.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { decodeEntry, noEntry } from '#lib/sealed-log/entry/codec.ts';
import { signEntry } from '#lib/sealed-log/entry/sealed.ts';
import { Ledger } from '#lib/sealed-log/engine/documents/reading/ledger.ts';
import { nowhere } from '#lib/sealed-log/wire/frames.ts';
import { type Hands, Rig, type Screen, textOf, types } from './rig.ts';

const limits = { entries: 100_000, bytes: 2 ** 40 };

const isCovering = (bytes: Bytes): boolean => {
	const decoded = decodeEntry(bytes);
	return decoded.ok && decodeCoverage(decoded.entry.extra)?.length !== 0;
};

/** The snapshots of a document that this tablet knows somebody to have countersigned. */
const countersigned = async (rig: Rig, { log }: Screen): Promise<string[]> => {
	const rows = await rig.done(log.archive.rows(log.id, 'core', 0));
	return rows
		.filter(({ kind }) => kind === kinds.countersign)
		.map(({ bytes }) => {
			const decoded = decodeEntry(bytes);
			return decoded.ok ? decodeCountersigned(decoded.entry.extra) : '';
		});
};

const countersigns = async (hands: Hands, snapshot: string) => {
	const { crypto, author, log } = hands;
	const place = { session: hands.newSession(), counter: 1, prev: noEntry };
	const draft = { kind: kinds.countersign, log, document: 'core', ...place };
	await hands.append(await signEntry(crypto, author, { ...draft, extra: encodeCountersigned(snapshot) }));
};

/** A true snapshot, made as everybody would make it. */
const madeOf = async (rig: Rig, { log }: Screen, hands: Hands, marks: readonly SessionMark[]) => {
	const reader = new DocumentReader(log.sealing, 'core', marks);
	const updates = await rig.done(reader.next());
	const doc = new Y.Doc();
	doc.transact(() => {
		for (const update of updates) Y.applyUpdate(doc, update);
	});
	const update = new Uint8Array(Y.encodeStateAsUpdate(doc));
	const words = encodeState({ ledger: reader.ledger, update });
	const extra = encodeCoverage(marks);
	return hands.seal(words, { kind: kinds.snapshot, client: 0, extra });
};

test('[SE11] a snapshot that leaves out what one stands for that counts is countersigned by nobody', async () => {
	const rig = new Rig(61);
	const a = await rig.found({ entries: 6, bytes: 2 ** 30 });
	const b = await rig.joins('b', a, 'write');
	const m = await rig.joins('m', a, 'write');
	const [first] = (await rig.done(a.log.archive.marks(a.log.id))).filter(({ counter }) => counter > 0);
	if (!first) throw new Error('no session');
	for (let count = 0; count < 20; count++) {
		types(count % 2 ? a : b, `${count} `);
		await rig.pass(2000);
	}
	expect((await countersigned(rig, a)).length).toBeGreaterThan(0);
	const hands = await rig.hands(m);
	const doc = new Y.Doc();
	doc.clientID = 4242;
	doc.getMap('ticks').set('new', true);
	await rig.pass(60_000);
	const { entry, id } = await hands.writes(Y.encodeStateAsUpdate(doc), 4242);
	await rig.pass(300);
	// Of the very first entry and the very last one.
	const marks = [first, { device: entry.device, session: entry.session, counter: 1, id }];
	const lesser = await madeOf(rig, a, hands, marks);
	await hands.append(lesser);
	await rig.pass(60_000);
	expect(await countersigned(rig, a)).not.toContain(lesser.id);
});

test('[SE11] of two snapshots the one that stands for more is countersigned, also when it came first', async () => {
	const rig = new Rig(65);
	const a = await rig.found({ entries: 6, bytes: 2 ** 30 });
	const b = await rig.joins('b', a, 'write');
	const m = await rig.joins('m', a, 'write');
	const marks = (await rig.done(a.log.archive.marks(a.log.id))).filter(({ counter }) => counter > 0);
	const hands = await rig.hands(m);
	b.tablet.network.isOn = false;
	b.tablet.network.cut();
	for (let count = 0; count < 10; count++) {
		types(a, `${count} `);
		await rig.pass(2000);
	}
	const rows = await rig.done(a.log.archive.rows(a.log.id, 'core', 0));
	const more = rows.find(({ kind, seq, bytes }) => kind === kinds.snapshot && seq > 0 && isCovering(bytes));
	expect(await countersigned(rig, a)).toEqual([]);
	const lesser = await madeOf(rig, a, hands, marks.slice(0, 1));
	await hands.append(lesser);
	b.tablet.network.isOn = true;
	await rig.pass(60_000);
	const made = await countersigned(rig, a);
	expect(made).toContain(more?.id);
	expect(made).not.toContain(lesser.id);
});

test('[SE12] who has nothing but its entries left gives them back to a server that has lost them', async () => {
	const rig = new Rig(62);
	const a = await rig.found(limits);
	const b = await rig.joins('b', a, 'write');
	types(a, 'important ');
	await rig.pass(5000);
	expect(a.log.status.state).toBe('reached');
	for (const { tablet } of [a, b]) {
		tablet.network.isOn = false;
		tablet.network.cut();
	}
	// They were about to read everything anew, and the server goes back to nothing before they do.
	for (const { log } of [a, b]) {
		await rig.done(log.archive.change(log.id, () => ({ place: nowhere })));
		await rig.done(log.refresh());
	}
	await rig.done(rig.server.goBack(0, 100));
	for (const { tablet } of [a, b]) tablet.network.isOn = true;
	await rig.pass(120_000);
	const n = await rig.joins('n', a, 'write');
	await rig.pass(10_000);
	expect(textOf(n)).toBe('<from before>important ');
});

test('[SE13] what a reader wrote counts once it is made a writer, also for who has made it one, and for itself', async () => {
	const rig = new Rig(63);
	const a = await rig.found(limits);
	const b = await rig.joins('b', a, 'write');
	const m = await rig.joins('m', a, 'read');
	const { device } = m.log.row;
	const hands = await rig.hands(m);
	const doc = new Y.Doc();
	doc.clientID = 4242;
	doc.getText('text').insert(0, 'early ');
	const words = new Uint8Array(Y.encodeStateAsUpdate(doc));
	const again = await rig.open(m.tablet);
	// The server takes it, for whatever reason.
	await rig.server.smuggle(await hands.seal(words, { client: 4242 }), 100);
	await rig.pass(60_000);
	expect(textOf(a)).not.toContain('early');
	expect(await rig.done(a.log.members.setRole(device, 'write'))).toEqual({ ok: true, value: undefined });
	await rig.pass(30_000);
	expect([a, b, again].map(textOf)).toEqual(Array(3).fill('<from before>early '));
});

test('[SD15] no snapshot knows more of the session that this tab writes in than this device does', async () => {
	const rig = new Rig(64);
	const a = await rig.found(limits);
	const b = await rig.joins('b', a, 'write');
	const m = await rig.joins('m', a, 'write');
	const m2 = await rig.joins('m2', a, 'write');
	types(b, 'one ');
	await rig.pass(3000);
	// From now on something may be missing.
	await rig.done(rig.server.goBack(0, 100));
	await rig.pass(60_000);
	const [bs] = (await rig.done(b.log.archive.sessions(b.log.id, 'core'))).filter(
		({ device, counter }) => device === b.log.row.device && counter > 0,
	);
	if (!bs) throw new Error('no session');
	const [one, other] = [await rig.hands(m), await rig.hands(m2)];
	const extra = encodeCoverage([{ device: bs.device, session: bs.session, counter: 0xffff_ffff, id: bs.id }]);
	const empty = new Uint8Array(Y.encodeStateAsUpdate(new Y.Doc()));
	const words = encodeState({ ledger: new Ledger(), update: empty });
	const snapshot = await one.seal(words, { kind: kinds.snapshot, client: 0, extra });
	await one.append(snapshot);
	await countersigns(other, snapshot.id);
	await rig.pass(10_000);
	expect(b.log.concerns).toContain('snapshot');
	types(b, 'two ');
	await rig.pass(10_000);
	expect(textOf(b)).toContain('one two ');
	const held = await rig.done(b.log.archive.entryAt(b.log.id, bs.device, bs.session, bs.counter + 1));
	expect(held?.placed).toBe(true);
});
