import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import {
	closedLater,
	committee,
	foundOn,
	joinedOn,
	read,
	shareHouse,
	tabOf,
	write,
	year,
} from '#tests/device/tablets.ts';
import { killAgainAndAgain } from '#tests/log/killing.ts';
import { KillableHouse } from '../rig/houses.ts';
import { amiss, isLive, until, untilSame, word } from '../rig/looking.ts';
import { record } from '../rig/record.ts';

shareHouse();

const isLong = Boolean(process.env['LONG']);

test('R1: whatever a killed server had answered is there', async () => {
	const kills = Number(process.env['KILLS'] ?? (isLong ? 1000 : 100));
	const { lost, twice, answered, backAfter } = await killAgainAndAgain(kills);
	expect({ lost, twice }).toEqual({ lost: 0, twice: 0 });
	expect(answered).toBeGreaterThan(10 * kills);
	const done = `the server process is killed ${kills} times while six clients write`;
	record('R1', done, lost + twice, 'entries lost or twice', { most: 0 });
	record(
		'R1',
		done,
		backAfter.median / 1000,
		's from the start of a process to its first welcome, half of the times',
		{
			most: 2,
		},
	);
}, 3_600_000);

test('R1: tablets go on by themselves when the server was killed', async () => {
	const kills = isLong ? 30 : 4;
	const own = new KillableHouse();
	await own.open();
	const mette = await foundOn(closedLater(tabOf(`Mettes of ${committee}`, own)));
	const ali = await joinedOn(closedLater(tabOf(`Alis of ${committee}`, own)), mette);
	const texts = [await mette.open(committee, year), await ali.open(committee, year)] as const;
	const words: string[] = [];
	const back: number[] = [];
	for (let kill = 0; kill < kills; kill++) {
		await until(() => isLive(mette) && isLive(ali));
		const until300 = performance.now() + 50 + Math.random() * 300;
		while (performance.now() < until300) {
			const at = words.length;
			write(texts[at % 2 ? 1 : 0], word('w', at));
			words.push(word('w', at));
			await wait(20);
		}
		await own.kill();
		await own.open();
		back.push(await until(() => isLive(mette) && isLive(ali)));
	}
	await untilSame([mette, ali], [...texts]);
	expect(amiss(words, read(texts[0]))).toBe(0);
	back.sort((one, other) => one - other);
	const done = `two tablets write while the server process is killed ${kills} times; nobody does anything`;
	record('R1', done, amiss(words, read(texts[0])), 'words lost or twice', { most: 0 });
	record(
		'R1',
		done,
		(back[back.length >> 1] ?? Infinity) / 1000,
		's until both are live, from when the server is',
		{
			most: 2,
		},
	);
}, 600_000);
