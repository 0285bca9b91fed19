import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import type { PlanPart } from '#lib/year-plan/rules.ts';
import type { Action } from '#lib/year-plan/schema.ts';
import { pictureOf } from '../picture/rules.ts';
import { emptyTally, withAnswers } from '../rules.ts';
import type { Answers, Reflection } from '../schema.ts';
import type { Pile } from '../steps/cards/rules.ts';
import type { Card } from '../steps/cards/schema.ts';
import { fileName, resultToCsv, resultToJson, stateOf, whoOf } from './files.ts';
import { resultOf, type ResultOf } from './rules.ts';
import { fileSchema } from './schema.ts';
import { readCsv } from '#tests/read-csv.ts';

const reflection: Reflection = {
	id: 'r',
	year: 2027,
	pack: lmu,
	way: 'round',
	present: [{ name: 'Karen Holm' }, { name: 'Ali Noor' }],
	phase: 'check-out',
	talked: [],
	reachedAt: {},
	given: {},
	startedOn: '2027-01-14',
	startedAt: '',
	closedOn: '2027-01-15',
};

const people = (count: number): Answers[] =>
	Array.from({ length: count }, (_, at) => {
		const answers: [string, { importance: 4; success: 1 | 3 }][] = [
			['lmu-t3', { importance: 4, success: at % 2 ? 1 : 3 }],
		];
		if (at < 3) answers.push(['lmu-t1', { importance: 4, success: 3 }]);
		return new Map(answers);
	});

const action = (over: Partial<Action> = {}): Action => ({
	id: 'a',
	what: 'Skriv nyt fra mødet',
	direction: 'own',
	rhythm: 'efter hvert møde',
	partners: '',
	progress: 'planned',
	owners: ['k', 'gone'],
	...over,
});

const own: PlanPart = {
	key: 'g',
	goal: {
		id: 'g',
		text: 'Alle ved besked',
		direction: 'own',
		reflection: 'r',
		statement: 'lmu-t3',
		noticedBy: 'Børnene',
	},
	direction: 'own',
	actions: [action({ due: '2027-03-01' })],
};

const texts: Record<string, string> = {
	'own-matters/lmu-t3': '  At alle er med\n',
	'own-goals/lmu-t3': ' \n ',
	'own-matters/lmu-t7': 'Skrevet, før vi valgte noget andet',
	'up-do/': 'Vi spørger OMU',
	'check-out/': 'Begynd til tiden',
};

const of = (over: Partial<ResultOf> = {}): ResultOf => ({
	committee: { name: 'LMU Solsikken ', workplace: '' },
	reflection,
	picture: pictureOf(reflection, people(4).reduce(withAnswers, emptyTally(lmu.statements))),
	focuses: ['lmu-t3'],
	textOf: (question, statement = '') => texts[`${question}/${statement}`] ?? '',
	pilesTo: () => [],
	parts: [own],
	namesOf: (owners) => (owners.includes('k') ? ['Karen Holm'] : []),
	takeaways: [],
	...over,
});

const cardsOf = (...cards: { text: string; by?: string }[]): Card[] =>
	cards.map(({ text, by }, place) => ({
		...{ id: text, text, by, place, reflection: 'r', statement: 'lmu-t3' },
		...{ group: undefined, goal: undefined, action: undefined, madeOn: undefined, deletedOn: undefined },
	}));

const pile = (heading: string, cards: Card[]): Pile[] =>
	cards.slice(0, 1).map((head) => ({ group: undefined, head, cards, heading, made: [] }));

const pilesTo = () => [
	...pile('Ro ved døren', cardsOf({ text: 'Flyt skoene' }, { text: 'Skilt', by: 'Bo' })),
	...pile('Te i pausen', cardsOf({ text: 'Te i pausen' })),
];

const statement = (id: string, result = resultOf(of())) => result.statements.find((each) => each.id === id);

describe('the result', () => {
	test('[RS1] says whose it is, how it was answered, the focuses and the plan with names that are known', () => {
		expect(resultOf(of())).toMatchObject({
			committee: 'LMU Solsikken',
			year: 2027,
			way: 'round',
			present: 2,
			answered: 4,
			closedOn: '2027-01-15',
			plan: [
				{
					goal: 'Alle ved besked',
					statement: 'lmu-t3',
					noticedBy: 'Børnene',
					actions: [{ what: 'Skriv nyt fra mødet', who: ['Karen Holm'], due: '2027-03-01' }],
				},
			],
		});
		expect(statement('lmu-t3')?.isFocus).toBe(true);
		expect(statement('lmu-t7')?.isFocus).toBe(false);
	});

	test('[RS1] suggestions to a focus are part of it, those that lie together under their heading', () => {
		const suggestions = resultOf(of({ pilesTo })).suggestions;
		expect(suggestions).toEqual([
			{
				statement: 'lmu-t3',
				heading: 'Ro ved døren',
				cards: [{ text: 'Flyt skoene' }, { text: 'Skilt', by: 'Bo' }],
			},
			{ statement: 'lmu-t3', heading: 'Te i pausen', cards: [{ text: 'Te i pausen' }] },
		]);
		expect(resultOf(of({ pilesTo, focuses: [] })).suggestions).toEqual([]);
	});

	test('[RS1] of an empty reflection it is empty, and whole', () => {
		const empty = resultOf(
			of({ picture: pictureOf(reflection, undefined), focuses: [], textOf: () => '', parts: [] }),
		);
		expect(empty).toMatchObject({ answered: 0, written: [], plan: [], takeaways: [] });
		expect(empty.statements).toHaveLength(7);
		expect(readCsv(resultToCsv(empty))).toHaveLength(1);
	});

	test('[RS2] of marks it holds the steps of each scale, and nothing of what fewer than four answered', () => {
		expect(statement('lmu-t3')?.marks).toEqual({
			answers: 4,
			importance: [0, 0, 0, 4],
			success: [2, 0, 2, 0],
		});
		expect(statement('lmu-t1')).not.toHaveProperty('marks');
		expect(resultToJson(resultOf(of()), '2027-01-15')).not.toContain('Ali Noor');
	});

	test('[RS3] what was written comes in the order it was asked, trimmed, and nothing of what was let go', () => {
		expect(resultOf(of()).written.map(({ part, statement: about, text }) => [part, about, text])).toEqual([
			['own', 'lmu-t3', 'At alle er med'],
			['upAndDown', undefined, 'Vi spørger OMU'],
			['check-out', undefined, 'Begynd til tiden'],
		]);
	});

	test('[RS5] the data file says what it is, and is the result word for word', () => {
		const result = resultOf(of());
		const file: unknown = JSON.parse(resultToJson(result, '2027-01-20'));
		expect(file).toEqual({ medspil: 'resultat', format: 1, madeOn: '2027-01-20', ...result });
		expect(v.parse(fileSchema, file)).toEqual(file);
	});
});

