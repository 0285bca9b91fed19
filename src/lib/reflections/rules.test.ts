import { describe, expect, test } from 'vitest';
import type { Statement } from '#lib/packs/schema.ts';
import { shippedPacks } from '#lib/packs/shipped.ts';
import type { Action, Progress } from '#lib/year-plan/schema.ts';
import {
	bytesToTally,
	dots,
	emptyTally,
	fieldOf,
	furthest,
	isDrawn,
	isReached,
	lookBack,
	minutesFor,
	perStep,
	phaseAfter,
	phaseBefore,
	phaseOfPath,
	phaseSlugs,
	phasesOf,
	planYear,
	reasonsFor,
	see,
	sumOf,
	takenElsewhere,
	talkFirst,
	tallyToBytes,
	withAnswers,
	yearsAround,
} from './rules.ts';
import { slipLayout } from './answers/slips/rules.ts';
import { phases, type Answers, type Mark, type Tally } from './schema.ts';

const statement = (id: string): Statement => ({ id, topic: 'task', label: id, text: id });
const statements = ['a', 'b', 'c'].map(statement);

/** `a: '32'` is importance 3 and success 2. */
const answers = (marks: Partial<Record<string, string>>): Answers =>
	new Map(
		Object.entries(marks).map(([id, [importance, success] = '']) => [
			id,
			{ importance: Number(importance) as Mark, success: Number(success) as Mark },
		]),
	);

const tallyOf = (...people: Partial<Record<string, string>>[]): Tally =>
	people.reduce((tally, marks) => withAnswers(tally, answers(marks)), emptyTally(statements));

/** The picture of one statement from marks such as `'41 41 42 44'`. */
const seen = (id: string, marks: string) => {
	const tally = tallyOf(...marks.split(' ').map((pair) => ({ a: pair })));
	return see(statement(id), tally.counts['a'] ?? []);
};

describe('a tally', () => {
	test('[RE2] is the same whoever answered what, and in whichever order', () => {
		const people = [{ a: '41', b: '22' }, { a: '33' }, { b: '14', c: '41' }, {}];
		const swapped = [{ b: '22', c: '41' }, {}, { a: '33', b: '14' }, { a: '41' }];
		const one = tallyOf(...people);
		expect(JSON.stringify(tallyOf(...people.toReversed()))).toBe(JSON.stringify(one));
		expect(JSON.stringify(tallyOf(...swapped))).toBe(JSON.stringify(one));
	});

	test('[RE2] two of them give the same sum whichever comes first', () => {
		const [one, other] = [tallyOf({ a: '41' }, {}), tallyOf({ a: '41', c: '22' })];
		const both = tallyOf({ a: '41' }, {}, { a: '41', c: '22' });
		expect(JSON.stringify(sumOf(one, other))).toBe(JSON.stringify(both));
		expect(JSON.stringify(sumOf(other, one))).toBe(JSON.stringify(both));
	});

	test('[RE2] counts those who skipped everything, and no statement that is not asked about', () => {
		expect(tallyOf({}, { z: '44' })).toEqual({ ...emptyTally(statements), answered: 2 });
	});

	test('[RE3] has the same length as bytes whatever was marked, and comes back whole', () => {
		const full = tallyOf({ a: '11', b: '44', c: '23' }, { a: '11', b: '41' });
		expect(tallyToBytes(full)).toHaveLength(1 + 3 * 16);
		expect(tallyToBytes(emptyTally(statements))).toHaveLength(1 + 3 * 16);
		expect(bytesToTally(tallyToBytes(full), statements)).toEqual(full);
		expect(JSON.stringify(bytesToTally(tallyToBytes(full), statements))).toBe(JSON.stringify(full));
	});

	test('[RE3] sealed for other statements, is refused', () => {
		const bytes = tallyToBytes(tallyOf({ a: '11' }));
		expect(() => bytesToTally(bytes, statements.slice(1))).toThrow('tally');
	});

	test('shows every mark as a dot, and how many chose each step', () => {
		const { counts } = seen('a', '41 41 12');
		expect(dots(counts).map(({ importance, success }) => `${importance}${success}`)).toEqual([
			'12',
			'41',
			'41',
		]);
		expect(perStep(counts, 'importance')).toEqual([1, 0, 0, 2]);
		expect(perStep(counts, 'success')).toEqual([2, 1, 0, 0]);
	});
});

