import { fingerprint, gist, type Change, type Digest, type News } from '#lib/digest.ts';
import { m } from '#lib/messages/da/away.ts';
import { m as words } from '#lib/messages/da/reflections.ts';
import { phases, type Reflection } from '../schema.ts';

/** What a group has come to in a reflection. */
export interface ComeTo {
	reflection: Pick<Reflection, 'id' | 'year' | 'phase' | 'closedOn'>;
	focuses: readonly string[];
	/** What the group has written in its steps, by the name of the text. */
	written: ReadonlyMap<string, string>;
	/** Ids of the suggestions that lie there. */
	laid: readonly string[];
}

/**
 * [TO10] The reflections of a year in a nutshell: how far they have come, what is the focus and where something is
 * written. Who answered, how many and what is no part of it, and neither is the check-out.
 */
export const reflectionDigest = (held: readonly ComeTo[]): Digest =>
	Object.fromEntries(
		held.flatMap(({ reflection: { id, year, phase, closedOn }, focuses, written, laid }) => [
			[
				id,
				gist('reflection', words.titleOf({ year }), { phase, closed: closedOn, focus: focuses.join(' ') }),
			] as const,
			...[...written]
				.filter(([, text]) => text.trim() !== '')
				.map(([name, text]) => [name, gist('answer', '', { of: id, words: fingerprint(text) })] as const),
			...laid.map((card) => [card, gist('card', '', { of: id })] as const),
		]),
	);

const ranks = { come: 1, focus: 2, written: 4, laid: 4, gone: 7 };

/** [TO11] [TO12] What others have done in the reflections. */
export const reflectionNews = (changes: readonly Change[], now: Digest): News[] => {
	const written = countedBy(changes.filter(({ now: answer }) => answer?.kind === 'answer'));
	const laid = countedBy(changes.filter(({ before, now: card }) => !before && card?.kind === 'card'));
	return [
		...changes.flatMap((change) =>
			(change.now ?? change.before)?.kind === 'reflection' ? newsOf(change) : [],
		),
		...[...written].map(([id, count]) => ({
			text: m.reflectionWritten({ title: now[id]?.title ?? '', count }),
			rank: ranks.written,
			id,
		})),
		...[...laid].map(([id, count]) => ({
			text: m.suggestionsNew({ title: now[id]?.title ?? '', count }),
			rank: ranks.laid,
			id,
		})),
	];
};

/** How many there are of each reflection. */
const countedBy = (changes: readonly Change[]): Map<string, number> => {
	const counted = new Map<string, number>();
	for (const { now } of changes) {
		const of = now?.fields['of'];
		if (of) counted.set(of, (counted.get(of) ?? 0) + 1);
	}
	return counted;
};

const newsOf = ({ id, before, now, changed }: Change): News[] => {
	const title = (now ?? before)?.title ?? '';
	if (!now) return [{ text: m.reflectionGone({ title }), rank: ranks.gone }];
	const { phase, closed } = now.fields;
	const reached = phases.find((each) => each === phase);
	const come = (text: string) => [{ text, rank: ranks.come, id }];
	if (changed.includes('closed'))
		return come(closed ? m.reflectionClosed({ title }) : m.reflectionReopened({ title }));
	if (!before && (!reached || reached === phases[0])) return come(m.reflectionNew({ title }));
	if (reached && (!before || changed.includes('phase')))
		return come(m.reflectionAt({ title, phase: words.phases[reached] }));
	return changed.includes('focus') ? [{ text: m.focusChosen({ title }), rank: ranks.focus, id }] : [];
};
