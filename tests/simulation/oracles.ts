import * as Y from 'yjs';
import { toText } from '#lib/sealed-log/bytes.ts';
import { decodeEntry } from '#lib/sealed-log/entry/codec.ts';
import type { SessionMark } from '#lib/sealed-log/entry/extra.ts';
import { DocumentReader } from '#lib/sealed-log/engine/documents/reading/reader.ts';
import { overhangs } from '#lib/sealed-log/engine/members/closing.ts';
import { mayWrite } from '#lib/sealed-log/membership/state.ts';
import { canaries, excess } from './bounds.ts';
import { contentOf, documents, holds, type Mark, type View, wordsIn } from './people.ts';
import type { Play } from './play.ts';
import { falseWords } from './rogue.ts';
import type { Tablet } from './tablet.ts';

/** What was found to be untrue at the end of a run, one line each, each with the number of what says so. */
export const untrue = async (play: Play): Promise<string[]> => [
	...play.errors.map((error) => `O0: an error: ${error instanceof Error ? error.stack : String(error)}`),
	...(await differences(play)),
	...lostMarks(play),
	...canaries(play),
	...unlawful(play),
	...waiting(play),
	...(await excess(play)),
	...(await repeated(play)),
	...play.claims,
];

/** The views of members that are still in, one for each tablet. */
export const membersOf = (play: Play): View[] =>
	play.members.flatMap((tablet) => play.views.find((view) => view.tablet === tablet) ?? []);

export const isSilent = (view: View | undefined): boolean =>
	view !== undefined && !mayWrite(view.log.members.state, view.log.row.device);

/** O1: everybody has the same, in what is shown, in what is made of the entries alone, and in the digest of the log. */
const differences = async (play: Play): Promise<string[]> => {
	const found: string[] = [];
	// Who was made a reader before everything was sent keeps the rest, alone.
	const views = membersOf(play).filter((view) => !isSilent(view) || view.log.status.state !== 'here');
	const [first, ...others] = views;
	// Where nobody is left who may write, nobody can hand in what some have seen before its author's word ended.
	if (!first || views.every(isSilent)) return [];
	const digest = ({ log }: View) => `${log.row.place.seq} ${log.row.place.head}`;
	for (const view of others)
		if (digest(view) !== digest(first))
			found.push(`O1: ${view.tab.name} is at ${digest(view)}, ${first.tab.name} at ${digest(first)}`);
	for (const document of documents) {
		const shown = (view: View) => {
			const shared = view.documents.get(document);
			return shared ? JSON.stringify(contentOf(shared)) : 'not open';
		};
		const [expected, made] = [shown(first), await fromEntries(first, document, play)];
		for (const view of others) {
			const names = `${view.tab.name} / ${first.tab.name}`;
			const counting = await countingFor(view, document, play);
			const isSame = counting || shown(view) === expected;
			if (!isSame) found.push(`O1: ${document} is not the same: ${names}: ${shown(view)} / ${expected}`);
			else if ((await fromEntries(view, document, play, counting)) !== made)
				found.push(`O1: the bytes of ${document} are not the same: ${names}`);
		}
	}
	return found;
};

/**
 * A reader takes nothing back that it has seen before its author's word ended, and cannot hand it in again ([SE5]): only what
 * counts of what it holds is looked at. Nothing for who holds no more than that.
 */
const countingFor = async (view: View, document: string, play: Play) => {
	const { archive, roll } = view.log;
	if (!isSilent(view)) return undefined;
	const found = await settled(play, () => overhangs(archive, roll));
	return found?.find((each) => each.document === document)?.counting;
};

/** What it comes to, if it does in a while. */
const settled = async <T>(play: Play, work: () => Promise<T>): Promise<T | undefined> => {
	let result: T | undefined;
	void work().then((value) => (result = value));
	await play.world.until(play.world.now + 2000);
	return result;
};

/** The bytes of a document that is made of nothing but what lies on the disk. */
const fromEntries = async (
	{ log }: View,
	document: string,
	play: Play,
	until?: readonly SessionMark[],
): Promise<string> => {
	const reader = new DocumentReader(log.sealing, document, until);
	const updates = await settled(play, async () => [
		...((await reader.begin()) ?? []),
		...(await reader.next()),
	]);
	if (!updates) return 'cannot be read';
	const doc = new Y.Doc();
	doc.transact(() => {
		for (const update of updates ?? []) Y.applyUpdate(doc, update);
	});
	const pending = doc.store.pendingStructs ? ' with something missing' : '';
	return toText(new Uint8Array(Y.encodeStateAsUpdate(doc))) + pending;
};

