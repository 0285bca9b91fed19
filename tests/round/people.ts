import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import type { Answers, Mark } from '#lib/reflections/schema.ts';

const { statements } = lmu;

/** Always the same numbers from the same seed (mulberry32). */
export const seeded = (seed: number) => {
	let state = seed;
	return () => {
		state += 0x6d2b79f5;
		let at = Math.imul(state ^ (state >>> 15), 1 | state);
		at ^= at + Math.imul(at ^ (at >>> 7), 61 | at);
		return ((at ^ (at >>> 14)) >>> 0) / 2 ** 32;
	};
};

export const bytes = (random: () => number) => (size: number) =>
	Uint8Array.from({ length: size }, () => random() * 256);

export const shuffled = <T>(items: readonly T[], random: () => number): T[] =>
	items
		.map((item) => ({ item, place: random() }))
		.sort((a, b) => a.place - b.place)
		.map(({ item }) => item);

const step = (random: () => number) => (Math.floor(random() * 4) + 1) as Mark;

/** Six people who mark what they please, and now and then skip a statement. */
export const people = (random: () => number, count = 6): Answers[] =>
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
export const permuted = (answers: readonly Answers[], random: () => number): Answers[] => {
	const others = answers.map(() => new Map<string, { importance: Mark; success: Mark }>());
	for (const { id } of statements) {
		const marks = shuffled(answers, random).map((each) => each.get(id));
		marks.forEach((mark, at) => mark && others[at]?.set(id, mark));
	}
	return others;
};
