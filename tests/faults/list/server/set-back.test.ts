import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
	closedLater,
	committee,
	foundOn,
	House,
	joinedOn,
	read,
	shareHouse,
	tabOf,
	write,
	year,
} from '#tests/device/tablets.ts';
import { logOf, sometime, until, untilSame } from '../rig/looking.ts';
import { record } from '../rig/record.ts';

shareHouse();

/** Two tablets write while the server is up, it loses something while it is down, and both come back by themselves. */
const lose = async (how: (house: House) => void) => {
	const own = new House();
	await own.open();
	const tablet = (name: string) => closedLater(tabOf(`${name} of ${committee}`, own));
	const mette = await foundOn(tablet('Mettes'));
	const ali = await joinedOn(tablet('Alis'), mette, 'admin');
	const texts = [await mette.open(committee, year), await ali.open(committee, year)] as const;
	write(texts[0], 'i forgårs ');
	await untilSame([mette, ali], [...texts]);
	await own.close();
	own.keep('yesterday');
	await own.open();
	write(texts[0], 'Mette i går ');
	write(texts[1], 'Ali i går ');
	await until(() => read(texts[0]).length === 'i forgårs Mette i går Ali i går '.length);
	await untilSame([mette, ali], [...texts]);
	const expected = read(texts[1]);
	const { incarnation, seq } = (await logOf(mette)).row.place;
	// One of the two does not come back.
	await ali.close(committee);
	await own.close();
	how(own);
	await own.open();
	const time = await until(() => {
		const log = mette.log(committee);
		return log?.progress.isLive && log.status.state === 'server';
	}, sometime);
	const after = (await logOf(mette)).row.place;
	const karla = await joinedOn(tablet('Karlas'), mette);
	const there = await karla.open(committee, year);
	await until(() => read(there) === expected).catch(() => undefined);
	const again = tablet('Alis');
	await again.start();
	const back = await again.open(committee, year);
	write(back, 'og i dag');
	await untilSame([mette, karla, again], [texts[0], there, back]);
	const concerns = [...(mette.log(committee)?.concerns ?? [])];
	const found = { lost: expected.length - read(there).replace('og i dag', '').length, time, concerns };
	for (const device of [mette, karla, again]) await device.close(committee);
	await own.close();
	own.remove();
	return { ...found, before: { incarnation, seq }, after };
};

test('R4: a server whose database is yesterday’s gets back what it lacks from one tablet, and everybody has the same', async () => {
	const { lost, time } = await lose((own) => own.takeBack('yesterday'));
	expect(lost).toBe(0);
	const done = 'the server is set back a day; one of two tablets comes back, then a newcomer and the other';
	record('R4', done, lost, 'letters lost', { most: 0 });
	expect(record('R4', done, time / 1000, 's until the server has all again', { most: 30 })).toBe(true);
}, 180_000);

test('R5: a server whose database is gone gets all of it back from one tablet', async () => {
	const { lost, time, before, after, concerns } = await lose((own) => {
		for (const name of ['log.db', 'log.db-wal', 'log.db-shm']) rmSync(join(own.data, name), { force: true });
	});
	expect(lost).toBe(0);
	expect(after.incarnation).not.toBe(before.incarnation);
	const done =
		'the server’s database is deleted; one of two tablets comes back, then a newcomer and the other';
	record('R5', done, lost, 'letters lost', { most: 0 });
	record('R5', done, concerns.includes('forgot') ? 0 : 1, 'notices missing', { most: 0 });
	expect(concerns).toContain('forgot');
	expect(record('R5', done, time / 1000, 's until the server has all again', { most: 30 })).toBe(true);
}, 180_000);
