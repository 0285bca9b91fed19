import * as Y from 'yjs';
import { describe, expect, test } from 'vitest';
import { ReadOnlyDocument, SharedDocument } from '#lib/documents/shared.ts';
import { writeText } from '#lib/documents/text.ts';
import { Packs, type Outcome } from './document.ts';
import { limits, orderedStatements, textProblem } from './rules.ts';
import { statementKey } from './schema.ts';
import { packForLevel } from './shipped.ts';

const present = <T>(value: T | undefined): T => {
	if (value === undefined) throw new Error('nothing there');
	return value;
};

const lmu = present(packForLevel('lmu'));
const on = '2027-01-14';
const title = 'Vores udgave';

const device = () => {
	const shared = new SharedDocument('core');
	return { shared, doc: shared.doc, packs: new Packs(shared) };
};
type Device = ReturnType<typeof device>;

const meet = (...devices: Device[]) => {
	const updates = devices.map(({ doc }) => Y.encodeStateAsUpdate(doc));
	for (const { doc } of devices) for (const update of updates) Y.applyUpdate(doc, update);
};

/** Two devices of one committee, both with the copy that the first one made. */
const two = () => {
	const [here, there] = [device(), device()];
	const { id } = here.packs.copy(lmu, { title, on });
	meet(here, there);
	return { here, there, id };
};

const undo = (outcome: Outcome<string>) => {
	if (!outcome.ok) throw new Error(outcome.reason);
	expect(outcome.undo()).toBe(true);
};
const reason = (outcome: Outcome<string>) => (outcome.ok ? undefined : outcome.reason);
/** Types, as the editor does. */
const type = ({ shared, packs }: Device, id: string, statementId: string, words: string) =>
	shared.type(() => writeText(present(packs.text(id, statementId)), words));
const idsIn = ({ packs }: Device, id: string) => packs.pack(id)?.statements.map((statement) => statement.id);
const statementIn = ({ packs }: Device, id: string, statementId: string) =>
	packs.pack(id)?.statements.find((statement) => statement.id === statementId);

describe('copying', () => {
	test('[PA6] a copy reads as the pack did, under an id and a title of its own', () => {
		const { packs } = device();
		const { id } = packs.copy(lmu, { title, on });
		expect(packs.pack(id)).toEqual({ ...lmu, id, title, copyOf: lmu.id });
		expect(packs.packs()).toHaveLength(1);
	});

	test('[PA6] copying is one transaction, and can be taken back', () => {
		const { doc, packs } = device();
		let transactions = 0;
		doc.on('afterTransaction', () => transactions++);
		const { undo } = packs.copy(lmu, { title, on });
		expect(transactions).toBe(1);
		expect(undo()).toBe(true);
		expect(packs.packs()).toEqual([]);
		expect(undo()).toBe(false);
	});

	test('[PA8] a copy that is taken back still holds what others wrote in it meanwhile', () => {
		const [here, there] = [device(), device()];
		const { id, undo } = here.packs.copy(lmu, { title, on });
		meet(here, there);
		type(there, id, 'lmu-t6', 'Vi griner hver dag');
		undo();
		meet(here, there);
		expect(there.packs.packs()).toEqual([]);
		const record = there.doc.getMap<Y.Map<unknown>>('packStatements').get(statementKey(id, 'lmu-t6'));
		expect(String(record?.get('text'))).toBe('Vi griner hver dag');
	});

	test('[PA6] a copy of a copy has its words, hidden ones included, and the same shipped pack behind it', () => {
		const here = device();
		const { packs } = here;
		const { id: first } = packs.copy(lmu, { title, on });
		type(here, first, 'lmu-t6', 'Vi griner hver dag');
		packs.hide(first, 'lmu-t1');
		const { id: second } = packs.copy(present(packs.pack(first)), { title: 'En til', on: '2028-01-14' });
		expect(packs.pack(second)).toEqual({ ...packs.pack(first), id: second, title: 'En til' });
		expect(packs.pack(second)?.copyOf).toBe(lmu.id);
	});

	test('[PA6] two devices that each make a copy have both afterwards, the oldest first', () => {
		const [here, there] = [device(), device()];
		here.packs.copy(lmu, { title: 'Den nye', on: '2027-03-01' });
		there.packs.copy(lmu, { title: 'Den gamle', on });
		meet(here, there);
		expect(here.packs.packs().map((pack) => pack.title)).toEqual(['Den gamle', 'Den nye']);
		expect(there.packs.packs()).toEqual(here.packs.packs());
	});
});

