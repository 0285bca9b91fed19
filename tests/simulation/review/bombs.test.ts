import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { encodeCoverage } from '#lib/sealed-log/entry/extra.ts';
import { Ledger } from '#lib/sealed-log/engine/documents/reading/ledger.ts';
import { encodeState } from '#lib/sealed-log/engine/documents/reading/state.ts';
import { Rig, textOf, types } from './rig.ts';

const limits = { entries: 100_000, bytes: 2 ** 40 };

/** A map in a map in a map …, by hand: one change for each. */
const nested = (client: number, from: number, depth: number): Uint8Array => {
	const encoder = new Y.UpdateEncoderV1();
	encoder.writeLen(1);
	encoder.writeLen(depth);
	encoder.writeClient(client);
	encoder.writeLen(from);
	for (let clock = from; clock < from + depth; clock++) {
		// A type (7) under a key, without neighbours.
		encoder.writeInfo(7 | 32);
		if (clock === 0) {
			encoder.writeParentInfo(true);
			encoder.writeString('deep');
		} else {
			encoder.writeParentInfo(false);
			encoder.writeLeftID(Y.createID(client, clock - 1));
		}
		encoder.writeString('k');
		// A map.
		encoder.writeTypeRef(1);
	}
	encoder.writeLen(0);
	return encoder.toUint8Array();
};

/** Deletes one change of a client. */
const deleting = (client: number, clock: number): Uint8Array => {
	const encoder = new Y.UpdateEncoderV1();
	encoder.writeLen(0);
	encoder.writeLen(1);
	encoder.writeClient(client);
	encoder.writeLen(1);
	encoder.writeLen(clock);
	encoder.writeLen(1);
	return encoder.toUint8Array();
};

test('[SD14] a member who nests maps without end, and deletes them, stops nobody', async () => {
	const rig = new Rig(21);
	const a = await rig.found(limits);
	const m = await rig.joins('m', a, 'write');
	const hands = await rig.hands(m);
	const depth = 15_000;
	const update = nested(999, 0, depth);
	expect(update.length).toBeLessThan(220 * 1024);
	await hands.writes(update, 999);
	await hands.writes(deleting(999, 0), 0);
	await rig.pass(10_000);
	types(a, 'after ');
	await rig.pass(10_000);
	expect(a.log.status.state).not.toBe('failed');
	a.tablet.kill(a.tab);
	const again = await rig.open(a.tablet);
	await rig.pass(9000);
	expect(textOf(again)).toContain('after');
	expect(again.log.status.state).not.toBe('failed');
});

test('[SD13] a change that leans on what never comes stops no snapshots', async () => {
	const rig = new Rig(22);
	const a = await rig.found({ entries: 6, bytes: 2 ** 30 });
	const b = await rig.joins('b', a, 'write');
	const m = await rig.joins('m', a, 'write');
	const hands = await rig.hands(m);
	const [one, other] = [new Y.Doc(), new Y.Doc()];
	[one.clientID, other.clientID] = [5001, 5002];
	one.getText('text').insert(0, 'never sent');
	Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
	const before = Y.encodeStateVector(other);
	other.getText('text').insert(5, 'leans');
	await hands.writes(Y.encodeStateAsUpdate(other, before), 5002);
	for (let count = 0; count < 20; count++) {
		types(count % 2 ? a : b, `${count} `);
		await rig.pass(2000);
	}
	await rig.pass(900_000);
	const rows = await rig.done(a.log.archive.rows(a.log.id, 'core', 0));
	expect(rows.filter(({ kind }) => kind === kinds.countersign).length).toBeGreaterThan(0);
});

