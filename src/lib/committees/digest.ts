import { gist, type Change, type Digest, type News } from '#lib/digest.ts';
import { m } from '#lib/messages/da/away.ts';
import type { Member, Profile } from './schema.ts';

/** Who the committee is and who sits in it, in a nutshell. */
export const committeeDigest = (profile: Profile, members: readonly Member[]): Digest => ({
	profile: gist('committee', profile.name, {
		workplace: profile.workplace,
		level: profile.level,
		levelLabel: profile.levelLabel,
	}),
	...Object.fromEntries(
		members.map(({ id, name, roles, side, termEnd }) => [
			id,
			gist('member', name, { roles: roles.join(' '), side, termEnd }),
		]),
	),
});

const MEMBERS = 2;
const DETAILS = 8;

/** [TO11] [TO12] What others have done to who the committee is. */
export const committeeNews = (changes: readonly Change[]): News[] => {
	const added = changes.filter(({ before, now }) => !before && now?.kind === 'member');
	const names = added.flatMap(({ now }) => now?.title ?? []);
	const news: News[] = changes.filter((change) => !added.includes(change)).map(newsOf);
	if (added.length > 0) news.push({ text: m.membersNew({ names }), rank: MEMBERS });
	return news;
};

const newsOf = ({ before, now, changed }: Change): News => {
	const name = now?.title ?? before?.title ?? '';
	const isRenamed = changed.includes('title');
	if ((now ?? before)?.kind === 'committee')
		return { text: isRenamed ? m.committeeRenamed({ name }) : m.committeeChanged, rank: DETAILS };
	if (!now) return { text: m.memberGone({ name }), rank: MEMBERS };
	return {
		text: isRenamed ? m.memberRenamed({ from: before?.title ?? '', name }) : m.memberChanged({ name }),
		rank: DETAILS,
	};
};
