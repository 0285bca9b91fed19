import { Committee } from '#lib/committees/document.ts';
import type { SharedDocument } from '#lib/documents/shared.ts';
import { packForLevel } from '#lib/packs/shipped.ts';
import { Reflections } from '#lib/reflections/document.ts';
import { emptyTally, withAnswers } from '#lib/reflections/rules.ts';
import type { Tally } from '#lib/reflections/schema.ts';
import { Cards } from '#lib/reflections/steps/cards/document.ts';
import { dayOf, yearOf, type Day } from '#lib/time.ts';
import { YearPlan } from '#lib/year-plan/document.ts';
import { committee, lastYear, people, thisYear, type ExampleAction, type ExampleYear } from './data.ts';

/** The empty documents of a committee that nobody has founded. `lastYear` is that of the year before `now`. */
export interface ExampleDocuments {
	core: SharedDocument;
	thisYear: SharedDocument;
	lastYear: SharedDocument;
}

/** Writes the whole example as of this day: each document in one transaction. */
export const makeExample = (documents: ExampleDocuments, now: Date): void => {
	const year = yearOf(dayOf(now));
	const members = found(documents.core, now);
	const write = (shared: SharedDocument, content: ExampleYear, of: number) =>
		shared.add(() => writeYear(shared, content, { year: of, members, now }));
	write(documents.lastYear, lastYear, year - 1);
	write(documents.thisYear, thisYear, year);
};

/** At one o'clock on a day so many days from now, so that no change of the clock moves it to another day. */
const moment = (now: Date, days: number) =>
	new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 13);

const dayIn = (now: Date, days: number): Day => dayOf(moment(now, days));

type Members = Record<string, { id: string; name: string } | undefined>;

const found = (core: SharedDocument, now: Date): Members => {
	const sitting = new Committee(core);
	const held = moment(now, lastYear.held - 30);
	const members = Object.values(people).map(({ name, roles, side, termEnds }) => ({
		name,
		roles: [...roles],
		side,
		termEnd: termEnds === undefined ? undefined : dayIn(now, termEnds),
	}));
	sitting.found({ ...committee, members }, dayOf(held), held);
	const all = sitting.members().records;
	return Object.fromEntries(
		Object.entries(people).map(([person, { name }]) => [
			person,
			{ id: all.find((member) => member.name === name)?.id ?? '', name },
		]),
	);
};

interface Around {
	year: number;
	members: Members;
	now: Date;
}

const writeYear = (shared: SharedDocument, content: ExampleYear, { year, members, now }: Around): void => {
	const pack = packForLevel(committee.level);
	if (!pack) return;
	const reflections = new Reflections(shared);
	const held = moment(now, content.held);
	const on = dayOf(held);
	const present = Object.values(members).filter((member) => member !== undefined);
	const reflection = reflections.start({ year, pack, way: 'round', present }, on, held);
	reflections.reveal(reflection, tallyOf(content, pack.statements));
	for (const focus of content.focuses) reflections.setFocus(reflection, focus, true);
	for (const [statement, answers] of Object.entries(content.answers))
		for (const [question, text] of Object.entries(answers))
			reflections.answerText(reflection, question, statement).insert(0, text);
	layOut(new Cards(shared), content, { reflection, members, on });
	reflections.goOn(reflection, 'check-out');
	reflections.checkOut(reflection, content.checkOut);
	reflections.close(reflection, on);

	const plan = new YearPlan(shared);
	// A minute between what was written, so that it stands in the order in which it was said.
	let minutes = 30;
	const then = () => new Date(held.getTime() + minutes++ * 60_000);
	for (const { text, actions, ...goal } of content.goals) {
		const origin = { direction: goal.direction, reflection, statement: goal.statement, step: goal.direction };
		const goalId = plan.addGoal({ text, topic: goal.topic, ...origin }, then());
		for (const action of actions) {
			const id = plan.addAction({ what: action.what, goal: goalId, ...origin }, then());
			fill(plan, id, action, { year, members, now });
		}
	}
};

interface Laying {
	reflection: string;
	members: Members;
	on: Day;
}

const layOut = (
	cards: Cards,
	{ suggestions = {} }: ExampleYear,
	{ reflection, members, on }: Laying,
): void => {
	for (const [statement, laid] of Object.entries(suggestions)) {
		const pileOf = (words: string) =>
			cards.piles(reflection, statement).find(({ head }) => head.text === words);
		for (const { text, by, on: onto } of laid) {
			cards.add({ reflection, statement, text, by: by && members[by]?.name }, on);
			const [pile, under] = [pileOf(text), onto && pileOf(onto)];
			if (pile && under) cards.join(pile, under);
		}
	}
};

const fill = (plan: YearPlan, id: string, action: ExampleAction, { year, members, now }: Around): void => {
	for (const owner of action.owners) plan.setOwner(id, members[owner]?.id ?? '', true);
	if (action.due !== undefined) plan.setDue(id, dayIn(now, action.due));
	if (action.rhythm) plan.setRhythm(id, action.rhythm);
	if (action.partners) plan.setPartners(id, action.partners);
	if (action.progressOn !== undefined) plan.setProgress(id, action.progress, dayIn(now, action.progressOn));
	if (action.carried) plan.carry([id], year + 1);
};

/** The sum of a round: seven people, each with their mark in every column. */
const tallyOf = ({ marks }: ExampleYear, statements: Parameters<typeof emptyTally>[0]): Tally => {
	const persons = Object.keys(people).map(
		(_person, at) =>
			new Map(
				Object.entries(marks).flatMap(([statement, column]) => {
					const pair = column[at];
					return pair ? [[statement, { importance: pair[0], success: pair[1] }] as const] : [];
				}),
			),
	);
	return persons.reduce(withAnswers, emptyTally(statements));
};
