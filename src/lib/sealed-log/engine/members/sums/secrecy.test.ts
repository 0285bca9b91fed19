import { expect, test } from 'vitest';
import { type Bytes, concat, toText, utf8 } from '#lib/sealed-log/bytes.ts';
import { labels } from '#lib/sealed-log/crypto/labels.ts';
import type { Crypto } from '#lib/sealed-log/crypto/port.ts';
import { type Histogram, toWords } from '#lib/sealed-log/sums/histogram.ts';
import { wordsIn } from '#lib/sealed-log/sums/payloads.ts';
import type { Cryptos, Key } from '#tests/simulation/ports.ts';
import { Rig } from '#tests/simulation/review/rig.ts';
import { seeded } from '#tests/simulation/run.ts';
import { Table, together } from '#tests/simulation/table.ts';

const SEED = 11;

/** Chance, and what two tablets agree on for their mask, as a test wants it. */
class Watched {
	/** By tablet: the secrets that masks come from. */
	readonly secrets = new Map<string, Set<string>>();
	/** Added to the mask that comes from this secret. */
	shift: { secret: string; by: Uint32Array } | undefined;

	get cryptos(): Cryptos {
		const made = seeded(SEED);
		return (own) => this.#watch(made(own), own.replace(/\.\d+ .*/, ''));
	}

	#watch(crypto: Crypto<Key>, tablet: string): Crypto<Key> {
		return new Proxy(crypto, {
			get: (target, name) => {
				const value: unknown = Reflect.get(target, name, target);
				if (typeof value !== 'function') return value;
				if (name !== 'hkdf') return value.bind(target);
				return async (secret: Bytes, salt: Bytes, info: Bytes, size: number) => {
					const derived = await target.hkdf(secret, salt, info, size);
					if (!toText(info).startsWith(toText(labels.mask.slice(0, 12)))) return derived;
					const known = this.secrets.get(tablet) ?? new Set();
					this.secrets.set(tablet, known.add(toText(secret)));
					if (this.shift?.secret !== toText(secret)) return derived;
					const { by } = this.shift;
					return inBytes(wordsIn(derived).map((word, at) => word + (by[at] ?? 0)));
				};
			},
		});
	}
}

const inBytes = (words: Uint32Array): Bytes => {
	const bytes = new Uint8Array(words.length * 4);
	const view = new DataView(bytes.buffer);
	words.forEach((word, at) => view.setUint32(at * 4, word));
	return bytes;
};

/** A whole round, and everything that anybody but the people at the tablets could see of it. */
const played = async (watched: Watched, marks: readonly Histogram[]) => {
	const rig = new Rig(SEED, watched.cryptos);
	const frames: string[] = [];
	rig.server.onFrame = (frame) => frames.push(toText(frame));
	const table = await Table.laid([1, 1, 1, 1], SEED, undefined, rig);
	await table.fix();
	for (const [at, { sum }] of table.seats.entries()) await table.does(sum.give(marks[at] as Histogram));
	await rig.pass();
	return {
		frames,
		database: JSON.stringify(rig.server.content.map((row) => JSON.stringify(row, shown))),
		disks: table.seats.map((_, at) => table.disk(at)),
		results: table.seats.map(({ sum }) => sum.view.result),
		devices: table.devices,
		hash: rig.world.traceHash,
	};
};

const shown = (_: string, value: unknown): unknown => (value instanceof Uint8Array ? toText(value) : value);

const cells = (...counts: number[]): number[] => [
	...counts,
	...new Array<number>(16 - counts.length).fill(0),
];
const mark = (...chosen: number[]): Histogram => ({
	people: 1,
	counts: chosen.map((cell) => cells(...new Array<number>(cell).fill(0), 1)),
});

// Virtual time is cheap, but machines have other things to do.
const slow = { timeout: 30_000 };

test(
	'[SU7] with marks of equal sum and masks shifted to match, what everybody else sees is the same byte for byte',
	slow,
	async () => {
		const [one, other, third, fourth] = [mark(0, 5, 15), mark(3, 5, 2), mark(1, 1, 1), mark(7, 0, 7)];
		const watched = new Watched();
		const before = await played(watched, [one, other, third, fourth]);
		expect(before.results[2]).toEqual(together([one, other, third, fourth]));

		const shared = [...(watched.secrets.get('tablet 1') ?? [])].filter((secret) =>
			watched.secrets.get('founder')?.has(secret),
		);
		expect(shared).toHaveLength(1);

		// The same again is the same: whatever differs then differs for the marks.
		expect(await played(new Watched(), [one, other, third, fourth])).toEqual(before);
		const swapped = await played(new Watched(), [other, one, third, fourth]);
		expect(swapped.results).toEqual(before.results);
		expect(swapped.frames).not.toEqual(before.frames);

		const shifting = new Watched();
		const [first = '', second = ''] = before.devices;
		const isFirstLower = Buffer.from(first, 'base64url').compare(Buffer.from(second, 'base64url')) < 0;
		const [lower, higher] = isFirstLower ? [one, other] : [other, one];
		const by = toWords(lower).map((word, at) => word - (toWords(higher)[at] ?? 0));
		shifting.shift = { secret: shared[0] ?? '', by };
		const shifted = await played(shifting, [other, one, third, fourth]);
		expect(shifted.frames).toEqual(before.frames);
		expect(shifted).toEqual(before);
	},
);

test('[SU13] neither marks nor keys of a round are on any disk, whatever becomes of it', slow, async () => {
	const rig = new Rig(SEED);
	const table = await Table.laid([1, 1, 1, 1], SEED, undefined, rig);
	await table.fix();
	const marks = table.marks();
	for (const at of [0, 1, 2]) await table.does(table.seat(at).sum.give(marks[at] as Histogram));
	for (const at of [0, 1, 2, 3]) {
		const rows = table.seat(at).screen.tablet.disk.rows('keys');
		// What it signs and agrees with as a device, and nothing of the round.
		expect(rows).toHaveLength(1);
		const words = inBytes(toWords(marks[at] as Histogram));
		const disk = Buffer.from(table.disk(at));
		expect(disk.includes(Buffer.from(words).toString('base64').slice(4, 40))).toBe(false);
	}
	expect(concat(labels.mask)).toEqual(utf8('medspil mask 1\n'));
});