describe('editing on two devices', () => {
	test('what is typed, named and moved to a topic on two devices is all there after they meet', () => {
		const { here, there, id } = two();
		here.shared.type(() => here.packs.text(id, 'lmu-t6')?.insert(0, 'Altid: '));
		here.shared.type(() => here.packs.label(id, 'lmu-t6')?.insert(0, 'God '));
		there.packs.setTopic(id, 'lmu-t6', 'communication');
		there.packs.rename(id, '  Solsikkens  udsagn ');
		meet(here, there);
		const text = expect.stringMatching(/^Altid: Vi /);
		const expected = { topic: 'communication', text, label: 'God Rollemodel' };
		expect(statementIn(here, id, 'lmu-t6')).toMatchObject(expected);
		expect(here.packs.pack(id)?.title).toBe('Solsikkens udsagn');
		expect(there.packs.packs()).toEqual(here.packs.packs());
	});

	test('[PA2] hidden stays in its place, and can be shown again on another device', () => {
		const { here, there, id } = two();
		here.packs.hide(id, 'lmu-t2');
		meet(here, there);
		expect(statementIn(there, id, 'lmu-t2')?.hidden).toBe(true);
		there.packs.show(id, 'lmu-t2');
		meet(here, there);
		expect(here.packs.pack(id)?.statements).toEqual(lmu.statements);
	});

	test('an added statement stands last, and two devices that add keep both', () => {
		const { here, there, id } = two();
		const mine = present(here.packs.add(id, 'task', on)).id;
		const yours = present(there.packs.add(id, 'cooperation', on)).id;
		type(here, id, mine, 'Vi fejrer fødselsdage');
		meet(here, there);
		expect(idsIn(here, id)?.slice(-2).sort()).toEqual([mine, yours].sort());
		expect(statementIn(there, id, mine)).toMatchObject({ text: 'Vi fejrer fødselsdage', added: true });
		expect(idsIn(there, id)).toEqual(idsIn(here, id));
	});
});

describe('moving', () => {
	test('[PA7] a statement goes where it is put, up, down and to the ends', () => {
		const { here, id } = two();
		const order = () => idsIn(here, id)?.join('').replaceAll('lmu-t', '');
		for (const [statement, index, expected] of [
			['lmu-t5', 1, '1523467'],
			['lmu-t5', 5, '1234657'],
			['lmu-t7', 0, '7123465'],
			['lmu-t7', 99, '1234657'],
			['lmu-t1', -3, '1234657'],
		] as const) {
			expect(here.packs.move(id, statement, index).ok).toBe(true);
			expect(order()).toBe(expected);
		}
	});

	test('[PA7] moves of two statements on two devices both hold', () => {
		const { here, there, id } = two();
		here.packs.move(id, 'lmu-t7', 0);
		there.packs.move(id, 'lmu-t2', 6);
		meet(here, there);
		const expected = ['lmu-t7', 'lmu-t1', 'lmu-t3', 'lmu-t4', 'lmu-t5', 'lmu-t6', 'lmu-t2'];
		expect(idsIn(here, id)).toEqual(expected);
		expect(idsIn(there, id)).toEqual(expected);
	});

	test('[PA7] between two that were moved to one place on two devices there is room for a third', () => {
		const { here, there, id } = two();
		here.packs.move(id, 'lmu-t6', 1);
		there.packs.move(id, 'lmu-t7', 1);
		meet(here, there);
		expect(idsIn(here, id)?.slice(0, 3)).toEqual(['lmu-t1', 'lmu-t6', 'lmu-t7']);
		here.packs.move(id, 'lmu-t3', 2);
		meet(here, there);
		expect(idsIn(there, id)?.slice(0, 4)).toEqual(['lmu-t1', 'lmu-t6', 'lmu-t3', 'lmu-t7']);
	});

	test('[PA7] a place can be halved as often as people like to move things', () => {
		const { here, id } = two();
		for (let i = 0; i < 80; i++) {
			const third = idsIn(here, id)?.[2] ?? '';
			here.packs.move(id, third, 1);
			expect(idsIn(here, id)?.[1]).toBe(third);
		}
		expect(idsIn(here, id)?.toSorted()).toEqual(lmu.statements.map((statement) => statement.id));
	});
});

