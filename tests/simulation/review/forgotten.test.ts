import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { toText } from '#lib/sealed-log/bytes.ts';
import { noEntry } from '#lib/sealed-log/entry/codec.ts';
import { encodeCoverage } from '#lib/sealed-log/entry/extra.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { endedBefore } from '#lib/sealed-log/engine/documents/reading/chained.ts';
import { believed } from '#lib/sealed-log/engine/documents/reading/bases/believing.ts';
import { imported, Ledger } from '#lib/sealed-log/engine/documents/reading/ledger.ts';
import { DocumentReader } from '#lib/sealed-log/engine/documents/reading/reader.ts';
import { adopt } from '#lib/sealed-log/engine/documents/reading/bases/adopting.ts';
import { giveUp } from '#lib/sealed-log/engine/keeping/intake.ts';
import { Outgoing } from '#lib/sealed-log/engine/line/outgoing.ts';
import { recovered } from '#lib/sealed-log/engine/documents/recovering.ts';
import { Rig, type Screen, types } from './rig.ts';

const isOn = ({ tablet: { network } }: Screen, is: boolean) => {
	network.isOn = is;
	network.cut();
};

test('[SD6] a tablet that the server does not know any more calls nothing stored', async () => {
	const rig = new Rig();
	const a = await rig.found();
	const b = await rig.joins('b', a, 'admin');
	isOn(a, false);
	const { point } = rig.server;
	const c = await rig.joins('c', b, 'write');
	types(c, 'words');
	await rig.pass(20_000);
	expect(c.log.status.state).toBe('reached');
	for (const each of [b, c]) isOn(each, false);
	// Its certification is gone, and another chain has grown in the place of that one.
	await rig.server.goBack(point, 100);
	isOn(a, true);
	await rig.pass(60_000);
	expect(await rig.done(a.log.members.turn())).toMatchObject({ ok: true });
	isOn(c, true);
	await rig.pass(60_000);
	expect(c.log.line.dismissal).toBe('unknown-author');
	expect(c.log.status.state).toBe('here');
});

test('[SE12] a server that says that it has less of a device gets it back from there', async () => {
	const rig = new Rig(7);
	const a = await rig.found();
	const b = await rig.joins('b', a, 'write');
	types(b, 'words');
	await rig.pass();
	const own = async () => {
		const kept = await rig.done(rig.server.store.open(a.log.id));
		const sessions = kept?.sessions.filter(({ device }) => device === b.log.row.device) ?? [];
		return { after: kept?.place, sessions };
	};
	isOn(b, false);
	const { after, sessions } = await own();
	if (!after) throw new Error('no log');
	await rig.done(rig.server.store.drop(a.log.id, 'core', sessions));
	const begun = sessions.map((session) => ({ ...session, counter: 0, id: noEntry }));
	await rig.done(
		rig.server.store.append(a.log.id, { after, entries: [], lost: [], sessions: begun, heads: [], sums: [] }),
	);
	rig.server.kill(100);
	isOn(b, true);
	await rig.pass(60_000);
	expect((await own()).sessions).toEqual(sessions);
	expect(b.log.status.state).toBe('reached');
});

test('[SE12] a server that was put back is still told as that', async () => {
	const rig = new Rig(8);
	const a = await rig.found();
	const { point } = rig.server;
	types(a, 'words');
	await rig.pass();
	await rig.server.goBack(point, 100);
	await rig.pass(60_000);
	expect(a.log.concerns).toEqual(['forgot']);
	expect(a.log.status.state).toBe('server');
});

test('[SD6] an import that has lost its place is judged by the links that were before it', async () => {
	const rig = new Rig(2);
	const a = await rig.found();
	const b = await rig.joins('b', a, 'write');
	types(b, 'words');
	await rig.pass();
	const rows = await rig.done(a.log.archive.rows(a.log.id, 'core', 0));
	const owner = rows.find(({ device }) => device === b.log.row.device);
	const before = a.log.roll.state.length;
	await rig.done(a.log.members.revoke(b.log.row.device));
	if (!owner) throw new Error('nothing written');
	const isClosed = async (links?: number) => {
		const row = { ...owner, seq: 0, ...(links !== undefined && { links }) };
		return (await rig.done(endedBefore(a.log.sealing, row)))(owner);
	};
	expect([await isClosed(before), await isClosed(before + 1), await isClosed()]).toEqual([false, true, true]);
});

test('[SD7] what was set aside is written once more only under the name of its own session', async () => {
	const rig = new Rig(3);
	const a = await rig.found();
	types(a, 'words');
	await rig.pass();
	const { sealing, archive, id, roll } = a.log;
	const reader = new DocumentReader(sealing, 'core');
	await rig.done(reader.begin());
	await rig.done(reader.next());
	const setAside = async (client: number, named: number) => {
		const doc = new Y.Doc();
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(a.core.doc));
		doc.clientID = client;
		const since = Y.encodeStateVector(doc);
		doc.getText('text').insert(0, 'more');
		const draft = {
			kind: kinds.update,
			document: 'core',
			session: toText(rig.crypto.randomBytes(8)),
			counter: 1,
		};
		const plaintext = Y.encodeStateAsUpdate(doc, since);
		const sealed = await rig.done(roll.seal({ ...draft, prev: noEntry, client: named }, plaintext));
		const row = { log: id, id: sealed.id, document: 'core', why: 'forked' as const, bytes: sealed.bytes };
		await rig.done(archive.setAside(row));
	};
	await setAside(a.core.doc.clientID, 4711);
	await setAside(4713, 4711);
	expect(await rig.done(recovered(sealing, reader))).toEqual([]);
	await setAside(4712, 4712);
	expect(await rig.done(recovered(sealing, reader))).toHaveLength(1);
});

