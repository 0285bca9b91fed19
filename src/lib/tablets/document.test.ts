import * as Y from 'yjs';
import { describe, expect, test } from 'vitest';
import { ReadOnlyDocument, SharedDocument } from '#lib/documents/shared.ts';
import { Tablets } from './document.ts';

const now = new Date('2027-01-14T10:00:00Z');
const later = new Date('2027-01-15T10:00:00Z');

const tablet = () => {
	const shared = new SharedDocument('core');
	return { shared, tablets: new Tablets(shared) };
};
type Tablet = ReturnType<typeof tablet>;

const meet = (...all: Tablet[]) => {
	const updates = all.map(({ shared }) => Y.encodeStateAsUpdate(shared.doc));
	for (const { shared } of all) for (const update of updates) Y.applyUpdate(shared.doc, update);
};

const noteOf = ({ tablets }: Tablet, id: string) => tablets.notes().get(id);

describe('what tablets are called', () => {
	test('[TA4] a tablet that is first in says who uses it, and everybody reads it', () => {
		const [here, there] = [tablet(), tablet()];
		here.tablets.introduce('one', { member: 'mette' }, now);
		meet(here, there);
		expect(noteOf(there, 'one')).toMatchObject({ member: 'mette', since: now.toISOString() });
	});

	test('[TA4] one that was spoken of is left as it is, and nothing is written for that', () => {
		const here = tablet();
		here.tablets.introduce('one', { label: 'Stuens tablet' }, now);
		let transactions = 0;
		here.shared.doc.on('afterTransaction', () => transactions++);
		here.tablets.introduce('one', { member: 'mette' }, later);
		expect(noteOf(here, 'one')).toEqual({ id: 'one', label: 'Stuens tablet', since: now.toISOString() });
		expect(transactions).toBe(0);
	});

	test('[TA4] one that knows nothing of itself writes nothing, so that what its link says is heard', () => {
		const here = tablet();
		here.tablets.introduce('one', {}, now);
		expect(noteOf(here, 'one')).toBeUndefined();
	});

	test('a tablet that came in twice over a bad network has one note on every tablet', () => {
		const [here, there] = [tablet(), tablet()];
		here.tablets.introduce('one', { member: 'mette' }, now);
		there.tablets.introduce('one', { member: 'mette' }, later);
		meet(here, there);
		expect(noteOf(here, 'one')).toEqual(noteOf(there, 'one'));
		expect(here.tablets.notes().size).toBe(1);
	});

	test('one says who uses it while another gives it a name, and both stand', () => {
		const [here, there] = [tablet(), tablet()];
		here.tablets.introduce('one', { label: 'Tabletten' }, now);
		meet(here, there);
		here.tablets.rename('one', { member: 'mette', label: 'Tabletten' }, later);
		there.tablets.rename('one', { label: ' Stuens tablet ' }, later);
		meet(here, there);
		for (const each of [here, there])
			expect(noteOf(each, 'one')).toMatchObject({ member: 'mette', label: 'Stuens tablet' });
	});

	test('a name can be taken back, also the first one', () => {
		const here = tablet();
		const undoFirst = here.tablets.rename('one', { label: 'Stuens tablet' }, now);
		expect(undoFirst()).toBe(true);
		expect(noteOf(here, 'one')).toBeUndefined();
		here.tablets.introduce('one', { label: 'Stuens tablet' }, now);
		expect(here.tablets.rename('one', { label: 'Køkkenets tablet' }, later)()).toBe(true);
		expect(noteOf(here, 'one')?.label).toBe('Stuens tablet');
	});

	test('what cannot be read is left out, and the rest is there', () => {
		const here = tablet();
		here.tablets.introduce('one', { label: 'Stuens tablet' }, now);
		here.tablets.map.set('odd', 'no record');
		here.tablets.map.set('newer', new Y.Map<unknown>([['label', 42]]));
		expect([...here.tablets.notes().keys()].toSorted()).toEqual(['newer', 'one']);
		expect(noteOf(here, 'newer')?.label).toBeUndefined();
	});

	test('a tablet that may only read writes nothing', () => {
		const here = tablet();
		here.shared.isClosed = true;
		expect(() => here.tablets.introduce('one', { member: 'mette' }, now)).toThrow(ReadOnlyDocument);
		expect(() => here.tablets.rename('one', {}, now)).toThrow(ReadOnlyDocument);
	});
});

test('[TA8] that the sheet is printed is said to every tablet', () => {
	const [here, there] = [tablet(), tablet()];
	here.tablets.printed('sheet', '2027-01-14', now);
	meet(here, there);
	expect(noteOf(there, 'sheet')?.printedOn).toBe('2027-01-14');
});

describe('[TA17] that the digits are the same', () => {
	test('is read by every tablet, and can be taken back', () => {
		const [here, there] = [tablet(), tablet()];
		const undo = here.tablets.check('one', 'mine');
		meet(here, there);
		expect(there.tablets.checked()).toEqual(new Map([['one', 'mine']]));
		expect(undo()).toBe(true);
		meet(here, there);
		expect(there.tablets.checked().size).toBe(0);
	});

	test('is said while the tablet says who uses it, and both stand', () => {
		const [here, there] = [tablet(), tablet()];
		here.tablets.check('one', 'mine');
		there.tablets.introduce('one', { member: 'mette' }, now);
		meet(here, there);
		for (const each of [here, there]) {
			expect(each.tablets.checked().get('one')).toBe('mine');
			expect(noteOf(each, 'one')?.member).toBe('mette');
		}
	});

	test('is nothing when it cannot be read', () => {
		const here = tablet();
		here.tablets.checkedMap.set('one', 42);
		expect(here.tablets.checked().size).toBe(0);
	});
});