describe('the picture', () => {
	test('[RE4] its fields meet in the middle, which counts as important and as succeeding', () => {
		expect(fieldOf({ importance: 2.5, success: 2.49 })).toBe('strengthen');
		expect(fieldOf({ importance: 2.5, success: 2.5 })).toBe('celebrate');
		expect(fieldOf({ importance: 2.4, success: 2.4 })).toBe('wait');
		expect(fieldOf({ importance: 2.4, success: 4 })).toBe('keep');
	});

	test('gives mean and spread of each scale', () => {
		const { importance, success, importanceSpread, successSpread, answers: count } = seen('a', '41 41 43 43');
		expect([importance, success, importanceSpread, successSpread, count]).toEqual([4, 2, 0, 1, 4]);
	});

	test('a statement that nobody answered has means of nought and gives no reason', () => {
		const nobody = see(statement('a'), emptyTally(statements).counts['a'] ?? []);
		expect([nobody.importance, nobody.successSpread, nobody.answers]).toEqual([0, 0, 0]);
		expect(reasonsFor(nobody)).toEqual([]);
	});

	test('[RE5] says why a statement is talked about: far apart, or important and not succeeding', () => {
		expect(reasonsFor(seen('a', '22 22 24 24'))).toEqual(['disagreement']);
		expect(reasonsFor(seen('a', '41 41 42 42'))).toEqual(['important-not-succeeding']);
		expect(reasonsFor(seen('a', '41 41 21 21'))).toEqual(['disagreement', 'important-not-succeeding']);
		expect(reasonsFor(seen('a', '43 44 43 44'))).toEqual([]);
	});

	test('[RE5] gives no reason when fewer than four answered', () => {
		expect(reasonsFor(seen('a', '41 14 41'))).toEqual([]);
	});

	test('[RE6] disagreement first, the widest first; then the gap', () => {
		const order = talkFirst([
			seen('small gap', '32 32 32 32'),
			seen('agreed', '44 44 44 44'),
			seen('wide', '11 14 11 14'),
			seen('large gap', '41 41 41 41'),
			seen('less wide', '22 22 24 24'),
		]);
		expect(order.map(({ seen: each }) => each.statement.id)).toEqual([
			'wide',
			'less wide',
			'large gap',
			'small gap',
		]);
	});

	test('[RE7] draws what at least four answered, and every common mark', () => {
		expect(isDrawn(seen('a', '44 44 44'))).toBe(false);
		expect(isDrawn(seen('a', '44 44 44 44'))).toBe(true);
		expect(isDrawn(seen('a', '44'), true)).toBe(true);
	});
});

test('[RE17] another tablet takes the answers only where there is another one', () => {
	expect(takenElsewhere('a', 'b')).toBe('a');
	expect(takenElsewhere('a', 'a')).toBeUndefined();
	expect(takenElsewhere(undefined, 'a')).toBeUndefined();
	// Without a log there is nobody to share with.
	expect(takenElsewhere('a', undefined)).toBeUndefined();
});

