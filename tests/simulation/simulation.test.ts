import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WebCrypto } from '#lib/sealed-log/crypto/web.ts';
import { playSeeds } from './many.ts';
import { playTrace } from './run.ts';
import { planOf, type Trace } from './trace.ts';

const fixtures = join(import.meta.dirname, 'fixtures');

test('a hundred committees have two hundred things happen to them each, and nothing that was said was untrue', async () => {
	expect(await playSeeds(1, 100, 200)).toEqual([]);
}, 1_200_000);

test('the same seed gives the same run, to the byte', async () => {
	const [one, again, other] = [
		await playTrace(planOf(7, 60)),
		await playTrace(planOf(7, 60)),
		await playTrace(planOf(8, 60)),
	];
	expect(one.hash).toBe(again.hash);
	expect(one.hash).not.toBe(other.hash);
}, 60_000);

test.each(readdirSync(fixtures))(
	'what once went wrong does not: %s',
	async (name) => {
		const trace: Trace = JSON.parse(readFileSync(join(fixtures, name), 'utf8'));
		expect((await playTrace(trace)).failures).toEqual([]);
	},
	60_000,
);

test('ten committees with the cryptography of the browser', async () => {
	for (let seed = 1; seed <= 10; seed++) {
		const trace = planOf(1000 + seed, 60);
		const few: Trace = { ...trace, tablets: [Math.min(3, trace.tablets[0]), Math.min(4, trace.tablets[1])] };
		const { failures } = await playTrace(few, () => new WebCrypto());
		expect(failures.map((failure) => `seed ${seed}: ${failure}`)).toEqual([]);
	}
}, 300_000);
