import 'fake-indexeddb/auto';
import { describe, expect, test, vi } from 'vitest';
import { Rounds } from '#lib/device/rounds.ts';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import { emptyTally, withAnswers } from '#lib/reflections/rules.ts';
import type { Answers, Tally } from '#lib/reflections/schema.ts';
import { people, seeded } from '#tests/round/people.ts';
import { tab } from './tabs.ts';

const { statements } = lmu;
const round = { committee: 'solsikken', reflection: 'refleksion-1', statements };

describe('when the device refuses', () => {
	const full = () => Promise.reject(new DOMException('', 'QuotaExceededError'));
	const [first = new Map(), second = new Map(), third = new Map()] = people(seeded(9), 3);

	const expected = (...answers: Answers[]): Tally => answers.reduce(withAnswers, emptyTally(statements));

	test('[RO8] the round goes on in memory and says so, and is stored with the next answer that can be', async () => {
		const { db } = tab();
		const rounds = new Rounds(db);
		await rounds.add(round, first);
		vi.spyOn(db.rounds, 'put').mockImplementation(full as never);
		expect(await rounds.add(round, second)).toEqual({ answered: 2, inMemory: true, lost: false });
		expect(await rounds.sum(round)).toEqual(expected(first, second));
		vi.restoreAllMocks();
		expect(await rounds.add(round, third)).toEqual({ answered: 3, inMemory: false, lost: false });
		expect(await new Rounds(tab().db).sum(round)).toEqual(expected(first, second, third));
	});

	test('[RO8] two who hand in while it refuses are both in memory, once each', async () => {
		const { db } = tab();
		const rounds = new Rounds(db);
		vi.spyOn(db.rounds, 'put').mockImplementation(full as never);
		await Promise.all([rounds.add(round, first), rounds.add(round, second)]);
		expect(await rounds.state(round)).toEqual({ answered: 2, inMemory: true, lost: false });
		expect(await rounds.sum(round)).toEqual(expected(first, second));
	});

	test('[RO8] a browser that gives no keys keeps the round in memory, and can start over', async () => {
		const refuses = { ...crypto, subtle: undefined as never, getRandomValues: <T>(into: T) => into };
		const rounds = new Rounds(tab().db, refuses);
		expect(await rounds.add(round, first)).toEqual({ answered: 1, inMemory: true, lost: false });
		expect(await rounds.sum(round)).toEqual(expected(first));
		await rounds.discard(round);
		expect(await rounds.state(round)).toEqual({ answered: 0, inMemory: false, lost: false });
	});

	test('[RO8] what cannot be deleted is kept whole, and starting over says so', async () => {
		const { db } = tab();
		const rounds = new Rounds(db);
		await rounds.add(round, first);
		vi.spyOn(db.rounds, 'put').mockImplementation(full as never);
		await rounds.add(round, second);
		vi.spyOn(db.rounds, 'delete').mockImplementation(full as never);
		await expect(rounds.discard(round)).rejects.toMatchObject({ name: 'QuotaExceededError' });
		expect(await rounds.sum(round)).toEqual(expected(first, second));
	});

	test('[RO9] answers that are only in memory go with their reflection, and come back with it', async () => {
		const { db } = tab();
		const rounds = new Rounds(db);
		await rounds.add(round, first);
		vi.spyOn(db.rounds, 'put').mockImplementation(full as never);
		await rounds.add(round, second);
		const putBack = await rounds.take(round);
		expect(await rounds.state(round)).toEqual({ answered: 0, inMemory: false, lost: false });
		await putBack();
		expect(await rounds.state(round)).toEqual({ answered: 2, inMemory: true, lost: false });
		expect(await rounds.sum(round)).toEqual(expected(first, second));
	});

	test('[RO8] stored answers that cannot be read just now are not left out of a sum', async () => {
		const { db } = tab();
		const rounds = new Rounds(db);
		await rounds.add(round, first);
		vi.spyOn(db.rounds, 'get').mockImplementation(full as never);
		expect(await rounds.add(round, second)).toMatchObject({ answered: 2, inMemory: true });
		await expect(rounds.sum(round)).rejects.toMatchObject({ name: 'QuotaExceededError' });
		vi.restoreAllMocks();
		expect(await rounds.sum(round)).toEqual(expected(first, second));
	});

	test('[RO8] a sum that cannot be opened any more is said to be lost', async () => {
		const { db } = tab();
		const rounds = new Rounds(db);
		await rounds.add(round, first);
		const [row] = await db.rounds.toArray();
		if (row) await db.rounds.put({ ...row, sealed: row.sealed.slice(1) });
		expect(await rounds.state(round)).toEqual({ answered: 1, inMemory: false, lost: true });
		await expect(rounds.sum(round)).rejects.toMatchObject({ name: 'OperationError' });
	});
});

describe('when another tab shows the picture', () => {
	/** What two tabs of one device do with a round, and what their documents would say of it. */
	const table = () => {
		const [one, other] = [new Rounds(tab().db), new Rounds(tab().db)];
		let shown: Tally | undefined;
		const handIn = async (rounds: Rounds, answers: Answers) =>
			(await rounds.handIn(round, answers, () => Promise.resolve(shown !== undefined))) !== undefined;
		const reveal = (rounds: Rounds, slowly: () => Promise<unknown> = () => Promise.resolve()) =>
			rounds.reveal(round, async (sum) => {
				await slowly();
				shown = sum;
				return true;
			});
		return { one, other, handIn, reveal, shown: () => shown };
	};

	test('[RO4] whoever hands in meanwhile is told that it is late, and leaves nothing behind', async () => {
		const { one, other, handIn, reveal, shown } = table();
		expect(await handIn(one, people(seeded(1))[0] ?? new Map())).toBe(true);
		let late: Promise<boolean> | undefined;
		await reveal(one, () => {
			late = handIn(other, people(seeded(2))[0] ?? new Map());
			return new Promise((resolve) => setTimeout(resolve, 30));
		});
		expect(await late).toBe(false);
		expect(shown()?.answered).toBe(1);
		expect(await tab().db.rounds.count()).toBe(0);
	});

	test('[RO5] every answer is in the picture, or its owner was told that it is not', async () => {
		const { one, other, handIn, reveal, shown } = table();
		const answers = people(seeded(3), 12);
		const arrived: Promise<boolean>[] = [];
		for (const [at, each] of answers.entries()) {
			arrived.push(handIn(at % 2 ? one : other, each));
			if (at === 5) void reveal(other);
			await new Promise((resolve) => setTimeout(resolve, at % 3));
		}
		const inTime = (await Promise.all(arrived)).filter(Boolean).length;
		expect(inTime).toBeGreaterThan(0);
		expect(inTime).toBeLessThan(12);
		expect(shown()?.answered).toBe(inTime);
		expect(await tab().db.rounds.count()).toBe(0);
	});

	test('[RO7] a picture that is not on the disk yet keeps the sum that it was made of', async () => {
		const { one, handIn } = table();
		await handIn(one, people(seeded(4))[0] ?? new Map());
		await one.reveal(round, () => Promise.resolve(false));
		expect((await one.sum(round))?.answered).toBe(1);
	});
});
