import { tidy } from '#lib/packs/rules.ts';
import type { Statement } from '#lib/packs/schema.ts';
import type { Action, Goal } from '#lib/year-plan/schema.ts';
import type { Seen } from '../../rules.ts';
import type { Reflection, Tally } from '../../schema.ts';
import { pictureOf } from '../rules.ts';

/** A reflection of an earlier year, with the plan that it was made for. */
export interface EarlierYear {
	reflection: Reflection;
	tally: Tally | undefined;
	goals: readonly Goal[];
	actions: readonly Action[];
}

/** What has become of an action, in the words of the plan. */
export type CameOf =
	| { state: 'done'; on: string | undefined }
	| { state: 'carried'; to: number }
	| { state: 'dropped' | 'started' | 'open' };

/** [PI11] Done and dropped are final; what was taken along and is open belongs to the later year's plan. */
export const cameOf = ({ progress, progressOn, carriedTo }: Action): CameOf => {
	if (progress === 'done') return { state: 'done', on: progressOn };
	if (progress === 'dropped') return { state: 'dropped' };
	if (carriedTo !== undefined) return { state: 'carried', to: carriedTo };
	return { state: progress === 'started' ? 'started' : 'open' };
};

/** A goal with what was to be done about it; `text` is absent for actions that serve no goal. */
export interface Decided {
	key: string;
	text?: string;
	actions: readonly Action[];
}

/**
 * [PI11] What a reflection decided about a statement: its goals, each with its actions wherever these were written, and
 * the actions that serve none of them. Nothing comes twice.
 */
export const decidedAbout = (
	statement: string,
	{ reflection, goals, actions }: Pick<EarlierYear, 'reflection' | 'goals' | 'actions'>,
): Decided[] => {
	const isFrom = (each: Goal | Action) => each.reflection === reflection.id && each.statement === statement;
	const own = goals.filter(isFrom);
	const parts = own.map(({ id, text }): Decided => ({
		key: id,
		text,
		actions: actions.filter(({ goal }) => goal === id),
	}));
	const loose = actions.filter((action) => isFrom(action) && own.every(({ id }) => id !== action.goal));
	return loose.length > 0 ? [...parts, { key: 'loose', actions: loose }] : parts;
};

/** How a statement stood in an earlier year. */
export interface Then {
	/** Id of the reflection. */
	key: string;
	year: number;
	isCommon: boolean;
	/** Only of the same words, and only what was drawn then. */
	seen?: Seen;
	/** What the statement said, when it said something else. */
	otherWords?: string;
	decided: Decided[];
}

const thenOf = ({ id, text }: Statement, earlier: EarlierYear): Then | undefined => {
	const { reflection, tally } = earlier;
	const before = reflection.pack.statements.find((statement) => statement.id === id);
	if (!before) return undefined;
	const isSame = tidy(before.text) === tidy(text);
	const seen = pictureOf(reflection, tally).drawn.find(({ statement }) => statement.id === id);
	return {
		key: reflection.id,
		year: reflection.year,
		isCommon: reflection.way === 'common',
		...(isSame && seen && { seen }),
		...(!isSame && { otherWords: before.text }),
		decided: decidedAbout(id, earlier),
	};
};

/**
 * [PI10] Year by year what is asked about again, by statement id: every closed reflection that has something to say of it.
 * `earlier`: latest first, as are the years of a statement.
 */
export const yearsOf = (
	statements: readonly Statement[],
	earlier: readonly EarlierYear[],
): ReadonlyMap<string, Then[]> => {
	const closed = earlier.filter(({ reflection }) => reflection.closedOn !== undefined);
	return new Map(
		statements.flatMap((statement): [string, Then[]][] => {
			const years = closed.flatMap((each) => thenOf(statement, each) ?? []);
			const telling = years.filter(
				({ seen, otherWords, decided }) => seen || otherWords !== undefined || decided.length > 0,
			);
			return telling.length > 0 ? [[statement.id, telling]] : [];
		}),
	);
};
