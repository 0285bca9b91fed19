import { describe, expect, test } from 'vitest';
import {
	between,
	labelProblem,
	limits,
	orderedStatements,
	packOfRecords,
	shownPack,
	textProblem,
	titleProblem,
} from './rules.ts';
import { statementKey, type Pack, type Statement, type StatementRecord } from './schema.ts';
import { packForLevel, shippedPacks } from './shipped.ts';

const shipped = (level: string): Pack => {
	const pack = packForLevel(level);
	if (!pack) throw new Error(`no pack for ${level}`);
	return pack;
};
const lmu = shipped('lmu');
const statement = (fields: Partial<Statement>): Statement => ({
	id: 'a',
	topic: 'task',
	label: 'Madpakker',
	text: 'Vi spiser sammen',
	...fields,
});
const packOf = (...statements: Partial<Statement>[]): Pack => ({
	...lmu,
	statements: statements.map(statement),
});

describe('what is asked about', () => {
	test('a shipped pack is asked as it stands, in the order of the source', () => {
		for (const pack of shippedPacks) expect(orderedStatements(pack)).toEqual(pack.statements);
	});

	test('[PA2] a hidden statement is not asked about', () => {
		const pack = packOf({ id: 'a' }, { id: 'b', hidden: true }, { id: 'c' });
		expect(orderedStatements(pack).map(({ id }) => id)).toEqual(['a', 'c']);
	});

	test('[PA2] a statement without words is not asked about', () => {
		expect(orderedStatements(packOf({ text: '' }, { text: ' \n\t' }))).toEqual([]);
	});

	test('[PA3] a statement without a label is called by its first words', () => {
		const [asked] = orderedStatements(
			packOf({ label: ' ', text: 'Vi hilser på alle forældre hver eneste morgen' }),
		);
		expect(asked?.label).toBe('Vi hilser på alle foræl…');
		expect(orderedStatements(packOf({ label: '', text: 'Vi synger' }))[0]?.label).toBe('Vi synger');
	});

	test('[PA3] a label that grew too long in a merge is cut between characters', () => {
		const [asked] = orderedStatements(packOf({ label: '👩🏽‍🏫'.repeat(40) }));
		expect(asked?.label).toBe(`${'👩🏽‍🏫'.repeat(limits.label - 1)}…`);
	});

	test('line breaks that came with a paste are blanks on the screen', () => {
		expect(orderedStatements(packOf({ text: '  Vi spiser\r\n\tsammen ' }))[0]?.text).toBe('Vi spiser sammen');
	});
});

describe('what can be written in a pack', () => {
	test('[PA4] a text has words and an end', () => {
		expect(textProblem(' \n')).toBe('text-empty');
		expect(textProblem('x'.repeat(limits.text))).toBeUndefined();
		expect(textProblem('x'.repeat(limits.text + 1))).toBe('text-too-long');
		expect(textProblem('æøå'.repeat(17_000))).toBe('text-too-long');
	});

	test('[PA4] an emoji counts as the one character it looks like', () => {
		expect(textProblem('👨‍👩‍👧‍👦'.repeat(limits.text))).toBeUndefined();
		expect(labelProblem(packOf({}), 'a', '👨‍👩‍👧‍👦'.repeat(limits.label))).toBeUndefined();
	});

	test('[PA4] a label has words and fits on the map', () => {
		expect(labelProblem(packOf({}), 'a', '  ')).toBe('label-empty');
		expect(labelProblem(packOf({}), 'a', 'x'.repeat(limits.label + 1))).toBe('label-too-long');
		expect(labelProblem(packOf({}), 'a', 'Frokost')).toBeUndefined();
	});

	test('[PA4] no two statements of a pack have one label, whatever its case, the hidden ones included', () => {
		const pack = packOf({ id: 'a', label: 'Ånd' }, { id: 'b', label: 'Leg', hidden: true });
		expect(labelProblem(pack, 'b', ' ånd ')).toBe('label-taken');
		expect(labelProblem(pack, 'a', 'LEG')).toBe('label-taken');
		expect(labelProblem(pack, 'a', 'ånd')).toBeUndefined();
	});

	test('[PA4] a title has words and an end', () => {
		expect(titleProblem('')).toBe('title-empty');
		expect(titleProblem('x'.repeat(limits.title + 1))).toBe('title-too-long');
		expect(titleProblem('Vores udsagn')).toBeUndefined();
	});

	test('[PA4] there is nothing wrong with what is shipped', () => {
		for (const pack of shippedPacks)
			for (const { id, text, label } of pack.statements)
				expect([textProblem(text), labelProblem(pack, id, label)]).toEqual([undefined, undefined]);
	});
});

