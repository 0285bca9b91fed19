import { expect, test } from 'vitest';
import { encodePlace, type Place } from '#lib/sealed-log/entry/extra.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { signEntry } from '#lib/sealed-log/entry/sealed.ts';
import { type Hands, Rig, types } from './rig.ts';

const says = async ({ crypto, author, caller, log }: Hands, place: Place) => {
	const draft = { kind: kinds.head, log, extra: encodePlace(place) };
	caller.say({ type: 'pass', entry: await signEntry(crypto, author, draft) });
};

test('of one device many heads in a moment are weighed once, and the last of them counts', async () => {
	const rig = new Rig(51);
	const a = await rig.found();
	const m = await rig.joins('m', a, 'write');
	const hands = await rig.hands(m);
	const { archive } = a.log;
	const stored: Place[] = [];
	const putHead = archive.putHead.bind(archive);
	Object.assign(archive, {
		putHead: (row: Parameters<typeof putHead>[0]) => (stored.push(row.place), putHead(row)),
	});
	for (let count = 0; count < 20; count++) {
		types(a, `${count} `);
		await rig.pass(150);
		await says(hands, { ...a.log.row.place, seq: a.log.row.place.seq + 100 + count });
	}
	const last = a.log.row.place;
	await says(hands, last);
	await rig.pass(5000);
	expect(stored.length).toBeLessThan(8);
	expect(stored.at(-1)).toEqual(last);
});

test('[SE2] who says that it has come to the same place by another way does not count, and that is said', async () => {
	const rig = new Rig(52);
	const a = await rig.found();
	const m = await rig.joins('m', a, 'write');
	const hands = await rig.hands(m);
	types(a, 'important ');
	await rig.pass(5000);
	expect(a.log.status.state).toBe('server');
	await says(hands, { ...a.log.row.place, head: 'A'.repeat(43) });
	await rig.pass(5000);
	expect(a.log.status.state).toBe('server');
	expect(a.log.concerns).toContain('split');
	types(a, 'more ');
	await rig.pass(5000);
	await says(hands, a.log.row.place);
	await rig.pass(5000);
	expect(a.log.status.state).toBe('reached');
});

test('[SE9] of one device a few tabs are shown, however many it says that it has', async () => {
	const rig = new Rig(53);
	const a = await rig.found();
	const what = Uint8Array.of(1);
	for (let count = 0; count < 100; count++) a.log.presence.heard('member', `session ${count}`, 1, what);
	a.log.presence.heard('other', 'session', 1, what);
	a.log.presence.heard('talkative', 'session', 1, new Uint8Array(4097));
	expect(a.log.presence.others.filter(({ device }) => device === 'member')).toHaveLength(3);
	expect(a.log.presence.others).toHaveLength(4);
});

test('[SE1] a newcomer who gets a snapshot for what was dropped says that it has come as far as the others', async () => {
	const rig = new Rig(54);
	const a = await rig.found({ entries: 6, bytes: 2 ** 30 });
	const b = await rig.joins('b', a, 'write');
	for (let count = 0; count < 60; count++) {
		types(count % 2 ? a : b, `${count} `);
		await rig.pass(2000);
	}
	await rig.pass(30_000);
	const n = await rig.joins('n', a, 'write');
	await rig.pass(10_000);
	expect(n.log.row.missing).toBeGreaterThan(5);
	types(a, 'welcome ');
	await rig.pass(10_000);
	expect(a.log.status).toEqual({ state: 'reached', others: 2, of: 2 });
	types(n, 'thanks ');
	await rig.pass(10_000);
	expect(n.log.status).toEqual({ state: 'reached', others: 2, of: 2 });
});
