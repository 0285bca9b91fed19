import { committeeDigest, committeeNews } from '#lib/committees/digest.ts';
import { Committee } from '#lib/committees/document.ts';
import type { Device } from '#lib/device/device.svelte.ts';
import { readSeen, writeSeen } from '#lib/device/keeping/looking.ts';
import type { Digest, News } from '#lib/digest.ts';
import { core, yearOfDocument } from '#lib/documents/kinds.ts';
import type { SharedDocument } from '#lib/documents/shared.ts';
import { Reflections } from '#lib/reflections/document.ts';
import { Cards } from '#lib/reflections/steps/cards/document.ts';
import { reflectionDigest, reflectionNews } from '#lib/reflections/steps/digest.ts';
import { Away } from '#lib/together/away.svelte.ts';
import { YearPlan } from '#lib/year-plan/document.ts';
import { planDigest, planNews } from '#lib/year-plan/glance/digest.ts';

/** Made once for a document: a plan that is read again is quick where it says the same as before. */
const readers = new WeakMap<SharedDocument, () => Digest>();

const readerOf = (shared: SharedDocument): (() => Digest) => {
	if (shared.name === core) {
		const committee = new Committee(shared);
		return () => (committee.isEmpty ? {} : committeeDigest(committee.profile(), committee.members().records));
	}
	const plan = new YearPlan(shared);
	const reflections = new Reflections(shared);
	const cards = new Cards(shared);
	return () => ({
		...planDigest(plan.goals().records, plan.actions().records),
		...reflectionDigest(
			reflections.all().records.map((reflection) => ({
				reflection,
				focuses: reflections.focuses(reflection),
				written: reflections.written(reflection.id),
				laid: cards.laidIn(reflection.id),
			})),
		),
	});
};

/** A document in a nutshell. */
export const digestOf = (shared: SharedDocument): Digest => {
	const reader = readers.get(shared) ?? readerOf(shared);
	readers.set(shared, reader);
	return reader();
};

const aways = new Map<string, Away>();

/** What others have changed in a committee, for as long as this tab is open. */
export const awayFor = (device: Device, committee: string): Away => {
	const there = aways.get(committee);
	if (there) return there;
	const away = new Away({
		read: () => readSeen(device.db, committee),
		write: (looked) =>
			writeSeen(
				device.db,
				looked.map((each) => ({ ...each, committee })),
			),
		opened: () => device.opened(committee),
		digestOf,
		isWhole: (document) => device.isWhole(committee, document),
		clock: device.clock,
	});
	aways.set(committee, away);
	return away;
};

interface Around {
	committee: string;
	me: string | undefined;
	names: ReadonlyMap<string, string>;
}

/** What others have done, in words, each with the way there. */
export const newsIn = (away: Away, { committee, me, names }: Around): (News & { href: string })[] =>
	away.changes.flatMap(({ document, changes, now }) => {
		const base = `/u/${committee}`;
		const year = yearOfDocument(document);
		if (year === undefined)
			return committeeNews(changes).map((news) => ({ ...news, href: `${base}/udvalg` }));
		const plan = `${base}/plan/${year}`;
		const reflection = `${base}/refleksion`;
		return [
			...planNews(changes, { now, me, names }).map((news) => ({
				...news,
				href: news.id ? `${plan}#${news.id}` : plan,
			})),
			...reflectionNews(changes, now).map((news) => ({
				...news,
				href: news.id ? `${reflection}/${year}/${news.id}` : reflection,
			})),
		];
	});
