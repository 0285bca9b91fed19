import { expect, test } from 'vitest';
import { WebCrypto } from '#lib/sealed-log/crypto/web.ts';
import type { Crypto, KeyPairs } from '#lib/sealed-log/crypto/port.ts';
import { concat, idBytes, toText, utf8, zeros } from '#lib/sealed-log/bytes.ts';
import { deviceIdOf } from '#lib/sealed-log/entry/ids.ts';
import { seeded } from '#tests/sealed-log.ts';
import type { SeededKey } from '#tests/simulation/crypto.ts';
import { fromWords, type Histogram, isPossible, toWords, wordsFor } from './histogram.ts';
import { hidden, masked, pairMask, sumOf } from './masks.ts';
import {
	decodePart,
	decodeReady,
	decodeSet,
	encodePart,
	encodeReady,
	encodeSet,
	subjectOf,
	wordsIn,
} from './payloads.ts';

const set = toText(zeros(32).fill(1));
const STATEMENTS = 22;

/** Numbers that look random and are the same each time. */
const dice = (seed: number) => {
	let state = seed;
	return (below: number) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
};

/** What so many people at one tablet may have marked. */
const marks = (roll: (below: number) => number, people = 1, statements = STATEMENTS): Histogram => ({
	people,
	counts: Array.from({ length: statements }, () => {
		const cells = new Array<number>(16).fill(0);
		for (let person = 0; person < people; person++) {
			const cell = roll(17);
			if (cell < 16) cells[cell] = (cells[cell] ?? 0) + 1;
		}
		return cells;
	}),
});

interface Tablet<K> {
	device: string;
	pairs: KeyPairs<K>;
}

const tabletsOf = <K>(crypto: Crypto<K>, many: number): Promise<Tablet<K>[]> =>
	Promise.all(
		Array.from({ length: many }, async () => {
			const pairs = await crypto.generate();
			return { device: await deviceIdOf(crypto, pairs.keys), pairs };
		}),
	);

const ownOf = <K>({ device, pairs }: Tablet<K>) => ({ device, agree: pairs.agree });
const pairOf = <K>({ device, pairs }: Tablet<K>) => ({ device, key: pairs.keys.agree });

const partOf = <K>(crypto: Crypto<K>, all: readonly Tablet<K>[], one: Tablet<K>, words: Uint32Array) =>
	masked(crypto, ownOf(one), all.filter((each) => each !== one).map(pairOf), set, words);

test.each([3, 4, 7, 11, 15])('[SU7] the parts of %i tablets add up to their marks', async (many) => {
	const crypto = seeded();
	const roll = dice(many);
	const tablets = await tabletsOf(crypto, many);
	const given = tablets.map(() => marks(roll, 1 + roll(3)));
	const parts = await Promise.all(
		tablets.map((tablet, at) => partOf(crypto, tablets, tablet, toWords(given[at] as Histogram))),
	);
	const people = given.reduce((sum, each) => sum + each.people, 0);
	const sum = sumOf(parts as Uint32Array[]);
	expect(sum && fromWords(sum, people)).toEqual({
		people,
		counts: Array.from({ length: STATEMENTS }, (_, at) =>
			Array.from({ length: 16 }, (__, cell) =>
				given.reduce((count, each) => count + (each.counts[at]?.[cell] ?? 0), 0),
			),
		),
	});
	// Each by itself says nothing, nor do all but one.
	for (const part of parts) expect(fromWords(part as Uint32Array, people)).toBeUndefined();
	const allButOne = sumOf(parts.slice(1) as Uint32Array[]);
	expect(allButOne && fromWords(allButOne, people - (given[0]?.people ?? 0))).toBeUndefined();
});