describe('what a reflection keeps', () => {
	test('[PA5] the pack with the texts that were shown comes back from JSON as it went in', () => {
		const shown = shownPack(packOf({ id: 'a', text: ' Vi\nspiser ' }, { id: 'b', hidden: true }));
		expect(shown).toMatchObject({ id: lmu.id, version: 1, statements: [{ id: 'a', text: 'Vi spiser' }] });
		expect(shown.statements).toHaveLength(1);
		expect(JSON.parse(JSON.stringify(shown))).toEqual(shown);
	});

	test('[PA5] what is kept is not the pack itself: a later edit does not reach it', () => {
		const pack = packOf({ text: 'Vi spiser sammen' });
		const shown = shownPack(pack);
		for (const one of pack.statements) one.text = 'Vi spiser hver for sig';
		expect(shown.statements[0]?.text).toBe('Vi spiser sammen');
		expect(Object.isFrozen(shownPack(lmu).steps)).toBe(false);
	});
});

describe('order', () => {
	test('[PA7] there is a number between two others, before the first and after the last', () => {
		expect(between(1, 2)).toBe(1.5);
		expect(between(undefined, 1)).toBe(0);
		expect(between(7, undefined)).toBe(8);
		expect(between(undefined, undefined)).toBe(1);
	});

	test('[PA7] there is no number between two that are alike or touch', () => {
		expect(between(2, 2)).toBeUndefined();
		expect(between(1, 1 + Number.EPSILON)).toBeUndefined();
	});
});

describe('a copy read from its records', () => {
	const record = {
		id: 'p',
		title: 'Vores',
		base: lmu.id,
		baseVersion: 1,
		level: 'lmu',
		createdOn: '2027-01-14',
	};
	const row = (id: string, fields: Partial<StatementRecord> = {}): StatementRecord => ({
		...statement({ id }),
		id: statementKey('p', id),
		pack: 'p',
		statement: id,
		order: 1,
		...fields,
	});

	test('[PA6] it has the statements of the copy and everything else from the pack that was copied', () => {
		const pack = packOfRecords(record, [row('lmu-t1'), row('x', { pack: 'another' })], lmu);
		expect(pack).toEqual({
			...lmu,
			id: 'p',
			copyOf: lmu.id,
			title: 'Vores',
			statements: [statement({ id: 'lmu-t1' })],
		});
	});

	test('[PA7] two statements with one order stand alike on every device', () => {
		const [a, b] = [row('a'), row('b')];
		expect(packOfRecords(record, [a, b], lmu)).toEqual(packOfRecords(record, [b, a], lmu));
	});

	test('[PA10] a topic is unconfirmed until somebody moves the statement to another', () => {
		const read = (topic: Statement['topic']) =>
			packOfRecords(record, [row('lmu-t4', { topic })], lmu).statements[0];
		expect(read('task')?.topicUnconfirmed).toBe(true);
		expect(read('cooperation')?.topicUnconfirmed).toBeUndefined();
	});

	test('[PA8] what has no counterpart in the copied pack was added by the committee', () => {
		const pack = packOfRecords(record, [row('lmu-t1'), row('x')], lmu);
		expect(pack.statements.map(({ added }) => added)).toEqual([undefined, true]);
	});
});
