import type { Pack } from '#lib/packs/schema.ts';
import { minutesFor, phasesOf } from '../../rules.ts';
import type { Phase, Reflection } from '../../schema.ts';

/** The times to choose from, in minutes. */
export const times = [30, 60, 90] as const;

const FEWEST_MINUTES = 1;
const MOST_MINUTES = 120;

/** [OR7] Whether a part can be given so many minutes. */
export const inBounds = (minutes: number): boolean =>
	Number.isInteger(minutes) && minutes >= FEWEST_MINUTES && minutes <= MOST_MINUTES;

/** Minutes by which a part is made longer or shorter. */
export const STEP = 5;

/** [OR7] What a part of so many minutes becomes, one step longer or shorter. */
export const stepped = (minutes: number, by: number): number =>
	Math.min(MOST_MINUTES, Math.max(FEWEST_MINUTES, minutes + by));

/** What a part takes: it is not worth while below `least`, nor better above `most`; `weight` is its share of what is left. */
interface Need {
	phase: Phase;
	least: number;
	most: number;
	weight: number;
}

const ordinary: Record<Exclude<Phase, 'answers'>, Omit<Need, 'phase'>> = {
	'since-last': { least: 2, most: 10, weight: 1 },
	picture: { least: 5, most: 30, weight: 3 },
	focus: { least: 7, most: 40, weight: 5 },
	'up-and-down': { least: 3, most: 15, weight: 2 },
	across: { least: 3, most: 15, weight: 2 },
	plan: { least: 3, most: 15, weight: 2 },
	'check-out': { least: 2, most: 5, weight: 0.5 },
};

/** Whoever types slips in needs a minute for so many statements. */
const TYPED = 15;

/** What the time of a reflection follows from. */
export type Held = Pick<Reflection, 'way' | 'phase' | 'reachedAt' | 'given' | 'minutes'> & {
	pack: Pick<Pack, 'steps' | 'statements'>;
	present: readonly unknown[];
};

/** [OR1] Minutes until all have answered: one after the other, or each at the same time. */
export const answeringTime = ({ way, pack, present }: Pick<Held, 'way' | 'pack' | 'present'>): number => {
	const { length } = pack.statements;
	const alone = minutesFor(length);
	if (way === 'round') return alone * Math.max(1, present.length);
	if (way === 'paper') return alone + Math.max(1, present.length) * Math.ceil(length / TYPED);
	// A common mark is talked about; who answers alone waits a little for the last one.
	return way === 'common' ? Math.ceil(length * 1.5) : alone + 1;
};

const needsOf = (held: Held): Need[] =>
	phasesOf(held.pack).map((phase) => {
		const given = held.given[phase];
		if (given !== undefined) return { phase, least: given, most: given, weight: 0 };
		if (phase !== 'answers') return { phase, ...ordinary[phase] };
		const least = answeringTime(held);
		return { phase, least, most: least + 3, weight: 1 };
	});

/** A part with the minutes it gets. */
export interface Timed {
	phase: Phase;
	minutes: number;
}

/** [OR1] [OR2] A minute at a time to the part that has got least for its weight, until all is given or nobody needs more. */
const divide = (needs: readonly Need[], total: number): Timed[] => {
	const got = needs.map((need) => ({ ...need, minutes: need.least }));
	let left = Math.floor(total) - sumOf(got);
	const share = ({ minutes, least, weight }: (typeof got)[number]) => (minutes - least + 1) / weight;
	while (left-- > 0) {
		const [next] = got.filter(({ minutes, most }) => minutes < most).toSorted((a, b) => share(a) - share(b));
		if (!next) break;
		next.minutes++;
	}
	return got.map(({ phase, minutes }) => ({ phase, minutes }));
};

const sumOf = (parts: readonly { minutes: number }[]) => parts.reduce((sum, { minutes }) => sum + minutes, 0);

/** Why the parts take longer than the group has. */
export type Tightness = 'round' | 'answers' | 'parts';

export interface Order {
	/** Every part of the reflection: what is behind with what it took, if that is known. */
	parts: Timed[];
	/** Whole minutes more than the group has; 0 when all fits. */
	over: number;
	because?: Tightness;
	/** [OR5] Absent when the clocks do not agree on what time it is. */
	now?: {
		/** Minutes left for the part that the group is in, never below 0. */
		left: number;
		/** When the last part is over, in milliseconds. */
		endsAt: number;
	};
}

const MINUTE = 60_000;
/** [OR5] Two tablets may be so far apart, in milliseconds, and nobody minds. */
const APART = 2 * MINUTE;
/** [OR5] So many minutes after the time was over, nobody is still at it: it is another day, or another clock. */
const LONG_AFTER = 120;

/** [OR5] When the parts that were reached began. A time before the one before it, or one that is to come, is nobody's. */
const beginnings = ({ pack, phase, reachedAt }: Held, from: number, now: number) => {
	const all = phasesOf(pack);
	let last = from;
	return all.slice(0, all.indexOf(phase) + 1).map((each) => {
		const at = Date.parse(reachedAt[each] ?? '');
		if (at >= last && at <= now + APART) last = at;
		return { phase: each, begins: last };
	});
};

const why = (held: Held, isAhead: boolean, over: number): Pick<Order, 'over' | 'because'> => {
	if (over <= 0) return { over: 0 };
	const isLong = isAhead && held.given.answers === undefined && answeringTime(held) > 10;
	return { over, because: !isLong ? 'parts' : held.way === 'round' ? 'round' : 'answers' };
};

/** [OR1]-[OR7] How the time is divided among the parts, and how it stands; nothing when the group has chosen none. */
export const orderOf = (held: Held, now: number): Order | undefined => {
	if (!held.minutes) return undefined;
	const { total } = held.minutes;
	const from = Date.parse(held.minutes.from);
	const needs = needsOf(held);
	const begun = beginnings(held, from, now);
	const begins = begun.at(-1)?.begins ?? from;
	const ahead = needs.slice(Math.max(0, begun.length - 1));
	const isAhead = ahead.some(({ phase }) => phase === 'answers');

	if (!(now >= begins - APART && now <= from + (total + LONG_AFTER) * MINUTE)) {
		const parts = divide(needs, total);
		return { parts, ...why(held, true, sumOf(parts) - total) };
	}

	const behind = begun.slice(0, -1).map(({ phase, begins: at }, which) => ({
		phase,
		minutes: Math.round(((begun[which + 1]?.begins ?? at) - at) / MINUTE),
	}));
	const rest = total - (begins - from) / MINUTE;
	const used = Math.max(0, (now - begins) / MINUTE);
	const planned = divide(ahead, rest);
	const current = planned[0]?.minutes ?? 0;
	// [OR6] What a part takes beyond its time, those after it give.
	const after = used <= current ? planned.slice(1) : divide(ahead.slice(1), rest - used);
	const needed = Math.max(current, used) + sumOf(after);
	return {
		parts: [...behind, ...planned.slice(0, 1), ...after],
		...why(held, isAhead, Math.round(needed - rest)),
		now: {
			left: Math.max(0, Math.ceil(current - used)),
			endsAt: begins + needed * MINUTE,
		},
	};
};

const FIVE = 5 * MINUTE;

/** About when, to five minutes: what changes from moment to moment is not looked at quietly. */
export const about = (at: number): Date => new Date(Math.round(at / FIVE) * FIVE);