test('[SD13] what leans on a change that comes late is shown when it has come, with what follows it', async () => {
	const rig = new Rig(25);
	const a = await rig.found(limits);
	const m = await rig.joins('m', a, 'write');
	const hands = await rig.hands(m);
	const [one, other] = [new Y.Doc(), new Y.Doc()];
	[one.clientID, other.clientID] = [5001, 5002];
	one.getText('text').insert(0, 'late ');
	Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
	const updates: Uint8Array[] = [];
	other.on('update', (update: Uint8Array) => updates.push(update));
	other.getText('text').insert(5, 'leans ');
	other.getText('text').insert(11, 'follows ');
	const [leaning = new Uint8Array(), following = new Uint8Array()] = updates;
	const first = await hands.writes(leaning, 5002);
	await hands.append(await hands.seal(following, { client: 5002 }, first));
	await rig.pass(5000);
	types(a, 'meanwhile ');
	await rig.pass(5000);
	expect(textOf(a)).toBe('<from before>meanwhile ');
	// It is remembered with what was read, and not looked at again.
	a.tablet.kill(a.tab);
	const again = await rig.open(a.tablet);
	await rig.pass(5000);
	expect(textOf(again)).not.toContain('leans');
	await hands.writes(Y.encodeStateAsUpdate(one), 5001);
	await rig.pass(5000);
	expect(textOf(again)).toContain('late leans follows ');
	expect(textOf(again)).toContain('meanwhile ');
});

test('[SD13] what a session leans on it may bring itself, as an import that comes behind', async () => {
	const rig = new Rig(26);
	const a = await rig.found({ entries: 6, bytes: 2 ** 30 });
	const b = await rig.joins('b', a, 'write');
	const m = await rig.joins('m', a, 'write');
	const hands = await rig.hands(m);
	const [one, other] = [new Y.Doc(), new Y.Doc()];
	[one.clientID, other.clientID] = [5001, 5002];
	one.getText('text').insert(0, 'handed in again ');
	Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
	const before = Y.encodeStateVector(other);
	other.getText('text').insert(16, 'leans ');
	const first = await hands.writes(Y.encodeStateAsUpdate(other, before), 5002);
	const state = encodeState({
		ledger: new Ledger(),
		update: new Uint8Array(Y.encodeStateAsUpdate(one)),
	});
	const draft = { kind: kinds.snapshot, client: 0, extra: encodeCoverage([]) };
	await hands.append(await hands.seal(state, draft, first));
	await rig.pass(5000);
	for (const each of [a, b]) expect(textOf(each)).toContain('handed in again leans ');
	// Whoever makes a snapshot reads it alike.
	for (let count = 0; count < 12; count++) {
		types(count % 2 ? a : b, `${count} `);
		await rig.pass(2000);
	}
	await rig.pass(60_000);
	const c = await rig.joins('c', a, 'write');
	expect(textOf(c)).toContain('handed in again leans ');
});

test('[SD13] a deletion of what never was stops no snapshots', async () => {
	const rig = new Rig(23);
	const a = await rig.found({ entries: 6, bytes: 2 ** 30 });
	const b = await rig.joins('b', a, 'write');
	const m = await rig.joins('m', a, 'write');
	const hands = await rig.hands(m);
	await hands.writes(deleting(123_456, 7), 0);
	for (let count = 0; count < 20; count++) {
		types(count % 2 ? a : b, `${count} `);
		await rig.pass(2000);
	}
	await rig.pass(900_000);
	const rows = await rig.done(a.log.archive.rows(a.log.id, 'core', 0));
	expect(rows.filter(({ kind }) => kind === kinds.countersign).length).toBeGreaterThan(0);
});

test('an import under the name of somebody who is removed later is the same for all', async () => {
	const rig = new Rig(24);
	const a = await rig.found(limits);
	const b = await rig.joins('b', a, 'write');
	const m = await rig.joins('m', a, 'write');
	types(b, 'one ');
	await rig.pass(5000);
	const client = b.core.doc.clientID;
	const hands = await rig.hands(m);
	// More under B's name than B has written.
	const forged = new Y.Doc();
	forged.clientID = client;
	Y.applyUpdate(forged, Y.encodeStateAsUpdate(a.core.doc));
	forged.clientID = client;
	const before = Y.encodeStateVector(forged);
	forged.getText('text').insert(0, 'FORGED ');
	const update = new Uint8Array(Y.encodeStateAsUpdate(forged, before));
	const words = encodeState({ ledger: new Ledger(), update });
	await hands.append(await hands.seal(words, { kind: kinds.snapshot, client: 0, extra: encodeCoverage([]) }));
	await rig.pass(5000);
	expect(textOf(a)).not.toContain('FORGED');
	const done = await rig.done(a.log.members.revoke(b.log.row.device));
	expect(done.ok).toBe(true);
	await rig.pass(20_000);
	const newcomer = await rig.joins('n', a, 'read');
	await rig.pass(20_000);
	expect(textOf(newcomer)).toBe(textOf(a));
});
