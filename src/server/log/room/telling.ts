import type { Bytes } from '#lib/sealed-log/bytes.ts';
import { noEntry } from '#lib/sealed-log/entry/codec.ts';
import type { Place } from '#lib/sealed-log/entry/extra.ts';
import { encodeFrame } from '#lib/sealed-log/wire/codec.ts';
import type { Placed } from '#lib/sealed-log/wire/frames.ts';
import type { Refusal } from '#lib/sealed-log/wire/refusals.ts';
import type { Lying } from './ledger/draft.ts';
import type { Handed, Outcome, Party } from './handed.ts';

/** What was handed in together, each with what became of it. */
export interface Told {
	handed: Handed;
	outcomes: readonly Outcome[];
}

export const refusedFrame = (
	code: Refusal,
	{ about = noEntry, counter = 0, id = noEntry }: { about?: string; counter?: number; id?: string } = {},
): Bytes => encodeFrame({ type: 'refused', about, code, counter, id });

const appendedFrame = ({ id, seq, head }: Lying): Bytes => encodeFrame({ type: 'appended', id, seq, head });

/** «There is more than you were told: ask for it.» */
export const moreFrame = (place: Place): Bytes =>
	encodeFrame({ type: 'entries', entries: [], place, more: true });

/**
 * Frames for one party in the order of the log: what others handed in as entries, what it handed in itself as answers.
 * @param party undefined: for whoever handed in nothing of it
 */
const framesFor = (
	party: Party | undefined,
	isLive: boolean,
	told: readonly Told[],
	before: Place,
	isPassing: boolean,
): Bytes[] => {
	const frames: Bytes[] = [];
	let gathered: Placed[] = [];
	let place = before;
	const flush = () => {
		if (gathered.length > 0)
			frames.push(encodeFrame({ type: 'entries', entries: gathered, place, more: false }));
		gathered = [];
	};
	for (const { handed, outcomes } of told) {
		const isOwn = handed.from === party;
		for (const outcome of outcomes) {
			if (outcome.type === 'stored' && !isOwn) {
				const { seq, head, bytes } = outcome.entry;
				if (isLive) gathered.push({ seq, entry: bytes });
				place = { incarnation: before.incarnation, seq, head };
			} else if (outcome.type === 'passed') {
				if (isOwn || !isLive || !isPassing) continue;
				flush();
				frames.push(encodeFrame({ type: 'pass', entry: handed.sealed }));
			} else if (isOwn && outcome.type !== 'idle') {
				flush();
				frames.push(answerFrame(handed, outcome));
			}
		}
	}
	flush();
	return frames;
};

const answerFrame = ({ sealed }: Handed, outcome: Exclude<Outcome, { type: 'passed' | 'idle' }>): Bytes => {
	switch (outcome.type) {
		case 'stored':
			return appendedFrame(outcome.entry);
		case 'again':
			return appendedFrame(outcome.lying);
		case 'refused':
			return refusedFrame(outcome.code, { ...outcome, about: sealed.id });
	}
};

/**
 * Tells everybody what was stored: in the log's order, and each in one go.
 * @param before where the log stood
 * @param most bytes that somebody may have left unread and still be told
 */
export const tell = (parties: Iterable<Party>, told: readonly Told[], before: Place, most: number): void => {
	const authors = new Set(told.map(({ handed }) => handed.from));
	const isNews = told.some(({ outcomes }) => outcomes.some(({ type }) => type === 'stored'));
	const shared = new Map<boolean, Bytes[]>();
	for (const party of new Set([...parties, ...authors])) {
		if (party.isLive && isNews && party.waiting > most) {
			party.isLive = false;
			party.send(moreFrame(before));
		}
		// What is not kept is not kept for who does not read either.
		const isPassing = party.waiting <= most;
		if (authors.has(party)) {
			for (const frame of framesFor(party, party.isLive, told, before, isPassing)) party.send(frame);
		} else if (party.isLive) {
			const frames = shared.get(isPassing) ?? framesFor(undefined, true, told, before, isPassing);
			shared.set(isPassing, frames);
			for (const frame of frames) party.send(frame);
		}
	}
};