describe('the parts of a reflection', () => {
	test('[RE8] go forward only', () => {
		expect(furthest('focus', 'answers')).toBe('focus');
		expect(furthest('answers', 'focus')).toBe('focus');
		expect(phases.filter((phase) => isReached(phase, 'picture'))).toEqual([
			'since-last',
			'answers',
			'picture',
		]);
	});

	test('each has one before and one after, but for the ends', () => {
		expect([phaseBefore('since-last', phases), phaseAfter('since-last', phases)]).toEqual([
			undefined,
			'answers',
		]);
		expect([phaseBefore('check-out', phases), phaseAfter('check-out', phases)]).toEqual(['plan', undefined]);
	});

	test('[RE16] only a pack that asks about it leads up and down, and across', () => {
		const [lmu, , , attractive] = shippedPacks;
		expect(phasesOf({ steps: lmu?.steps ?? [] })).toEqual([...phases]);
		const own = phasesOf({ steps: attractive?.steps ?? [] });
		expect(own).toEqual(['since-last', 'answers', 'picture', 'focus', 'plan', 'check-out']);
		expect([phaseAfter('focus', own), phaseBefore('plan', own)]).toEqual(['plan', 'focus']);
	});

	test('[RE19] cards are neither answered nor drawn', () => {
		const cards = shippedPacks.find(({ unmarked }) => unmarked);
		expect(cards && phasesOf(cards)).toEqual(['since-last', 'focus', 'plan', 'check-out']);
	});

	test('each has its own place in the address', () => {
		expect(new Set(Object.values(phaseSlugs)).size).toBe(phases.length);
		expect(phases.map((phase) => phaseOfPath(phaseSlugs[phase]))).toEqual([...phases]);
		expect(phaseOfPath('ukendt')).toBeUndefined();
	});

	test('[RE9] half a minute a statement, and at least two minutes', () => {
		expect([1, 4, 5, 7, 8].map(minutesFor)).toEqual([2, 2, 3, 4, 4]);
	});

	test('[RE11] four slips to a page, fewer where the texts are long or many', () => {
		// Of the shipped packs only that of attractive workplaces has more than eight statements.
		const marked = shippedPacks.filter(({ unmarked }) => !unmarked);
		expect(marked.map(({ statements: each }) => slipLayout(each).perPage)).toEqual([4, 4, 4, 1, 4]);
		const long = (count: number) => Array.from({ length: count }, () => ({ text: 'æ'.repeat(300) }));
		expect(slipLayout(long(6)).perPage).toBe(2);
		expect(slipLayout(long(12)).perPage).toBe(1);
	});

	test('[RE11] in larger letters where there is room', () => {
		const short = (count: number) => Array.from({ length: count }, () => ({ text: 'æ'.repeat(100) }));
		expect(slipLayout(short(6))).toEqual({ perPage: 4, roomy: true });
		expect(slipLayout(short(9))).toEqual({ perPage: 4, roomy: false });
	});

	test('[RE12] plans for the next year from September on', () => {
		expect(['2027-01-01', '2027-08-31', '2027-09-01', '2027-12-31'].map(planYear)).toEqual([
			2027, 2027, 2028, 2028,
		]);
	});

	test('[RE12] offers that year and the one on each side', () => {
		expect(yearsAround('2027-10-01')).toEqual([2027, 2028, 2029]);
	});
});

describe('«Siden sidst»', () => {
	const action = (what: string, given: Partial<Action> = {}): Action => ({
		id: what,
		what,
		direction: 'own',
		rhythm: '',
		partners: '',
		progress: 'planned',
		owners: [],
		...given,
	});
	const decided = (what: string, progress: Progress, progressOn: string) =>
		action(what, { progress, progressOn });
	const now = { to: 2027, since: '2027-01-14' };
	const seenBack = (plans: { year: number; actions: Action[] }[]) =>
		lookBack(plans, now)?.actions.map(({ action: each, outcome }) => `${each.what}: ${outcome}`);

	test('[RE10] shows what is open in the latest earlier plan, by day', () => {
		const actions = [
			action('no day'),
			action('late', { due: '2026-12-01' }),
			action('early', { due: '2026-03-01', progress: 'started' }),
			decided('done long ago', 'done', '2026-05-01'),
			decided('dropped long ago', 'dropped', '2026-05-01'),
		];
		expect(seenBack([{ year: 2026, actions }])).toEqual(['early: open', 'late: open', 'no day: open']);
	});

	test('[RE10] what was decided since it began stays in its place', () => {
		const actions = [
			action('kept', { due: '2026-01-01', carriedTo: 2027 }),
			{ ...decided('done', 'done', '2027-01-14'), due: '2026-02-01' },
			{ ...decided('dropped', 'dropped', '2027-01-20'), due: '2026-03-01' },
			action('open', { due: '2026-04-01' }),
		];
		expect(seenBack([{ year: 2026, actions }])).toEqual([
			'kept: kept',
			'done: done',
			'dropped: dropped',
			'open: open',
		]);
	});

	test('[RE10] what was taken along stands in the plan it was taken to, and in none before', () => {
		const plans = [
			{ year: 2026, actions: [action('new')] },
			{ year: 2025, actions: [action('taken along', { carriedTo: 2026 }), action('left behind')] },
			{ year: 2024, actions: [action('taken along twice', { carriedTo: 2027 })] },
		];
		expect(seenBack(plans)).toEqual(['new: open', 'taken along: open', 'taken along twice: kept']);
		expect(lookBack(plans, now)?.year).toBe(2026);
	});

	test('[RE10] an earlier year without a plan is passed over; without any there is nothing to look back on', () => {
		const plans = [
			{ year: 2026, actions: [] },
			{ year: 2024, actions: [action('old')] },
		];
		expect(lookBack(plans, now)?.year).toBe(2024);
		expect(lookBack([{ year: 2026, actions: [] }], now)).toBeUndefined();
	});
});
