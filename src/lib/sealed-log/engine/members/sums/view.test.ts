import { expect, test } from 'vitest';
import { zeros } from '#lib/sealed-log/bytes.ts';
import type { Person } from '#lib/sealed-log/sums/payloads.ts';
import { anna, bo, carl, dorthe } from '#tests/sums.ts';
import { isFit } from './view.ts';

const person = (id: string): Person => ({ id, name: `Name of ${id}` });
const key = (number: number) => zeros(65).fill(number);

/** A set of four; what each says of itself. */
const said = (
	change: Record<string, { key?: Uint8Array<ArrayBuffer>; people?: Person[] } | undefined> = {},
) => {
	const words = new Map(
		[anna, bo, carl, dorthe].map((device, at) => [device, { key: key(at), people: [person(`m${at}`)] }]),
	);
	for (const [device, each] of Object.entries(change)) {
		const before = words.get(device);
		if (each && before) words.set(device, { ...before, ...each });
		else words.delete(device);
	}
	return (ready: string) => words.get(ready.split('/')[0] ?? '');
};
const set = [anna, bo, carl, dorthe].map((device) => ({ device, ready: `${device}/now`, people: 1 }));

test('[SU12] a set fits in which everybody sits at one tablet, and each tablet has a key of its own', () => {
	expect(isFit(set, [], said())).toBe(true);
	expect(isFit(set, [], said({ [bo]: { people: [person('m0')] } }))).toBe(false);
	expect(isFit(set, [], said({ [bo]: { key: key(0) } }))).toBe(false);
});

test('[SU12] a tablet that does not say who sits at it, or says another number, fits into none', () => {
	expect(isFit(set, [], said({ [bo]: undefined }))).toBe(false);
	expect(isFit(set, [], said({ [bo]: { people: [] } }))).toBe(false);
	expect(isFit(set, [], said({ [bo]: { people: [person('m1'), person('m9')] } }))).toBe(false);
});

test('[SU12] the second time the same people sit at each tablet, as far as this one can know', () => {
	const sittings = set.map(({ device }) => ({ device, ready: `${device}/before`, people: 1 }));
	const before = {
		id: 'before',
		readies: sittings,
		set: { id: 'set', sittings },
		parts: new Map(),
		isAbandoned: true,
		out: new Set([anna]),
	};
	expect(isFit(set, [before], said())).toBe(true);
	const words = said();
	const others = said({ [bo]: { people: [person('m9')] } });
	const changed = (ready: string) => (ready.endsWith('/now') ? others(ready) : words(ready));
	expect(isFit(set, [before], changed)).toBe(false);
	expect(isFit(set, [before], (ready) => (ready === `${bo}/before` ? undefined : words(ready)))).toBe(false);
	// Who gave a part is in it, and nobody who was not.
	expect(isFit(set.slice(1), [before], words)).toBe(false);
	expect(isFit(set.slice(0, 3), [before], words)).toBe(true);
	const fewer = { ...before, set: { id: 'set', sittings: sittings.slice(0, 3) } };
	expect(isFit(set, [fewer], words)).toBe(false);
});
