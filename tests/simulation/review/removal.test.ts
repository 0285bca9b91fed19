import { decodeEntry } from '#lib/sealed-log/entry/codec.ts';
import { expect, test } from 'vitest';
import { cutsOf } from '#lib/sealed-log/engine/members/closing.ts';
import { Rig, type Screen, textOf, types } from './rig.ts';
import type { Tablet } from '../tablet.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { isActive } from '#lib/sealed-log/membership/state.ts';

test('[SE5] a lost tablet can be removed after its words were put into a snapshot', async () => {
	const rig = new Rig();
	const a = await rig.found({ entries: 14, bytes: 2 ** 30 });
	const b = await rig.joins('b', a, 'write');
	const c = await rig.joins('c', a, 'write');
	for (let count = 0; count < 13; count++) {
		types(count < 4 ? b : c, `${count} `);
		await rig.pass(1500);
	}
	await rig.pass(60_000);
	expect(textOf(c)).toBe(textOf(a));
	const rows = await rig.done(a.log.archive.rows(a.log.id, 'core', 0));
	expect(rows.filter(({ kind }) => kind === 2).length).toBeLessThan(4);
	const done = await rig.done(a.log.members.revoke(b.log.row.device));
	expect(done).toEqual({ ok: true, value: undefined });
});

test('[SE5] a device that has begun a thousand sessions can be removed', async () => {
	const rig = new Rig(2);
	const a = await rig.found({ entries: 100_000, bytes: 2 ** 40 });
	const b = await rig.joins('b', a, 'write');
	const hands = await rig.hands(b);
	for (let count = 0; count < 900; count++) await hands.writes(Uint8Array.of(0, 0), 0);
	await rig.pass(20_000);
	const done = await rig.done(a.log.members.revoke(b.log.row.device));
	expect(done).toEqual({ ok: true, value: undefined });
	const device = a.log.roll.state.devices.get(b.log.row.device);
	expect(device && isActive(device)).toBe(false);
});

test('[SE5] what the server has not dropped after all is named when it asks for it', async () => {
	const rig = new Rig(3);
	const a = await rig.found({ entries: 6, bytes: 2 ** 30 });
	const b = await rig.joins('b', a, 'write');
	const c = await rig.joins('c', a, 'write');
	// Its disk is full: nothing is dropped, and it knows that when it starts again.
	rig.server.store.drop = () => Promise.resolve({ entries: 0, bytes: 0 });
	for (let count = 0; count < 6; count++) {
		types(b, `${count} `);
		await rig.pass(2000);
	}
	for (let count = 0; count < 40; count++) {
		types(count % 2 ? a : c, `${count} `);
		await rig.pass(2000);
	}
	rig.server.kill(100);
	await rig.pass(20_000);
	const drafts = await rig.done(cutsOf(a.log.archive, a.log.roll, b.log.row.device, false));
	const all = await rig.done(cutsOf(a.log.archive, a.log.roll, b.log.row.device, true));
	expect(all.length).toBeGreaterThan(drafts.length);
	const done = await rig.done(a.log.members.revoke(b.log.row.device));
	expect(done).toEqual({ ok: true, value: undefined });
});

/** A reader is made of somebody whose last words nobody has but a third one, who comes back after that. */
const madeReader = async (
	rig: Rig,
	words: readonly string[],
	limits?: Tablet['limits'],
	{ isForgottenThen = false, isBusy = false, before = 0 } = {},
) => {
	const a = await rig.found(limits);
	const [b, c] = [await rig.joins('b', a, 'write'), await rig.joins('c', a, 'write')];
	const isOn = ({ tablet: { network } }: Screen, is: boolean) => {
		network.isOn = is;
		network.cut();
	};
	for (let count = 0; count < before; count++) {
		types(count === 0 ? b : c, `${count} `);
		await rig.pass(5000);
	}
	isOn(a, false);
	const { point } = rig.server;
	for (const each of words) {
		types(b, each);
		await rig.pass(20_000);
	}
	if (isBusy) types(c, 'of c itself ');
	await rig.pass(20_000);
	const rows = await rig.done(c.log.archive.rows(c.log.id, 'core', 0));
	for (const each of [b, c]) isOn(each, false);
	await rig.server.goBack(point, 100);
	isOn(a, true);
	await rig.pass(60_000);
	expect(await rig.done(a.log.members.setRole(b.log.row.device, 'read'))).toMatchObject({ ok: true });
	if (isForgottenThen) {
		isOn(a, false);
		await rig.server.goBack(0, 100);
		isOn(c, true);
		await rig.pass(60_000);
		isOn(a, true);
	} else isOn(c, true);
	await rig.pass(120_000);
	return { a, b, c, rows };
};

test('[SE5] what a reader wrote, and who made it one did not hold, is handed in again by who holds it', async () => {
	const { a } = await madeReader(new Rig(4), ['seen by c alone']);
	expect(textOf(a)).toContain('seen by c alone');
});

test('[SE5] also when the log has it before the link by which it does not count', async () => {
	const { a } = await madeReader(new Rig(4), ['seen by c alone'], undefined, { isForgottenThen: true });
	expect(textOf(a)).toContain('seen by c alone');
});

test('[SE5] what is handed in again is not cut off itself where its session has begun before', async () => {
	const rig = new Rig(4);
	const { a, c } = await madeReader(rig, ['seen by c alone'], undefined, { isBusy: true });
	expect(textOf(a)).toContain('seen by c alone');
	const aside = await rig.done(c.log.archive.aside(c.log.id));
	const words = aside.map(({ bytes }) => decodeEntry(bytes)).flatMap((each) => (each.ok ? each.entry : []));
	expect(words.filter(({ device }) => device === c.log.row.device)).toEqual([]);
});

test('[SE5] what goes on from what a snapshot stands for, too', async () => {
	const limits = { entries: 3, bytes: 2 ** 30 };
	const { a, b, c, rows } = await madeReader(new Rig(6), ['seen by c alone'], limits, { before: 12 });
	const written = rows.find(({ kind, device }) => kind === kinds.update && device === b.log.row.device);
	const cuts = a.log.members.state.devices.get(b.log.row.device)?.cuts;
	expect(written && cuts?.has(written.session)).toBe(false);
	for (const each of [a, c]) expect(textOf(each)).toContain('seen by c alone');
});

test('[SE5] what is cut off with who has made a snapshot, or signed it, is stood for by nothing', async () => {
	const words = ['one ', 'two ', 'three ', 'four '];
	const { a, c, rows } = await madeReader(new Rig(5), words, { entries: 3, bytes: 2 ** 30 });
	// There was one, with the word of the new reader for it or under it.
	expect(rows.some(({ kind, device }) => kind === kinds.countersign && device !== a.log.row.device)).toBe(
		true,
	);
	for (const each of words) expect(textOf(a)).toContain(each);
	expect(c.log.status.state).not.toBe('here');
});
