import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Committee } from '#lib/committees/document.ts';
import { core } from '#lib/documents/kinds.ts';
import { lmu } from '#lib/packs/med-pipeline/lmu.ts';
import { Reflections } from '#lib/reflections/document.ts';
import { emptyTally, withAnswers } from '#lib/reflections/rules.ts';
import type { Answers, Mark, Tally } from '#lib/reflections/schema.ts';
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

/** Always the same numbers from the same seed (mulberry32). */
const seeded = (seed: number) => () => {
	let at = Math.imul((seed += 0x6d2b79f5) ^ (seed >>> 15), 1 | seed);
	at ^= at + Math.imul(at ^ (at >>> 7), 61 | at);
	return ((at ^ (at >>> 14)) >>> 0) / 2 ** 32;
};

const bytes = (random: () => number) => (size: number) =>
	Uint8Array.from({ length: size }, () => random() * 256);

const shuffled = <T>(items: readonly T[], random: () => number): T[] =>
	items
		.map((item) => ({ item, place: random() }))
		.sort((a, b) => a.place - b.place)
		.map(({ item }) => item);

const step = (random: () => number) => (Math.floor(random() * 4) + 1) as Mark;

/** Six people who mark what they please, and now and then skip a statement. */
const people = (random: () => number, count = 6): Answers[] =>
	Array.from(
		{ length: count },
		() =>
			new Map(
				statements
					.filter(() => random() > 0.15)
					.map(({ id }) => [id, { importance: step(random), success: step(random) }]),
			),
	);

/** The same marks to each statement, and made by others. */
const permuted = (answers: readonly Answers[], random: () => number): Answers[] => {
	const others = answers.map(() => new Map<string, { importance: Mark; success: Mark }>());
	for (const { id } of statements) {
		const marks = shuffled(answers, random).map((each) => each.get(id));
		marks.forEach((mark, at) => mark && others[at]?.set(id, mark));
	}
	return others;
};

let devices: Device[] = [];
let databases: Database[] = [];

const newDatabase = () => {
	const db = new Database();
	databases.push(db);
	return db;
};

/** A tab of the device. Client ids are frozen, as clock and ids are, so that nothing but the answers can differ. */
const tab = async (seed = 7) => {
	const device = new Device({ db: newDatabase(), channel: undefined, clock: () => now });
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

const request = <T>(asked: IDBRequest<T>) =>
	new Promise<T>((resolve, reject) => {
		asked.onsuccess = () => resolve(asked.result);
		asked.onerror = () => reject(asked.error ?? new Error('no answer'));
	});

/** Every row of every table of every database on this device, Dexie and the replicas, as the API gives them. */
const dump = async () => {
	const tables: Record<string, { key: IDBValidKey; value: unknown }[]> = {};
	for (const { name = '' } of (await indexedDB.databases()).toSorted((a, b) =>
		`${a.name}` < `${b.name}` ? -1 : 1,
	)) {
		const db = await request(indexedDB.open(name));
		for (const table of db.objectStoreNames) {
			const store = db.transaction(table).objectStore(table);
			const [keys, values] = await Promise.all([request(store.getAllKeys()), request(store.getAll())]);
			tables[`${name}: ${table}`] = keys.map((key, at) => ({ key, value: values[at] }));
		}
		db.close();
	}
	return tables;
};

const asText = (tables: Awaited<ReturnType<typeof dump>>) =>
	JSON.stringify(tables, (_, value: unknown) =>
		value instanceof Uint8Array ? `bytes ${[...value].join()}` : value,
	);

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
	const backup = await sealBackup(
		await collect(here.device, committee),
		'fire røde kander',
		bytes(seeded(3)),
	);
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

describe('when the device refuses', () => {
	const full = () => Promise.reject(new DOMException('', 'QuotaExceededError'));
	const [first = new Map(), second = new Map(), third = new Map()] = people(seeded(9), 3);

	const expected = (...answers: Answers[]): Tally => answers.reduce(withAnswers, emptyTally(statements));

	test('[RO8] the round goes on in memory and says so, and is stored with the next answer that can be', async () => {
		const db = newDatabase();
		const rounds = new Rounds(db);
		await rounds.add(round, first);
		vi.spyOn(db.rounds, 'put').mockImplementation(full as never);
		expect(await rounds.add(round, second)).toEqual({ answered: 2, inMemory: true, lost: false });
		expect(await rounds.sum(round)).toEqual(expected(first, second));
		vi.restoreAllMocks();
		expect(await rounds.add(round, third)).toEqual({ answered: 3, inMemory: false, lost: false });
		expect(await new Rounds(newDatabase()).sum(round)).toEqual(expected(first, second, third));
	});

	test('[RO8] two who hand in while it refuses are both in memory, once each', async () => {
		const db = newDatabase();
		const rounds = new Rounds(db);
		vi.spyOn(db.rounds, 'put').mockImplementation(full as never);
		await Promise.all([rounds.add(round, first), rounds.add(round, second)]);
		expect(await rounds.state(round)).toEqual({ answered: 2, inMemory: true, lost: false });
		expect(await rounds.sum(round)).toEqual(expected(first, second));
	});

	test('[RO8] a browser that gives no keys keeps the round in memory, and can start over', async () => {
		const refuses = { ...crypto, subtle: undefined as never, getRandomValues: <T>(into: T) => into };
		const rounds = new Rounds(newDatabase(), refuses);
		expect(await rounds.add(round, first)).toEqual({ answered: 1, inMemory: true, lost: false });
		expect(await rounds.sum(round)).toEqual(expected(first));
		await rounds.discard(round);
		expect(await rounds.state(round)).toEqual({ answered: 0, inMemory: false, lost: false });
	});

	test('[RO8] stored answers that cannot be read just now are not left out of a sum', async () => {
		const db = newDatabase();
		const rounds = new Rounds(db);
		await rounds.add(round, first);
		vi.spyOn(db.rounds, 'get').mockImplementation(full as never);
		expect(await rounds.add(round, second)).toMatchObject({ answered: 2, inMemory: true });
		await expect(rounds.sum(round)).rejects.toThrow();
		vi.restoreAllMocks();
		expect(await rounds.sum(round)).toEqual(expected(first, second));
	});

	test('[RO8] a sum that cannot be opened any more is said to be lost', async () => {
		const db = newDatabase();
		const rounds = new Rounds(db);
		await rounds.add(round, first);
		const [row] = await db.rounds.toArray();
		if (row) await db.rounds.put({ ...row, sealed: row.sealed.slice(1) });
		expect(await rounds.state(round)).toEqual({ answered: 1, inMemory: false, lost: true });
		await expect(rounds.sum(round)).rejects.toThrow();
	});
});
