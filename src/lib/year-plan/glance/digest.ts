import { fingerprint, gist, type Change, type Digest, type News } from '#lib/digest.ts';
import { m } from '#lib/messages/da/away.ts';
import type { Action, Goal } from '../schema.ts';

/** A year's plan in a nutshell. */
export const planDigest = (goals: readonly Goal[], actions: readonly Action[]): Digest =>
	Object.fromEntries([
		...goals.map(({ id, text, direction, topic, different, noticedBy, lookOn }) => {
			// Absent where it is absent: what was looked at before there were such fields says the same.
			const [changes, noticed] = [different, noticedBy].map((words) => words && fingerprint(words));
			const said = { different: changes, noticedBy: noticed, lookOn };
			return [id, gist('goal', text, { direction, topic, ...said })] as const;
		}),
		...actions.map(({ id, what, owners, carriedTo, ...action }) => {
			const { progress, due, rhythm, partners, goal, direction } = action;
			const fields = { progress, due, rhythm, partners, goal, direction, owners: owners.join(' ') };
			return [id, gist('action', what, { ...fields, carriedTo: carriedTo?.toString() })] as const;
		}),
	]);

interface Around {
	/** The plan as it is now. */
	now: Digest;
	/** The member who uses this tablet. */
	me: string | undefined;
	/** What members are called, by id. */
	names: ReadonlyMap<string, string>;
}

/** What a change is about, most telling first: one line for each thing. */
type Kind =
	'on' | 'done' | 'dropped' | 'owners' | 'carried' | 'due' | 'progress' | 'new' | 'gone' | 'changed';

const ranks: Record<Kind, number> = {
	on: 0,
	done: 1,
	new: 3,
	dropped: 3,
	owners: 4,
	due: 5,
	carried: 5,
	progress: 6,
	gone: 7,
	changed: 8,
};

const GOAL_NEW = 2;

/** [TO11] [TO12] What others have done to a plan: one line for each thing, several alike under one goal in one line. */
export const planNews = (changes: readonly Change[], around: Around): News[] => {
	const actions = changes.filter((change) => (change.now ?? change.before)?.kind === 'action');
	const goals = changes.filter((change) => (change.now ?? change.before)?.kind === 'goal');
	return [...goalNews(goals), ...actionNews(actions, around)];
};

const goalNews = (changes: readonly Change[]): News[] => {
	const added = changes.filter(({ before }) => !before);
	const news = changes
		.filter(({ before }) => before)
		.map((change): News => {
			if (!change.now) return { text: m.goalGone({ title: titleOf(change) }), rank: ranks.gone };
			return { text: m.goalChanged({ title: titleOf(change) }), rank: ranks.changed, id: change.id };
		});
	if (added.length > 1)
		news.push({ text: m.goalsNew({ count: added.length }), rank: GOAL_NEW, id: added[0]?.id });
	else
		news.push(
			...added.map((goal) => ({ text: m.goalNew({ title: titleOf(goal) }), rank: GOAL_NEW, id: goal.id })),
		);
	return news;
};

const actionNews = (changes: readonly Change[], around: Around): News[] => {
	const groups = new Map<string, { kind: Kind; goal: string; changes: Change[] }>();
	for (const change of changes) {
		const kind = kindOf(change, around.me);
		const goal = (change.now ?? change.before)?.fields['goal'] ?? '';
		const key = `${kind}/${goal}`;
		const group = groups.get(key) ?? { kind, goal, changes: [] };
		group.changes.push(change);
		groups.set(key, group);
	}
	return [...groups.values()].flatMap(({ kind, goal, changes }) => {
		const title = around.now[goal]?.title ?? '';
		const many = several[kind]?.({ count: changes.length, title });
		const id = changes.find(({ now }) => now)?.id;
		if (changes.length > 1 && many) return [{ text: many, rank: ranks[kind], id }];
		return changes.map((change) => ({
			text: words(kind, change, around),
			rank: ranks[kind],
			id: change.now && change.id,
		}));
	});
};

const owners = (of: Change['now']) => of?.fields['owners']?.split(' ') ?? [];

const kindOf = ({ before, now, changed }: Change, me: string | undefined): Kind => {
	if (!now) return 'gone';
	if (me && owners(now).includes(me) && !owners(before).includes(me)) return 'on';
	if (!before) return 'new';
	if (changed.includes('progress')) {
		const progress = now.fields['progress'];
		return progress === 'done' || progress === 'dropped' ? progress : 'progress';
	}
	if (changed.includes('owners')) return 'owners';
	if (changed.includes('carriedTo') && now.fields['carriedTo']) return 'carried';
	return changed.includes('due') ? 'due' : 'changed';
};

/** Said of several at once. */
const several: Partial<Record<Kind, (about: { count: number; title: string }) => string>> = {
	done: m.actionsDone,
	new: m.actionsNew,
	gone: m.actionsGone,
	changed: m.actionsChanged,
};

const titleOf = ({ before, now }: Change) => (now ?? before)?.title || m.emptyTitle;

const words = (kind: Kind, change: Change, { names }: Around): string => {
	const title = titleOf(change);
	const fields = change.now?.fields;
	switch (kind) {
		case 'on':
			return m.youOn({ title });
		case 'new':
			return m.actionNew({ title });
		case 'gone':
			return m.actionGone({ title });
		case 'done':
			return m.actionDone({ title });
		case 'dropped':
			return m.actionDropped({ title });
		case 'progress':
			return fields?.['progress'] === 'started' ? m.actionStarted({ title }) : m.actionPlanned({ title });
		case 'carried':
			return m.actionCarried({ title, year: fields?.['carriedTo'] ?? '' });
		case 'due':
			return m.actionDue({ title, day: fields?.['due'] });
		case 'owners': {
			const had = owners(change.before);
			const come = owners(change.now).flatMap((id) => (had.includes(id) ? [] : (names.get(id) ?? [])));
			return come.length > 0 ? m.newOwner({ names: come, title }) : m.ownersChanged({ title });
		}
		default:
			return m.actionChanged({ title });
	}
};