test('[SU7] with marks of equal sum, and the mask of the two who differ shifted to match, all parts are the same', async () => {
	const crypto = seeded();
	const roll = dice(1);
	const [one, two, three, four] = (await tabletsOf(crypto, 4)).toSorted((a, b) =>
		a.device < b.device ? -1 : 1,
	) as [Tablet<SeededKey>, Tablet<SeededKey>, Tablet<SeededKey>, Tablet<SeededKey>];
	const words = Array.from({ length: 4 }, () => toWords(marks(roll)));
	const [first, second] = words as [Uint32Array, Uint32Array];
	const masks = new Map<string, Uint32Array>();
	const all = [one, two, three, four];
	for (const a of all)
		for (const b of all)
			if (a !== b) {
				const mask = await pairMask(crypto, ownOf(a), pairOf(b), set, first.length);
				if (mask) masks.set(`${a.device}/${b.device}`, mask);
			}
	const partsOf = (given: readonly Uint32Array[], shift: Uint32Array) =>
		all.map((tablet, at) =>
			hidden(
				given[at] ?? new Uint32Array(0),
				tablet.device,
				all.flatMap((other) => {
					const mask = masks.get(`${tablet.device}/${other.device}`);
					if (!mask) return [];
					const isShifted = [tablet, other].every((each) => each === one || each === two);
					return [
						{ device: other.device, mask: isShifted ? mask.map((word, w) => word + (shift[w] ?? 0)) : mask },
					];
				}),
			),
		);
	const none = new Uint32Array(first.length);
	const before = partsOf(words, none);
	// The first two have marked as the other did: the sum is the same, and no other tablet's words are.
	const swapped = [second, first, ...words.slice(2)];
	const isFirstLower = hidden(none, one.device, [{ device: two.device, mask: none.map(() => 1) }])[0] === 1;
	const shift = isFirstLower
		? first.map((word, at) => word - (second[at] ?? 0))
		: second.map((word, at) => word - (first[at] ?? 0));
	expect(partsOf(swapped, none)).not.toEqual(before);
	expect(partsOf(swapped, shift)).toEqual(before);
});

test('[SU8] two tablets have the same mask, nobody else has, and another set has another', async () => {
	const crypto = seeded();
	const [one, two, three] = (await tabletsOf(crypto, 3)) as [
		Tablet<SeededKey>,
		Tablet<SeededKey>,
		Tablet<SeededKey>,
	];
	const of = (a: Tablet<SeededKey>, b: Tablet<SeededKey>, which = set, words = 353) =>
		pairMask(crypto, ownOf(a), pairOf(b), which, words);
	const mask = await of(one, two);
	expect(await of(two, one)).toEqual(mask);
	expect(await of(one, three)).not.toEqual(mask);
	expect(await of(one, two, toText(zeros(32).fill(2)))).not.toEqual(mask);
	// Longer than a chunk, and each chunk another.
	const long = await of(one, two, set, 3000);
	expect(long).toHaveLength(3000);
	expect(long?.slice(0, 353)).toEqual(mask);
	expect(long?.slice(1024, 1124)).not.toEqual(long?.slice(0, 100));
	expect(new Set(long).size).toBeGreaterThan(2990);
});

test('[SU8] a mask is what the specification says', async () => {
	const crypto = seeded();
	const [one, two] = (await tabletsOf(crypto, 2)) as [Tablet<SeededKey>, Tablet<SeededKey>];
	const secret = await crypto.agree(one.pairs.agree, two.pairs.keys.agree);
	const salt = zeros(32).fill(1);
	const ids = [one, two].map(({ device }) => idBytes(device)).sort((a, b) => Buffer.compare(a, b));
	const info = concat(utf8('medspil mask 1\n'), ...ids, zeros(4));
	const derived = await crypto.hkdf(secret ?? zeros(0), salt, info, 8);
	expect(await pairMask(crypto, ownOf(one), pairOf(two), set, 2)).toEqual(wordsIn(derived));
	expect(wordsIn(Uint8Array.of(0, 0, 1, 2, 255, 255, 255, 255))).toEqual(Uint32Array.of(258, 0xffffffff));
});

test('[SU8] who passes the key of another off as their own takes no mask off a third one’s part', async () => {
	const crypto = seeded();
	const tablets = (await tabletsOf(crypto, 3)).toSorted((a, b) =>
		Buffer.compare(idBytes(a.device), idBytes(b.device)),
	);
	const [thief, victim, owner] = tablets as [Tablet<SeededKey>, Tablet<SeededKey>, Tablet<SeededKey>];
	const words = toWords(marks(dice(5)));
	// The one is before, the other behind: were the two masks the same, they would cancel.
	const others = [pairOf(owner), { device: thief.device, key: owner.pairs.keys.agree }];
	const part = await masked(crypto, ownOf(victim), others, set, words);
	expect(part?.filter((word, at) => word === words[at])).toHaveLength(0);
});

