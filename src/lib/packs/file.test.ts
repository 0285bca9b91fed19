import * as Y from 'yjs';
import { describe, expect, test } from 'vitest';
import { SharedDocument } from '#lib/documents/shared.ts';
import { Packs } from './document.ts';
import { packFileName, packFromFile, packToFile } from './file.ts';
import type { Pack, Statement } from './schema.ts';
import { shippedPacks } from './shipped.ts';
import { attractive } from './texts/attractive/pack.ts';
import { developmentDay } from './texts/development-day/pack.ts';

const asRead = (text: string) => {
	const read = packFromFile(text);
	return read.ok ? read.pack : read.reason;
};
const changed = (change: (pack: Pack) => unknown): string =>
	JSON.stringify({ medspil: 'udsagn', format: 1, pack: change(attractive) });
/** Another first statement. */
const withFirst = (pack: Pack, other: Partial<Statement>): Pack => ({
	...pack,
	statements: [{ ...first(pack.statements), ...other }, ...pack.statements.slice(1)],
});
const first = <T>([item]: readonly T[]): T => {
	if (!item) throw new Error('nothing there');
	return item;
};

describe('[PA14] a pack as a file', () => {
	test('comes back as it was', () => {
		for (const pack of shippedPacks) expect(asRead(packToFile(pack))).toEqual(pack);
	});

	test.each([
		['', 'not-statements'],
		['{"medspil":"backup"}', 'not-statements'],
		['[]', 'not-statements'],
		['\u0000\u0001', 'not-statements'],
		['{"medspil":"udsagn","format":2,"pack":{}}', 'newer'],
		['{"medspil":"udsagn","format":1,"pack":{}}', 'damaged'],
		['{"medspil":"udsagn","format":1}', 'not-statements'],
		[`"${'x'.repeat(600_000)}"`, 'too-large'],
	])('what is no pack is refused with the reason (%#)', (text, reason) => {
		expect(asRead(text)).toBe(reason);
	});

	test.each<[string, (pack: Pack) => unknown]>([
		['a statement of a topic that is not there', (pack) => withFirst(pack, { topic: 'elsewhere' })],
		['two statements of one id', (pack) => withFirst(pack, { id: 'til-m1' })],
		['more topics than there are colours', (pack) => ({ ...pack, topics: [...pack.topics, ...pack.topics] })],
		['nothing to ask about', (pack) => ({ ...pack, statements: [] })],
		['no topics', (pack) => ({ ...pack, topics: [] })],
		['a statement that is a novel', (pack) => withFirst(pack, { text: 'æ'.repeat(301) })],
		['a source that is a novel', (pack) => ({ ...pack, source: 'æ'.repeat(401) })],
		[
			'a scale of five',
			(pack) => ({ ...pack, success: { question: '?', steps: ['1', '2', '3', '4', '5'] } }),
		],
		[
			'more statements than anybody answers',
			(pack) => ({
				...pack,
				statements: Array.from({ length: 61 }, (_, at) => ({ ...first(pack.statements), id: `x${at}` })),
			}),
		],
	])('one with %s is refused', (_, change) => {
		expect(asRead(changed(change))).toBe('damaged');
	});

	test('blanks and line breaks are tidied, and a title is as long as there is room for', () => {
		const read = asRead(
			changed((pack) => ({ ...withFirst(pack, { text: '  Vi \n synger ' }), title: 'æ'.repeat(100) })),
		);
		expect(read).toMatchObject({ title: 'æ'.repeat(80) });
		expect(typeof read === 'object' && first(read.statements).text).toBe('Vi synger');
	});

	test('what is not known of a pack is left out', () => {
		const read = asRead(changed((pack) => ({ ...pack, onload: 'alert(1)' })));
		expect(read).toEqual(attractive);
	});

	test('has a name that every system takes', () => {
		expect(packFileName('Vores: udsagn / 2027?')).toBe('Vores udsagn  2027.medspil-udsagn.json');
		expect(packFileName('???')).toBe('udsagn.medspil-udsagn.json');
	});
});

describe('[PA14] a pack that came in a file', () => {
	const on = '2027-01-14';
	const foreign: Pack = {
		...attractive,
		id: 'from-elsewhere',
		topics: [{ id: 'quiet', title: 'Ro' }],
		statements: [{ id: 'quiet-1', topic: 'quiet', label: 'Ro', text: 'Vi har ro' }],
	};
	const taken = (pack: Pack) => {
		const [here, there] = [new SharedDocument('core'), new SharedDocument('core')];
		const { id } = new Packs(here).copy(pack, { title: 'Deres udgave', on });
		Y.applyUpdate(there.doc, Y.encodeStateAsUpdate(here.doc));
		return { packs: new Packs(there), doc: there.doc, id };
	};

	test('has its own topics and ids on every device, and can be changed like the others', () => {
		const { packs, id } = taken(foreign);
		expect(packs.pack(id)).toMatchObject({ topics: foreign.topics, copyOf: 'from-elsewhere' });
		expect(packs.pack(id)?.statements.map((statement) => statement.id)).toEqual(['quiet-1']);
		expect(packs.removeStatement(id, 'quiet-1', on).ok).toBe(true);
		expect(packs.broken()).toBe(0);
	});

	test('is copied with what stands around its statements', () => {
		const { packs, id } = taken(foreign);
		const pack = packs.pack(id);
		const copied = pack && packs.copy(pack, { title: 'En til', on });
		expect(packs.pack(copied?.id ?? '')).toMatchObject({ topics: foreign.topics, copyOf: 'from-elsewhere' });
	});

	test('of what is shipped the words around the statements stay those of the program', () => {
		const { doc, id } = taken(attractive);
		expect((doc.getMap('packs').get(id) as Y.Map<unknown>).has('frame')).toBe(false);
	});
});

test('[PA15] cards that nobody marks stay so in a file, and a strange word for it costs nothing else', () => {
	const file = packToFile(developmentDay);
	expect(asRead(file)).toMatchObject({ id: 'development-day', unmarked: true });
	const strange = asRead(file.replace('"unmarked": true', '"unmarked": "ja"'));
	expect(strange).toMatchObject({ id: 'development-day' });
	expect(strange).toHaveProperty('unmarked', undefined);
});