describe('the spreadsheet', () => {
	const long = 'å'.repeat(10_000);
	const nasty = [
		'En; to "tre" og \'fire\'',
		'Linje ét\r\nlinje to\rlinje tre',
		'Familien 👨‍👩‍👧 og 🌻',
		long,
		'=HYPERLINK("http://example.com";"Tryk")',
		'+45 12 34 56 78',
		'-1+1',
		'@SUM(A1)',
		'\t=1+1',
		'  =1+1',
		'＝1+1',
		'- mere tid',
		'Almindelig = tekst',
	];

	test('[RS4] begins with the mark of UTF-8 and ends every row as Excel does', () => {
		const csv = resultToCsv(resultOf(of()));
		expect(csv.startsWith('\uFEFF"Del";"Udsagn"')).toBe(true);
		expect(csv.endsWith('"\r\n')).toBe(true);
	});

	test('[RS4] every cell comes back as it was written, and none as a formula', () => {
		const result = resultOf(of({ takeaways: nasty.map((text) => ({ text })) }));
		const read = readCsv(resultToCsv(result));
		expect(new Set(read.map((row) => row.length))).toEqual(new Set([7]));
		const cells = read.filter(([kind]) => kind === 'Guldkorn').map((row) => row[3] ?? '');
		expect(cells.map((text) => text.replace(/^'/, ''))).toEqual(
			nasty.map((text) => text.trim().replaceAll(/\r\n?/g, '\n')),
		);
		for (const row of read) for (const text of row) expect(text).not.toMatch(/^\s*[=+\-@＝＋－＠]/u);
		expect(cells.filter((text) => text.startsWith("'"))).toHaveLength(8);
	});

	test('[RS4] goals and actions stand there with who, when and how far they are', () => {
		const carried = {
			key: 'c',
			from: 2026,
			direction: 'own' as const,
			actions: [action({ progress: 'done' })],
		};
		const rows = readCsv(resultToCsv(resultOf(of({ parts: [own, carried] }))));
		expect(rows.slice(-4)).toEqual([
			['Mål', 'Arbejdsmiljø', '', 'Alle ved besked', '', '', ''],
			['Mål', 'Arbejdsmiljø', 'De mærker det', 'Børnene', '', '', ''],
			[
				...['Handling', 'Arbejdsmiljø', 'Alle ved besked', 'Skriv nyt fra mødet', 'Karen Holm'],
				...['2027-03-01, efter hvert møde', 'Ikke i gang'],
			],
			[
				...['Handling', '', 'Taget med fra 2026', 'Skriv nyt fra mødet', 'Karen Holm'],
				...['efter hvert møde', 'Færdig'],
			],
		]);
	});

	test('[RS4] each suggestion stands there, with what it lies under and who put a name on it', () => {
		const rows = readCsv(resultToCsv(resultOf(of({ pilesTo }))));
		expect(rows.filter(([kind]) => kind === 'Forslag')).toEqual([
			['Forslag', 'Arbejdsmiljø', 'Ro ved døren', 'Flyt skoene', '', '', ''],
			['Forslag', 'Arbejdsmiljø', 'Ro ved døren', 'Skilt', 'Bo', '', ''],
			['Forslag', 'Arbejdsmiljø', '', 'Te i pausen', '', '', ''],
		]);
	});

	test('[RS4] with whom and what became of it is said in words', () => {
		const base = { what: '', who: ['Bo', 'Ida'], partners: 'AMG', rhythm: '', progress: 'started' as const };
		expect(whoOf(base)).toBe('Bo, Ida, sammen med AMG');
		expect(stateOf(base)).toBe('I gang');
		expect(stateOf({ ...base, carriedTo: 2028 })).toBe('Taget med til 2028');
		expect(stateOf({ ...base, progress: 'dropped', carriedTo: 2028 })).toBe('Ikke aktuel mere');
	});

	test('[RS5] a file is named after the committee, without what a system may refuse', () => {
		expect(fileName({ committee: 'LMU / »Solsikken«: A*B?', year: 2027 }, 'csv')).toBe(
			'LMU  Solsikken AB Refleksion 2027.csv',
		);
		expect(fileName({ committee: '', year: 2027 }, 'png')).toBe('Refleksion 2027.png');
	});
});