/**
 * When the device of a tablet was removed or made a reader, if those who are in know it: what it writes after that, for a
 * server that has forgotten it, counts for nobody. Also of a tablet that was lost since then.
 */
const silentSince = (play: Play, tablet: Tablet): number => {
	const [row] = tablet.disk.rows('logs') as { device?: string }[];
	const state = membersOf(play)[0]?.log.members.state;
	const id = row?.device ?? '';
	const isOut = play.removed.has(tablet) || (state?.devices.has(id) && !mayWrite(state, id));
	return (isOut && play.silentSince.get(id)) || Infinity;
};

/** O2 and O3: what was called saved is there, on the tablet, or on everybody's when the server had it. */
const lostMarks = (play: Play): string[] => {
	const found: string[] = [];
	const views = membersOf(play);
	const isIn = (view: View, mark: Mark) => {
		const shared = view.documents.get(mark.document);
		return shared !== undefined && holds(shared, mark);
	};
	for (const mark of play.people.marks) {
		if (mark.isTakenBack || mark.saved === 'no') continue;
		const { tablet, key, document, saved } = mark;
		const isGone = play.lost.has(tablet) || play.removed.has(tablet);
		const own = play.views.find((view) => view.tablet === tablet);
		if (!play.lost.has(tablet) && own && !isIn(own, mark))
			found.push(`O2: ${key} was saved on ${tablet.name} and is not there (${document})`);
		if (mark.at > silentSince(play, tablet)) continue;
		if (isGone && (saved !== 'server' || play.losses > mark.losses)) continue;
		const without = views.filter((view) => !isIn(view, mark)).map(({ tab }) => tab.name);
		// Of a reader nothing goes to the server.
		if (without.length > 0 && !isSilent(own))
			found.push(
				`${isGone ? 'O3' : 'O2'}: ${key} of ${tablet.name} (${saved}) is not on ${without.join(' ')}`,
			);
	}
	return found;
};

/** O5: nobody shows what somebody wrote who may not, or in a way in which one may not. */
const unlawful = (play: Play): string[] =>
	play.views.flatMap((view) => {
		// Who was removed and has not heard it goes by the chain of before: it may show what it has written itself.
		const isOwn = (word: string) =>
			play.removed.has(view.tablet) && play.forgers.get(word) === view.log.row.device;
		const words = falseWords(play, view).filter((word) => !isOwn(word));
		return words.length > 0 ? [`O5: ${view.tab.name} shows ${words.join(' ')}`] : [];
	});

/** O6: nothing waits any more once everything works. */
const waiting = (play: Play): string[] =>
	membersOf(play).flatMap((view) => {
		const { status, line } = view.log;
		if (status.state === 'server' || status.state === 'reached' || isSilent(view)) return [];
		return [
			`O6: ${view.tab.name} still says ${JSON.stringify(status)}, ${line.isLive ? 'live' : `not live: ${line.dismissal ?? 'calling'}`}`,
		];
	});

/** O8: no place of a session is taken twice at the server, and no word stands twice. */
const repeated = async (play: Play): Promise<string[]> => {
	const found: string[] = [];
	for (const view of membersOf(play))
		for (const [document, shared] of view.documents) {
			const words = wordsIn(shared.doc.getText('text').toString());
			const twice = words.filter((word, at) => words.indexOf(word) !== at);
			if (twice.length > 0)
				found.push(`O8: ${twice.join(' ')} stands twice in ${document} on ${view.tab.name}`);
		}
	const log = play.views[0]?.log.id;
	const page = log && (await play.server.store.page(log, 'all', 0, Infinity));
	const places = page
		? page.entries.flatMap(({ entry }) => {
				const decoded = decodeEntry(entry);
				if (!decoded.ok || decoded.entry.document === '') return [];
				const { device, session, counter } = decoded.entry;
				return `${device}/${session}/${counter}`;
			})
		: [];
	if (new Set(places).size < places.length) found.push('O8: a place in a session is taken twice');
	return found;
};
