import { m as goals } from '#lib/messages/da/goals.ts';
import { m as plan } from '#lib/messages/da/plan.ts';
import { m } from '#lib/messages/da/results.ts';
import { longDay, type Day } from '#lib/time.ts';
import { toCsv } from './csv.ts';
import { FORMAT, type Result, type ResultAction, type ResultPart } from './schema.ts';

/** [RS5] The result as data: everything that is printed, and nothing else. */
export const resultToJson = (result: Result, madeOn: Day): string =>
	`${JSON.stringify({ medspil: 'resultat', format: FORMAT, madeOn, ...result }, undefined, '\t')}\n`;

/** [RS4] All that was written, a row each, with what it was about. */
export const resultToCsv = (result: Result): string => {
	const labelOf = (id: string | undefined) => result.statements.find((each) => each.id === id)?.label ?? '';
	const { columns, kinds } = m.csv;
	const rows = [
		[...columns],
		...result.written.map(({ part, statement, question, text }) => [
			part === 'check-out' ? kinds.checkOut : plan.directions[part],
			labelOf(statement),
			question,
			text,
			...['', '', ''],
		]),
		...result.suggestions.flatMap(({ statement, heading, cards }) =>
			cards.map(({ text, by = '' }) => [
				kinds.suggestion,
				labelOf(statement),
				cards.length > 1 ? heading : '',
				...[text, by, '', ''],
			]),
		),
		...result.takeaways.map((text) => [kinds.takeaway, '', '', text, ...['', '', '']]),
		...result.plan.flatMap(({ goal, from, statement, actions, ...part }) => [
			...(goal === undefined ? [] : [[kinds.goal, labelOf(statement), '', goal, '', '', '']]),
			...concreteOf(part).map(({ label, text }) => [
				kinds.goal,
				labelOf(statement),
				label,
				text,
				...['', '', ''],
			]),
			...actions.map((action) => [
				kinds.action,
				labelOf(statement),
				goal ?? (from === undefined ? '' : plan.carriedFrom({ year: from })),
				action.what,
				whoOf(action),
				[action.due, action.rhythm].filter(Boolean).join(', '),
				stateOf(action),
			]),
		]),
	];
	return toCsv(rows);
};

/** What makes a goal concrete, each with what it answers. */
export const concreteOf = ({
	different,
	noticedBy,
	lookOn,
}: Pick<ResultPart, 'different' | 'noticedBy' | 'lookOn'>): { label: string; text: string }[] =>
	[
		{ label: goals.shown.different, text: different },
		{ label: goals.shown.noticedBy, text: noticedBy },
		{ label: goals.shown.lookOn, text: lookOn && longDay(lookOn) },
	].flatMap(({ label, text }) => (text ? [{ label, text }] : []));

/** Everybody on an action, in words. */
export const whoOf = ({ who, partners }: ResultAction): string =>
	[who.join(', '), partners && plan.together({ partners })].filter(Boolean).join(', ');

/** How far an action is, in words. */
export const stateOf = ({ progress, carriedTo }: ResultAction): string =>
	carriedTo === undefined || progress === 'done' || progress === 'dropped'
		? plan.progress[progress]
		: plan.carriedTo({ year: carriedTo });

/** A file name that every system takes: whose result it is, and of which year. */
export const fileName = ({ committee, year }: Pick<Result, 'committee' | 'year'>, ending: string): string => {
	const whose = committee.replace(/[^\p{L}\p{N} _-]/gu, '').trim();
	return `${[whose, m.fileTitle({ year })].filter(Boolean).join(' ').slice(0, 100)}.${ending}`;
};