/** An entry of a tablet's own that waits, and a snapshot that stands for the one behind it. */
const stoodForBehind = async (rig: Rig) => {
	const a = await rig.found();
	await rig.pass();
	isOn(a, false);
	const { archive, id: log, roll, row } = a.log;
	const session = toText(rig.crypto.randomBytes(8));
	const second = toText(rig.crypto.randomBytes(32));
	const write = async (counter: number, prev: string) => {
		const draft = { kind: kinds.update, document: 'core', session, counter, prev, client: 4711 };
		const sealed = await rig.done(roll.seal(draft, new Uint8Array(9)));
		return (await rig.done(archive.append(log, [sealed]))) && sealed.id;
	};
	const first = (await write(1, noEntry)) ?? '';
	const covered = [{ device: row.device, session, counter: 2, id: second, client: 4711 }];
	await rig.done(adopt(archive, { log, document: 'core', id: second }, covered));
	return { a, write, session, first, second };
};

test('[SD7] what yields before what a snapshot stands for leaves the session where that is', async () => {
	const rig = new Rig(3);
	const { a, write, first, second } = await stoodForBehind(rig);
	await rig.done(giveUp(a.log.archive, a.log.id, first, 'forked'));
	expect((await rig.done(a.log.archive.aside(a.log.id))).map(({ id }) => id)).toEqual([first]);
	expect(await write(3, second)).toBeDefined();
});

test('[SD8] what is sealed again behind what a snapshot stands for names that, as before', async () => {
	const rig = new Rig(3);
	const { a, write, session, first, second } = await stoodForBehind(rig);
	const third = (await write(3, second)) ?? '';
	const outgoing = new Outgoing(a.log, () => {});
	outgoing.start();
	await rig.pass(1000);
	for (const id of [first, third]) expect(await rig.done(outgoing.refused(id, 'old-epoch', 0))).toBe(true);
	await rig.pass(10_000);
	outgoing.stop();
	const again = await rig.done(a.log.archive.entryAt(a.log.id, a.log.row.device, session, 3));
	expect(again?.id).not.toBe(third);
	expect(again?.prev).toBe(second);
});

test('[SD15] who has read a document reads it anew when another one here has taken a snapshot for what is missing', async () => {
	const rig = new Rig(4);
	const a = await rig.found();
	types(a, 'words');
	await rig.pass();
	const { sealing, archive, id: log } = a.log;
	const reader = new DocumentReader(sealing, 'core');
	await rig.done(reader.next());
	expect(reader.isOutOfOrder).toBe(false);
	await rig.done(reader.remember());
	expect(await rig.done(new DocumentReader(sealing, 'core').resume())).toBe(true);
	const [row] = await rig.done(archive.rows(log, 'core', 0));
	await rig.done(adopt(archive, { log, document: 'core', id: row?.id ?? '' }, []));
	await rig.done(reader.next());
	expect(reader.isOutOfOrder).toBe(true);
	expect(await rig.done(new DocumentReader(sealing, 'core').resume())).toBe(false);
});

/** Who reads from a snapshot that stands for nothing, and meets one that stands for what is not here. */
const meeting = async (rig: Rig) => {
	const a = await rig.found();
	types(a, 'words');
	await rig.pass();
	const { sealing, archive, id: log, roll } = a.log;
	const mark = { device: 'AAAAAAAAAAAAAAAAAAAAAA', session: 'AAAAAAAAAAA', counter: 3, id: noEntry };
	const [row] = await rig.done(archive.rows(log, 'core', 0));
	if (!row) throw new Error('nothing written');
	await rig.done(adopt(archive, { log, document: 'core', id: row.id }, []));
	const draft = { kind: kinds.snapshot, document: 'core', session: mark.session, counter: 1, prev: noEntry };
	const extra = encodeCoverage([mark]);
	const { bytes } = await rig.done(roll.seal({ ...draft, client: 0, extra }, new Uint8Array()));
	const [ledger, theirs] = [new Ledger(), new Ledger()];
	const reading = { document: 'core', ledger, own: undefined };
	const belief = (seq: number) => rig.done(believed(reading, sealing, { ...row, bytes, seq }, theirs));
	const lacks = (missing: number) => rig.done(archive.change(log, () => ({ missing })));
	return { a, row, ledger, theirs, belief, lacks };
};

test('[SD15] who reads from a snapshot that stands for less than is missing believes another one', async () => {
	const { belief, lacks } = await meeting(new Rig(5));
	expect(await belief(9)).toBe('no');
	await lacks(2);
	expect(await belief(9)).toBe('yes');
});

test('[SD15] a snapshot gives a name to another owner only when the log has it before who was met here', async () => {
	const { a, row, ledger, theirs, belief, lacks } = await meeting(new Rig(6));
	await lacks(2);
	ledger.set({ client: 9, owner: imported, clock: 1, n: row.n });
	theirs.set({ client: 9, owner: { device: a.log.row.device, session: 'BBBBBBBBBBB' }, clock: 1, n: 0 });
	expect(await belief(row.seq + 1)).toBe('no');
	expect(await belief(row.seq - 1)).toBe('anew');
});
