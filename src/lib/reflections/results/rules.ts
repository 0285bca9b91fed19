import { topicOf } from '#lib/packs/rules.ts';
import type { PlanPart } from '#lib/year-plan/rules.ts';
import type { Action, Goal } from '#lib/year-plan/schema.ts';
import { perStep, type Seen } from '../rules.ts';
import type { Picture } from '../picture/rules.ts';
import type { Reflection } from '../schema.ts';
import type { Pile } from '../steps/cards/rules.ts';
import type { Result, ResultAction } from './schema.ts';

/** All that a result is made of, as the screens show it. */
export interface ResultOf {
	committee: { name: string; workplace: string };
	reflection: Reflection;
	/** Absent where the pack is only talked about. */
	picture: Picture | undefined;
	/** Statement ids. */
	focuses: readonly string[];
	/** What was written to a question, for a statement or for none. */
	textOf: (question: string, statement?: string) => string;
	/** The suggestions that were laid out to a focus. */
	pilesTo: (statement: string) => readonly Pile[];
	parts: readonly PlanPart[];
	/** Names of those who are on an action. */
	namesOf: (owners: readonly string[]) => string[];
	takeaways: readonly { text: string }[];
}

/** [RS1] What a reflection came to. */
export const resultOf = (of: ResultOf): Result => {
	const { reflection, picture, focuses, committee } = of;
	const { pack } = reflection;
	return {
		committee: committee.name.trim(),
		workplace: committee.workplace.trim(),
		year: reflection.year,
		startedOn: reflection.startedOn,
		...(reflection.closedOn !== undefined && { closedOn: reflection.closedOn }),
		pack: { id: pack.id, version: pack.version, title: pack.title, source: pack.source },
		...(picture && { way: reflection.way, answered: picture.answered }),
		present: reflection.present.length,
		statements: pack.statements.map(({ id, label, text, topic }) => ({
			id,
			label,
			text,
			topic: topicOf(pack, topic).title,
			isFocus: focuses.includes(id),
			...marksOf(picture?.drawn.find(({ statement }) => statement.id === id)),
		})),
		written: writtenIn(of),
		suggestions: focuses.flatMap((statement) =>
			of.pilesTo(statement).map(({ heading, cards }) => ({
				statement,
				heading,
				cards: cards.map(({ text, by }) => ({ text, ...(by !== undefined && { by }) })),
			})),
		),
		plan: of.parts.map(({ direction, goal, from, actions }) => ({
			direction,
			...(goal && asGoal(goal)),
			...(from !== undefined && { from }),
			actions: actions.map((action) => asAction(action, of.namesOf)),
		})),
		takeaways: of.takeaways.map(({ text }) => text.trim()),
	};
};

/** [RS2] What is not drawn is in no file either. */
const marksOf = (seen: Seen | undefined) =>
	seen && {
		marks: {
			answers: seen.answers,
			importance: perStep(seen.counts, 'importance'),
			success: perStep(seen.counts, 'success'),
		},
	};

/** [RS3] What was written, in the order in which it was asked: each focus, the steps that look beyond, the check-out. */
const writtenIn = ({ reflection: { pack }, focuses, textOf }: ResultOf): Result['written'] => {
	const written: Result['written'] = [];
	const take = (piece: Result['written'][number]) => {
		const text = piece.text.trim();
		if (text !== '') written.push({ ...piece, text });
	};
	for (const { id: part, questions } of pack.steps) {
		const about = part === 'own' ? focuses : [undefined];
		for (const statement of about)
			for (const { id, text: question } of questions)
				take({ part, ...(statement && { statement }), question, text: textOf(id, statement) });
	}
	take({ part: 'check-out', question: '', text: textOf('check-out') });
	return written;
};

const asGoal = ({ text, statement, different, noticedBy, lookOn }: Goal) => ({
	goal: text,
	...(statement !== undefined && { statement }),
	...(different && { different }),
	...(noticedBy && { noticedBy }),
	...(lookOn && { lookOn }),
});

const asAction = (action: Action, namesOf: ResultOf['namesOf']): ResultAction => ({
	what: action.what,
	who: namesOf(action.owners),
	partners: action.partners,
	...(action.due !== undefined && { due: action.due }),
	rhythm: action.rhythm,
	progress: action.progress,
	...(action.progressOn !== undefined && { progressOn: action.progressOn }),
	...(action.carriedTo !== undefined && { carriedTo: action.carriedTo }),
});
