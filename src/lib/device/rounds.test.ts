import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Committee } from '#lib/committees/document.ts';
import { core } from '#lib/documents/kinds.ts';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import { Reflections } from '#lib/reflections/document.ts';
import { emptyTally, withAnswers } from '#lib/reflections/rules.ts';
import type { Answers, Mark } from '#lib/reflections/schema.ts';
import { asText, dump, request } from '#tests/round/dump.ts';
import { bytes, people, permuted, seeded, shuffled } from '#tests/round/people.ts';
import { sealBackup } from './backup/backup.ts';
import { collect } from './backup/restore.ts';
import { Database } from './database.ts';
import { Device } from './device.svelte.ts';
import { Rounds } from './rounds.ts';

const now = new Date('2027-01-14T14:00:00Z');
const on = '2027-01-14';
const committee = 'solsikken';
const reflection = 'refleksion-1';
const { statements } = lmu;
const round = { committee, reflection, statements };

const devices: Device[] = [];
const databases: Database[] = [];

const newDatabase = () => {
	const db = new Database();
	databases.push(db);
	return db;
};

/** A tab of the device. Client ids are frozen, as clock and ids are, so that nothing but the answers can differ. */
const tab = async (seed = 7) => {
	const device = new Device({ db: newDatabase(), channel: undefined, clock: () => now, seals: false });
	devices.push(device);
	const random = seeded(seed);
	const rounds = new Rounds(device.db, {
		subtle: crypto.subtle,
		getRandomValues: (into) => (into.set(bytes(random)(into.length)), into),
	});
	const [first, year] = [await device.open(committee, core), await device.open(committee, 'year-2027')];
	first.doc.clientID = 1000;
	year.doc.clientID = 2027;
	return { device, rounds, core: new Committee(first), reflections: new Reflections(year, () => reflection) };
};

type Tab = Awaited<ReturnType<typeof tab>>;

const begin = async ({ device, core: profile, reflections }: Tab) => {
	profile.found(
		{ name: 'LMU Solsikken 🌻', workplace: '', level: 'lmu', levelLabel: 'LMU', members: [] },
		on,
		now,
	);
	reflections.start({ year: 2027, pack: lmu, way: 'round', present: [{ name: 'Karla Holm' }] }, on, now);
	await device.flush();
};

const reveal = async ({ device, rounds, reflections }: Tab) => {
	const tally = await rounds.sum(round);
	if (tally) reflections.reveal(reflection, tally);
	await device.flush();
	return tally;
};

const closeAll = async () => {
	for (const device of devices.splice(0)) await device.close(committee);
	for (const db of databases.splice(0)) db.close();
};

const forgetAll = async () => {
	await closeAll();
	for (const { name = '' } of await indexedDB.databases()) await request(indexedDB.deleteDatabase(name));
};

/** A whole round, from the first person to the picture: what is left of it afterwards. */
const play = async (answers: readonly Answers[]) => {
	await forgetAll();
	const here = await tab();
	await begin(here);
	for (const each of answers) await here.rounds.add(round, each);
	const tally = await reveal(here);
	await here.rounds.discard(round);
	const collected = await collect(here.device, committee);
	const backup = await sealBackup(collected.backup, 'fire røde kander', bytes(seeded(3)));
	await closeAll();
	return { tally: JSON.stringify(tally), tables: asText(await dump()), backup: [...backup].join() };
};

beforeEach(forgetAll);

afterEach(() => {
	vi.restoreAllMocks();
	return forgetAll();
});