describe('what is refused', () => {
	test('[PA4] a title that is missing or too long is refused with the reason, and nothing is written', () => {
		const { here, id } = two();
		const before = Y.encodeStateAsUpdate(here.doc);
		expect(reason(here.packs.rename(id, ' \n'))).toBe('title-empty');
		expect(reason(here.packs.rename(id, 'x'.repeat(limits.title + 1)))).toBe('title-too-long');
		expect(Y.encodeStateAsUpdate(here.doc)).toEqual(before);
	});

	test('[PA4] typing is never blocked: words without an end are kept as typed, and no words are not asked about', () => {
		const { here, there, id } = two();
		const long = 'å'.repeat(50_000);
		type(here, id, 'lmu-t1', long);
		type(here, id, 'lmu-t2', '');
		meet(here, there);
		expect(statementIn(there, id, 'lmu-t1')?.text).toBe(long);
		expect(textProblem(long)).toBe('text-too-long');
		const asked = orderedStatements(present(there.packs.pack(id))).map((statement) => statement.id);
		expect(asked).not.toContain('lmu-t2');
	});

	test('a statement or a pack that is gone is refused, not made anew', () => {
		const { here, there, id } = two();
		there.packs.remove(id, on);
		meet(here, there);
		const before = Y.encodeStateAsUpdate(here.doc);
		for (const outcome of [
			here.packs.setTopic('nowhere', 'lmu-t1', 'task'),
			here.packs.move(id, 'lmu-t1', 3),
			here.packs.rename(id, 'Ny'),
			here.packs.remove(id, on),
		])
			expect(reason(outcome)).toBe('gone');
		expect(here.packs.add(id, 'task', on)).toBeUndefined();
		expect(here.packs.text(id, 'lmu-t1')).toBeUndefined();
		expect(here.packs.label(id, 'lmu-t1')).toBeUndefined();
		expect(Y.encodeStateAsUpdate(here.doc)).toEqual(before);
	});

	test('a document that a newer program has written is read but not changed', () => {
		const { here, id } = two();
		here.doc.getMap('meta').set('schema', 99);
		expect(() => here.packs.hide(id, 'lmu-t1')).toThrow(ReadOnlyDocument);
		expect(here.packs.pack(id)?.statements).toEqual(lmu.statements);
	});
});

describe('removing', () => {
	test('[PA8] a removed pack comes back by undo, with what others wrote in it meanwhile', () => {
		const { here, there, id } = two();
		const removed = here.packs.remove(id, on);
		type(there, id, 'lmu-t6', 'Vi griner hver dag');
		meet(here, there);
		expect(here.packs.packs()).toEqual([]);
		undo(removed);
		meet(here, there);
		expect(statementIn(there, id, 'lmu-t6')?.text).toBe('Vi griner hver dag');
	});

	test('[PA8] what the committee added can be removed; what was copied can only be hidden', () => {
		const { here, id } = two();
		const { id: own, undo: undoAdding } = present(here.packs.add(id, 'task', on));
		expect(reason(here.packs.removeStatement(id, 'lmu-t1', on))).toBe('not-added');
		const removed = here.packs.removeStatement(id, own, on);
		expect(reason(here.packs.removeStatement(id, own, on))).toBe('gone');
		expect(here.packs.pack(id)?.statements).toEqual(lmu.statements);
		undo(removed);
		expect(idsIn(here, id)).toContain(own);
		expect(undoAdding()).toBe(true);
		expect(idsIn(here, id)).not.toContain(own);
	});
});

describe('what does not parse', () => {
	test.each([
		['topic', 'weather'],
		['order', Number.NaN],
		['text', 7],
		['statement', 'another-key'],
		['hidden', 'yes'],
	])('[PA9] a statement with a broken %s is kept and counted, the rest is shown', (field, value) => {
		const { here, there, id } = two();
		const key = statementKey(id, 'lmu-t3');
		here.doc.getMap<Y.Map<unknown>>('packStatements').get(key)?.set(field, value);
		meet(here, there);
		expect(there.packs.broken()).toBe(1);
		expect(idsIn(there, id)).toEqual(['lmu-t1', 'lmu-t2', 'lmu-t4', 'lmu-t5', 'lmu-t6', 'lmu-t7']);
		expect(reason(there.packs.hide(id, 'lmu-t3'))).toBe('gone');
		expect(there.doc.getMap('packStatements').has(key)).toBe(true);
	});

	test('[PA9] a pack that is no record, and one copied from a pack we do not know, are kept and counted', () => {
		const { here, id } = two();
		const map = here.doc.getMap<unknown>('packs');
		map.set('x', 'nonsense');
		const { id: foreign } = here.packs.copy({ ...lmu, id: 'from-elsewhere' }, { title, on });
		(map.get(foreign) as Y.Map<unknown>).delete('frame');
		expect(here.packs.broken()).toBe(2);
		expect(here.packs.packs().map((pack) => pack.id)).toEqual([id]);
		expect(here.packs.pack(foreign)).toBeUndefined();
		expect([...map.keys()].sort()).toEqual([foreign, id, 'x'].sort());
	});

	test('[PA3] a statement from another program without a label is shown all the same, by its first words', () => {
		const { here, id } = two();
		here.doc.getMap<Y.Map<unknown>>('packStatements').get(statementKey(id, 'lmu-t3'))?.delete('label');
		expect(statementIn(here, id, 'lmu-t3')?.label).toBe('');
		const asked = orderedStatements(present(here.packs.pack(id))).find((each) => each.id === 'lmu-t3');
		expect(asked?.label).toMatch(/^Vi .+…$/);
	});
});
