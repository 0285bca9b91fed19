import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { encodeCountersigned, encodeCoverage } from '#lib/sealed-log/entry/extra.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { signEntry } from '#lib/sealed-log/entry/sealed.ts';
import { noEntry } from '#lib/sealed-log/entry/codec.ts';
import { Ledger } from '#lib/sealed-log/engine/documents/reading/ledger.ts';
import { encodeState } from '#lib/sealed-log/engine/documents/reading/state.ts';
import { type Hands, Rig, textOf, types } from './rig.ts';

const limits = { entries: 100_000, bytes: 2 ** 40 };

const countersigns = async (hands: Hands, snapshot: string) => {
	const { crypto, author, log } = hands;
	const place = { session: hands.newSession(), counter: 1, prev: noEntry };
	const extra = encodeCountersigned(snapshot);
	const draft = { kind: kinds.countersign, log, document: 'core', ...place, extra };
	await hands.append(await signEntry(crypto, author, draft));
};

test('[SL24] a writer with two devices passes off no snapshot, on tablets that hold everything', async () => {
	const rig = new Rig(3);
	const a = await rig.found(limits);
	const b = await rig.joins('b', a, 'write');
	const m = await rig.joins('m', a, 'write');
	// The second device of the same person, let in by the first.
	const m2 = await rig.joins('m2', m, 'write');
	types(b, 'one ');
	await rig.pass(3000);
	const [bs] = (await rig.done(b.log.archive.sessions(b.log.id, 'core'))).filter(
		({ device, counter }) => device === b.log.row.device && counter > 0,
	);
	if (!bs) throw new Error('no session');
	const [one, other] = [await rig.hands(m), await rig.hands(m2)];
	// What B will write next stands in the snapshot already, and is something else.
	const doc = new Y.Doc();
	doc.clientID = 4242;
	doc.getText('text').insert(0, 'FALSE ');
	const extra = encodeCoverage([{ device: bs.device, session: bs.session, counter: 0xffff_ffff, id: bs.id }]);
	const words = encodeState({ ledger: new Ledger(), update: new Uint8Array(Y.encodeStateAsUpdate(doc)) });
	const snapshot = await one.seal(words, { kind: kinds.snapshot, client: 0, extra });
	await one.append(snapshot);
	await countersigns(other, snapshot.id);
	await rig.pass(10_000);
	types(b, 'two ');
	await rig.pass(10_000);
	expect(b.log.status.state).toBe('reached');
	expect(textOf(b)).toContain('two');
	expect(textOf(a)).not.toContain('FALSE');
	expect(textOf(a)).toContain('two');
});

test('[SD15] two members together pass off no snapshot either, on tablets that hold everything', async () => {
	const rig = new Rig(4);
	const a = await rig.found(limits);
	const b = await rig.joins('b', a, 'write');
	const m = await rig.joins('m', a, 'write');
	const m2 = await rig.joins('m2', a, 'write');
	types(b, 'one ');
	await rig.pass(3000);
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
	types(b, 'two ');
	await rig.pass(10_000);
	expect(textOf(a)).toContain('two');
});

test('a false snapshot does not keep true ones from being made', async () => {
	const rig = new Rig(5);
	const a = await rig.found({ entries: 6, bytes: 2 ** 30 });
	const b = await rig.joins('b', a, 'write');
	const m = await rig.joins('m', a, 'write');
	types(b, 'one ');
	await rig.pass(3000);
	const hands = await rig.hands(m);
	const [mark] = (await rig.done(a.log.archive.marks(a.log.id))).filter(({ counter }) => counter > 0);
	if (!mark) throw new Error('no session');
	const empty = new Uint8Array(Y.encodeStateAsUpdate(new Y.Doc()));
	const words = encodeState({ ledger: new Ledger(), update: empty });
	await hands.append(
		await hands.seal(words, { kind: kinds.snapshot, client: 0, extra: encodeCoverage([mark]) }),
	);
	for (let count = 0; count < 30; count++) {
		types(count % 2 ? a : b, `${count} `);
		await rig.pass(2000);
	}
	await rig.pass(900_000);
	const rows = await rig.done(a.log.archive.rows(a.log.id, 'core', 0));
	expect(rows.filter(({ kind }) => kind === kinds.countersign).length).toBeGreaterThan(0);
});

test('[SE15] what a snapshot stands for leaves the server as soon as somebody has signed it, and not one entry more', async () => {
	const rig = new Rig(12);
	const a = await rig.found({ entries: 40, bytes: 2 ** 40 });
	const b = await rig.joins('b', a, 'write');
	const held = async () => (await rig.done(rig.server.store.open(a.log.id)))?.size.entries;
	for (let count = 0; count < 45; count++) {
		types(a, `${count} `);
		await rig.pass(200);
	}
	await rig.pass(60_000);
	const snapshots = () =>
		a.tablet.disk
			.rows('entries')
			.filter(({ kind, document }) => kind === kinds.snapshot && document === 'core');
	const made = snapshots().length;
	// The committee's first words are an import; words that come while the first one is being signed ask for one more.
	expect(made).toBeGreaterThanOrEqual(3);
	expect(made).toBeLessThanOrEqual(4);
	expect(await held()).toBeLessThan(20);
	await rig.pass(3_600_000);
	expect(snapshots()).toHaveLength(made);
	const c = await rig.joins('c', a, 'write');
	await rig.pass(10_000);
	expect(textOf(c)).toBe(textOf(a));
	expect(textOf(b)).toBe(textOf(a));
});