describe('afterwards', () => {
	test(
		'[RO1] rounds with equal sums leave the same documents, databases and backups, byte for byte',
		{ timeout: 30_000 },
		async () => {
			const answers = people(seeded(11));
			const left = await play(answers);
			for (const seed of [1, 2, 3]) {
				const others = permuted(shuffled(answers, seeded(seed)), seeded(seed + 50));
				expect(others.map((each) => [...each])).not.toEqual(answers.map((each) => [...each]));
				expect(await play(others)).toEqual(left);
			}
			expect(left.tables).toContain('medspil: rounds":[]');
			expect(left.tables).toMatch(/medspil: updates":\[\{.*medspil-replica.*updates":\[\{/);
			// What is compared does tell rounds with other sums apart.
			const different = await play(people(seeded(12)));
			for (const what of ['tally', 'tables', 'backup'] as const) expect(different[what]).not.toBe(left[what]);
		},
	);

	test('[RO4] neither sum nor key is left', async () => {
		const here = await tab();
		await begin(here);
		await here.rounds.add(round, people(seeded(1))[0] ?? new Map());
		expect(await here.device.db.rounds.count()).toBe(1);
		await here.rounds.discard(round);
		expect(await here.device.db.rounds.count()).toBe(0);
		expect(await here.rounds.state(round)).toEqual({ answered: 0, inMemory: false, lost: false });
	});

	test('[RO7] killed between the reveal and the deletion, the picture stays and the round is deleted', async () => {
		const here = await tab();
		await begin(here);
		for (const each of people(seeded(4))) await here.rounds.add(round, each);
		const shown = await reveal(here);
		await closeAll();

		const again = await tab();
		expect(again.reflections.get(reflection)?.tally).toEqual(shown);
		expect(await again.rounds.state(round)).toMatchObject({ answered: 6 });
		await reveal(again);
		expect(again.reflections.get(reflection)?.tally).toEqual(shown);
		await again.rounds.discardUnless(committee, (id) => !again.reflections.get(id)?.tally);
		expect(await again.device.db.rounds.count()).toBe(0);
		expect(again.reflections.get(reflection)?.tally).toEqual(shown);
	});

	test('[RO9] only rounds that somebody needs are kept, and those of other committees', async () => {
		const { rounds } = await tab();
		const other = { ...round, committee: 'nabo' };
		const gone = { ...round, reflection: 'slettet' };
		for (const each of [round, other, gone]) await rounds.add(each, new Map());
		await rounds.discardUnless(committee, (id) => id === reflection);
		const states = await Promise.all([round, other, gone].map((each) => rounds.state(each)));
		expect(states.map(({ answered }) => answered)).toEqual([1, 1, 0]);
	});

	test('[RO9] what is deleted with its reflection comes back with it, with all that was handed in', async () => {
		const here = await tab();
		await begin(here);
		const [first = new Map(), second = new Map()] = people(seeded(6));
		await here.rounds.add(round, first);
		const putBack = await here.rounds.take(round);
		expect(await here.device.db.rounds.count()).toBe(0);
		expect(await here.rounds.state(round)).toMatchObject({ answered: 0 });
		// Somebody is faster than the disk.
		await here.rounds.add(round, second);
		await putBack();
		expect(await here.rounds.sum(round)).toEqual([first, second].reduce(withAnswers, emptyTally(statements)));
	});

	test('[RO9] a committee that is deleted takes its rounds along', async () => {
		const here = await tab();
		await begin(here);
		await here.rounds.add(round, new Map());
		await here.device.erase(committee);
		expect(await here.device.db.rounds.count()).toBe(0);
	});
});

describe('while it lasts', () => {
	test('[RO2] no mark is in any document, and every row but the sealed one is as it was', async () => {
		const here = await tab();
		await begin(here);
		const before = await dump();
		for (const each of people(seeded(5), 3)) await here.rounds.add(round, each);
		await here.device.flush();
		const after = await dump();
		const [row] = after['medspil: rounds'] ?? [];
		const names = Object.keys(row?.value ?? {}).sort();
		expect(names).toEqual(['answered', 'committee', 'iv', 'key', 'reflection', 'sealed']);
		const rest = { ...after, 'medspil: rounds': [] };
		expect(asText(rest)).toBe(asText(before));
		expect(here.reflections.get(reflection)?.tally).toBeUndefined();
	});

	test('[RO3] what is sealed has the same length whatever was marked, and never the same bytes', async () => {
		const all = (mark: Mark): Answers =>
			new Map(statements.map(({ id }) => [id, { importance: mark, success: mark }]));
		const seen: { length: number; bytes: string }[] = [];
		for (const answers of [all(1), all(4), people(seeded(1))[0] ?? all(2), new Map<string, never>()]) {
			await forgetAll();
			const { device, rounds } = await tab();
			await rounds.add(round, answers);
			const sealed = new Uint8Array((await device.db.rounds.toArray())[0]?.sealed ?? new ArrayBuffer());
			seen.push({ length: sealed.length, bytes: sealed.join() });
		}
		// One byte for how many, sixteen for each statement, sixteen for the seal.
		expect(seen.map(({ length }) => length)).toEqual(Array(4).fill(1 + 16 * statements.length + 16));
		expect(new Set(seen.map((each) => each.bytes)).size).toBe(4);
	});

	test('[RO4] the key cannot be taken out, not even by the app itself', async () => {
		const { device, rounds } = await tab();
		await rounds.add(round, new Map());
		const [row] = await device.db.rounds.toArray();
		if (!row) throw new Error('no row');
		expect(row.key.extractable).toBe(false);
		for (const format of ['raw', 'jwk'] as const)
			await expect(crypto.subtle.exportKey(format, row.key)).rejects.toThrow('extractable');
	});

	test('[RO5] two tabs that hand in at once lose no answer', async () => {
		const [one, other] = [new Rounds(newDatabase()), new Rounds(newDatabase())];
		const answers = people(seeded(6), 12);
		await Promise.all(answers.map((each, at) => (at % 2 ? one : other).add(round, each)));
		const alone = new Rounds(newDatabase());
		const elsewhere = { ...round, reflection: 'alene' };
		for (const each of answers) await alone.add(elsewhere, each);
		expect(await one.sum(round)).toEqual(await alone.sum(elsewhere));
		expect((await other.state(round)).answered).toBe(12);
	});

	test('a tab that waits hears what another one hands in', async () => {
		const [one, other] = [new Rounds(newDatabase()), new Rounds(newDatabase())];
		let answered = -1;
		const stop = other.watch(
			round,
			() => void other.state(round).then((state) => (answered = state.answered)),
		);
		await vi.waitFor(() => expect(answered).toBe(0));
		await one.add(round, new Map());
		await vi.waitFor(() => expect(answered).toBe(1));
		stop();
	});

	test('[RO6] those who handed in are counted after the page was killed', async () => {
		const here = await tab();
		await begin(here);
		for (const each of people(seeded(8), 4)) await here.rounds.add(round, each);
		const sum = await here.rounds.sum(round);
		await closeAll();
		const again = await tab();
		expect(await again.rounds.state(round)).toEqual({ answered: 4, inMemory: false, lost: false });
		expect(await again.rounds.sum(round)).toEqual(sum);
		expect((await again.rounds.add(round, new Map())).answered).toBe(5);
	});

	test('a round that nobody has answered has no sum', async () => {
		const { rounds } = await tab();
		expect(await rounds.sum(round)).toBeUndefined();
	});
});