test('[SU8] a key that is none gives no part', async () => {
	const crypto = seeded();
	const tablets = await tabletsOf(crypto, 3);
	const [one] = tablets as [Tablet<SeededKey>];
	const others = [{ device: tablets[1]?.device ?? '', key: zeros(65) }];
	expect(await masked(crypto, ownOf(one), others, set, new Uint32Array(17))).toBeUndefined();
});

test('[SU7] the same with the keys of a browser', async () => {
	const crypto = new WebCrypto();
	const roll = dice(9);
	const tablets = await tabletsOf(crypto, 15);
	const given = tablets.map(() => marks(roll));
	const parts = await Promise.all(
		tablets.map((tablet, at) => partOf(crypto, tablets, tablet, toWords(given[at] as Histogram))),
	);
	const sum = sumOf(parts as Uint32Array[]);
	expect(sum && fromWords(sum, 15)?.people).toBe(15);
});

test('[SU9] a sum that no marks can give is none', () => {
	const cells = (...counts: number[]) => [...counts, ...new Array<number>(16 - counts.length).fill(0)];
	const sum = (people: number, ...counts: number[][]) => Uint32Array.of(people, ...counts.flat());
	expect(fromWords(sum(4, cells(1, 3), cells()), 4)).toEqual({ people: 4, counts: [cells(1, 3), cells()] });
	expect(fromWords(sum(4, cells(1, 4)), 4)).toBeUndefined();
	expect(fromWords(sum(5, cells(1, 3)), 4)).toBeUndefined();
	expect(fromWords(sum(4, cells(2 ** 32 - 1, 1)), 4)).toBeUndefined();
	expect(fromWords(sum(4, cells(1, 3)).slice(0, -1), 4)).toBeUndefined();
	expect(fromWords(new Uint32Array(0), 4)).toBeUndefined();
	expect(isPossible({ people: 2, counts: [cells(1.5)] })).toBe(false);
	expect(isPossible({ people: 2, counts: [cells(-1, 2)] })).toBe(false);
	expect(isPossible({ people: 2, counts: [[1, 1]] })).toBe(false);
	expect(isPossible({ people: 2, counts: [cells(1, 1)] })).toBe(true);
});

test('[SU9] parts of different lengths have no sum', () => {
	expect(sumOf([new Uint32Array(17), new Uint32Array(33)])).toBeUndefined();
	expect(sumOf([Uint32Array.of(2 ** 32 - 1), Uint32Array.of(3)])).toEqual(Uint32Array.of(2));
});

test('[SU10] what is sealed comes out as it went in, or is none', async () => {
	const ready = {
		key: zeros(65).fill(4),
		people: [
			{ id: 'm1', name: 'Mette Å' },
			{ id: '', name: 'Gæst' },
		],
	};
	expect(decodeReady(encodeReady(ready))).toEqual(ready);
	expect(decodeReady(encodeReady(ready).slice(0, -1))).toBeUndefined();
	expect(decodeReady(encodeReady(ready).with(0, 2))).toBeUndefined();
	expect(decodeReady(concat(encodeReady(ready).slice(0, -1), Uint8Array.of(0xff)))).toBeUndefined();
	expect(decodeSet(encodeSet(22))).toBe(22);
	expect(decodeSet(encodeSet(22).with(0, 2))).toBeUndefined();
	expect(decodeSet(zeros(0))).toBeUndefined();
	const words = Uint32Array.of(1, 2 ** 32 - 1, 0);
	expect(decodePart(encodePart(words))).toEqual(words);
	expect(decodePart(encodePart(words).slice(0, -1))).toBeUndefined();
	expect(decodePart(encodePart(words).with(0, 2))).toBeUndefined();
	// All parts of a round look the same from outside.
	const sizes = [0, 1, 2 ** 31].map((word) => encodePart(new Uint32Array(wordsFor(22)).fill(word)).length);
	expect(sizes).toEqual([1417, 1417, 1417]);
});

test('[SU10] a subject says nothing of what it is the sum of, and is another in another log', async () => {
	const crypto = seeded();
	const one = await subjectOf(crypto, 'log', 'reflection');
	expect(one).toHaveLength(22);
	expect(await subjectOf(crypto, 'log', 'reflection')).toBe(one);
	const others = [
		await subjectOf(crypto, 'other', 'reflection'),
		await subjectOf(crypto, 'log', 'another'),
		await subjectOf(crypto, 'logre', 'flection'),
	];
	expect(new Set([one, ...others]).size).toBe(4);
});
