import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { Device } from '#lib/device/device.svelte.ts';
import { currentEpoch } from '#lib/sealed-log/membership/state.ts';
import { committee, founded, house, joined, read, shareHouse, write, year } from '#tests/device/tablets.ts';
import { logOf, until, untilSame } from '../rig/looking.ts';
import { record } from '../rig/record.ts';
import { Way } from '../rig/way.ts';

shareHouse();

const epochOf = async (device: Device) => currentEpoch((await logOf(device)).roll.state);
const ownId = async (device: Device) => (await logOf(device)).row.device;

/** Milliseconds until a tablet knows that nothing is owed, and which epoch holds then. */
const untilPaid = async (device: Device) => {
	const log = await logOf(device);
	return until(() => log.roll.state.owes === false && currentEpoch(log.roll.state) > 1);
};

test('R18: two admins remove a tablet in the same moment, and one new key holds for both', async () => {
	const mette = await founded();
	const ali = await joined(mette, 'Alis', 'admin');
	const karla = await joined(mette, 'Karlas');
	const texts = [await mette.open(committee, year), await ali.open(committee, year)] as const;
	await untilSame([mette, ali], [...texts]);
	const gone = await ownId(karla);
	const start = performance.now();
	await Promise.all([mette, ali].map((each) => each.log(committee)?.remove(gone)));
	await Promise.all([mette, ali].map(async (each) => (await logOf(each)).members.turn()));
	await Promise.all([untilPaid(mette), untilPaid(ali)]);
	const time = performance.now() - start;
	expect((await logOf(mette)).roll.state.head).toBe((await logOf(ali)).roll.state.head);
	expect(await epochOf(mette)).toBe(await epochOf(ali));
	write(texts[0], 'Mette ');
	write(texts[1], 'Ali ');
	await untilSame([mette, ali], [...texts]);
	expect(read(texts[0])).toHaveLength('Mette Ali '.length);
	expect(
		record('R18', 'two admins remove a tablet and make a key at once', time / 1000, 's until one holds'),
	).toBe(true);
}, 60_000);

test('R18: when the admin who removed somebody is gone before the new key, another one makes it', async () => {
	const between = await Way.to(house.port);
	const mette = await founded(between.reach());
	const ali = await joined(mette, 'Alis', 'admin');
	const karla = await joined(mette, 'Karlas');
	const gone = await ownId(karla);
	expect(await mette.log(committee)?.remove(gone)).toMatchObject({ ok: true });
	await mette.abandon(committee);
	between.weather = 'shut';
	between.cut();
	expect(await epochOf(ali)).toBe(1);
	const time = await untilPaid(ali);
	expect(await epochOf(ali)).toBe(2);
	const done = 'the admin who removed a tablet is gone before the new key is made; another is there';
	expect(record('R18', done, time / 1000, 's until it is paid', { most: 60 })).toBe(true);
}, 60_000);

test('R19: a removed tablet goes on writing, and nothing of it is applied', async () => {
	const between = await Way.to(house.port);
	const mette = await founded();
	const karla = await joined(mette, 'Karlas', 'write', between.reach());
	const texts = [await mette.open(committee, year), await karla.open(committee, year)] as const;
	write(texts[1], 'mens hun var med. ');
	await untilSame([mette, karla], [...texts]);
	between.weather = 'shut';
	between.cut();
	const log = await logOf(karla);
	await mette.log(committee)?.remove(log.row.device);
	for (let at = 0; at < 20; at++) {
		texts[1].act(() => texts[1].doc.getText('t').insert(0, 'bagefter '));
		await karla.flush();
	}
	expect(await log.archive.waiting(log.id)).toBeGreaterThanOrEqual(20);
	between.weather = 'open';
	const start = performance.now();
	void karla.wake();
	await until(() => karla.log(committee)?.isRemoved);
	const time = performance.now() - start;
	write(texts[0], 'uden hende.');
	await until(() => mette.log(committee)?.status.state === 'server');
	expect(read(texts[0])).toBe('mens hun var med. uden hende.');
	expect(karla.log(committee)?.status).toMatchObject({ state: 'here', why: 'removed' });
	const done = 'a tablet is removed while it is offline, writes twenty entries and comes back';
	record('R19', done, read(texts[0]).includes('bagefter') ? 1 : 0, 'entries applied', { most: 0 });
	expect(record('R19', done, time / 1000, 's until it is told')).toBe(true);
}, 60_000);

test('R19: a tablet that is there when it is removed is told at once', async () => {
	const mette = await founded();
	const karla = await joined(mette, 'Karlas');
	await karla.open(committee, year);
	const gone = await ownId(karla);
	const start = performance.now();
	await mette.log(committee)?.remove(gone);
	await until(() => karla.log(committee)?.isRemoved);
	const time = performance.now() - start;
	expect(
		record('R19', 'a tablet is removed while it is online', time / 1000, 's until it is told', { most: 5 }),
	).toBe(true);
}, 60_000);
