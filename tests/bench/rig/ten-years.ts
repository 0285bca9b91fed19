import * as Y from 'yjs';
import { Committee } from '#lib/committees/document.ts';
import { roles } from '#lib/committees/schema.ts';
import { core, yearDocument, type DocumentName } from '#lib/documents/kinds.ts';
import { SharedDocument } from '#lib/documents/shared.ts';
import { packForLevel } from '#lib/packs/shipped.ts';
import { directionSchema } from '#lib/packs/schema.ts';
import { Reflections } from '#lib/reflections/document.ts';
import { emptyTally, withAnswers } from '#lib/reflections/rules.ts';
import type { Answers, Mark, Tally } from '#lib/reflections/schema.ts';
import { dayOf, yearOf } from '#lib/time.ts';
import { YearPlan } from '#lib/year-plan/document.ts';
import { progresses } from '#lib/year-plan/schema.ts';
import { Luck } from './luck.ts';

/** What a committee wrote, as the updates in which it was stored, oldest first. */
export interface History {
	committee: string;
	updates: { document: DocumentName; bytes: Uint8Array<ArrayBuffer> }[];
}

/** This year, so that its plan is the one that the app opens by itself. */
export const busiestYear = yearOf(dayOf(new Date()));
export const years = Array.from({ length: 10 }, (_, at) => busiestYear - 9 + at);

/** In the busiest year the committee met and planned more than twice as much as in the others. */
const amounts = (year: number) =>
	year === busiestYear ? { meetings: 15, goals: 12, actions: 85 } : { meetings: 5, goals: 7, actions: 35 };

export const actionsIn = (year: number) => amounts(year).actions;

/** The last action of each year says so, in order that it can be found on the screen. */
export const lastAction = (year: number) => `Årets sidste handling ${year}`;

const sessionsInYear = 29;
const profile = { name: 'LMU Tiåret', workplace: 'Børnehuset Tiåret', level: 'lmu', levelLabel: 'LMU' };

type Job = (shared: SharedDocument) => void;

/**
 * Ten years of one committee on one tablet: each time the app is opened is a session with a Yjs client id of its own,
 * and each piece of typing that the app would store by itself is an update of its own. The same seed gives the same
 * work in the same order; ids of records come from the app and differ.
 */
export function tenYears(seed = 2027): History {
	const luck = new Luck(seed);
	const history: History = { committee: crypto.randomUUID(), updates: [] };
	const states = new Map<DocumentName, Uint8Array>();
	let sessions = 0;

	/** One document as a new session opens it; the next session goes on from where this one ends. */
	function inSession(name: DocumentName, work: (shared: SharedDocument) => void) {
		const shared = new SharedDocument(name);
		shared.doc.clientID = 1_000_000 + sessions++;
		const before = states.get(name);
		if (before) Y.applyUpdate(shared.doc, before);
		shared.doc.on('update', (bytes: Uint8Array) =>
			history.updates.push({ document: name, bytes: Uint8Array.from(bytes) }),
		);
		work(shared);
		states.set(name, Y.encodeStateAsUpdate(shared.doc));
		shared.destroy();
	}

	for (const year of years) {
		let owners: string[] = [];
		inSession(core, (shared) => {
			const committee = new Committee(shared);
			sit(committee, new Date(year, 0, 5, 9), luck);
			owners = committee.members().records.map(({ id }) => id);
		});
		const jobs = workOf(year, owners, luck);
		const begins = (at: number) => Math.floor((at * jobs.length) / sessionsInYear);
		for (let at = 0; at < sessionsInYear; at++)
			inSession(yearDocument(year), (shared) => {
				for (const job of jobs.slice(begins(at), begins(at + 1))) job(shared);
			});
	}
	return history;
}

/** Founds the committee in its first year; in each later one two members leave and two come. */
function sit(committee: Committee, now: Date, luck: Luck): void {
	const members = luck.names(9).map((name, at) => ({
		name,
		roles: [roles[at % roles.length] ?? 'secretary'],
		side: at < 2 ? ('management' as const) : ('employees' as const),
	}));
	if (committee.isEmpty) return committee.found({ ...profile, members }, dayOf(now), now);
	for (const { id } of committee.members().records.slice(0, 2)) committee.removeMember(id, dayOf(now));
	for (const member of members.slice(0, 2)) committee.addMember(member, now);
}

/** What the committee does in a year, in the order in which it does it. */
function workOf(year: number, owners: string[], luck: Luck): Job[] {
	const { meetings, goals, actions } = amounts(year);
	const plan = [
		...Array.from(
			{ length: goals },
			(_, at): Job =>
				(shared) =>
					writeGoal(shared, at + 1, luck),
		),
		...Array.from({ length: actions }, (_, at): Job => {
			const what = at === actions - 1 ? lastAction(year) : luck.words(2);
			return (shared) => writeAction(shared, { year, what, owner: luck.one(owners) }, luck);
		}),
	];
	const held = Array.from({ length: meetings }, (_, at) => meeting(at + 1, luck));
	// Meetings lie evenly among the planning, as they do in a year; the goals come first.
	const due = (at: number) => Math.floor((at * meetings) / plan.length);
	const allYear = plan.flatMap((job, at) => [job, ...held.slice(due(at), due(at + 1)).flat()]);
	return [...reflection(year, luck), ...allYear];
}

function writeGoal(shared: SharedDocument, number: number, luck: Luck): void {
	const plan = new YearPlan(shared);
	const direction = luck.one(directionSchema.options);
	const id = plan.addGoal({ text: `Mål ${number} `, direction }, new Date());
	luck.type(shared, plan.goalText(id), 12);
}

interface Planned {
	year: number;
	what: string;
	owner: string;
}

/** An action that somebody puts words to, takes on, starts, and mostly brings to an end. */
function writeAction(shared: SharedDocument, { year, what, owner }: Planned, luck: Luck): void {
	const some = () => new Date(year, luck.below(12), 1 + luck.below(28), 8 + luck.below(8));
	const plan = new YearPlan(shared);
	const goal = luck.one(plan.goals().records);
	const id = plan.addAction({ what, goal: goal.id, direction: goal.direction }, some());
	if (what !== lastAction(year)) luck.type(shared, plan.actionText(id), 8);
	plan.setOwner(id, owner, true);
	plan.setDue(id, dayOf(some()));
	plan.setProgress(id, 'started', dayOf(some()));
	const isHistory = year < busiestYear && luck.below(10) > 0;
	plan.setProgress(id, isHistory ? luck.one(['done', 'dropped']) : luck.one(progresses), dayOf(some()));
}

function reflection(year: number, luck: Luck): Job[] {
	const pack = packForLevel('lmu');
	if (!pack) throw new Error('There is no pack for LMU.');
	const on = `${year}-01-15`;
	const mark = () => (1 + luck.below(4)) as Mark;
	const answers = (): Answers =>
		new Map(pack.statements.map(({ id }) => [id, { importance: mark(), success: mark() }]));
	const focuses = pack.statements.slice(0, 3).map(({ id }) => id);
	let id = '';
	const start: Job = (shared) => {
		const reflections = new Reflections(shared);
		const present = luck.names(9).map((name) => ({ name }));
		id = reflections.start({ year, pack, way: 'round', present }, on, new Date(`${on}T10:00:00`));
		let tally: Tally = emptyTally(pack.statements);
		for (const _ of present) tally = withAnswers(tally, answers());
		reflections.reveal(id, tally);
		for (const focus of focuses) reflections.setFocus(id, focus, true);
	};
	const texts = pack.steps.flatMap(({ id: step, questions }) =>
		(step === 'own' ? focuses : ['']).flatMap((statement) =>
			questions.map(({ id: question }): Job => {
				return (shared) => luck.type(shared, new Reflections(shared).answerText(id, question, statement), 30);
			}),
		),
	);
	const end: Job = (shared) => {
		const reflections = new Reflections(shared);
		reflections.goOn(id, 'check-out');
		reflections.checkOut(id, [0, 1, 3, 5]);
		reflections.close(id, on);
	};
	return [start, ...texts, end];
}

/** Minutes of a meeting, in four sittings: agenda, meeting, after it, and when they are agreed on. */
const meeting = (number: number, luck: Luck): Job[] =>
	Array.from({ length: 4 }, (): Job => {
		return (shared) => luck.type(shared, shared.doc.getText(`meeting/${number}`), 140);
	});
