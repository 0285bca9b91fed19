import * as Y from 'yjs';
import { type Bytes, toText, utf8 } from '#lib/sealed-log/bytes.ts';
import { entryKey } from '#lib/sealed-log/crypto/epoch.ts';
import { noEntry } from '#lib/sealed-log/entry/codec.ts';
import { encodeCountersigned, encodeCoverage } from '#lib/sealed-log/entry/extra.ts';
import { deviceIdOf } from '#lib/sealed-log/entry/ids.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { type Sealed, sealEntry, signEntry } from '#lib/sealed-log/entry/sealed.ts';
import { Ledger } from '#lib/sealed-log/engine/documents/reading/ledger.ts';
import { encodeState } from '#lib/sealed-log/engine/documents/reading/state.ts';
import { commonLinks } from '#lib/sealed-log/engine/line/settling.ts';
import { LineDown, Talk } from '#lib/sealed-log/engine/line/talk.ts';
import type { Chain } from '#lib/sealed-log/membership/chain.ts';
import { currentEpoch, mayWrite } from '#lib/sealed-log/membership/state.ts';
import { nowhere } from '#lib/sealed-log/wire/frames.ts';
import type { Dice } from './dice.ts';
import { documents, FALSE, textOf, type View, wordsIn } from './people.ts';
import type { Play } from './play.ts';

/** What somebody writes who does not use our program. */
interface Forgery {
	what: string;
	word: string;
	/** It is no forgery any more when this is so. */
	isExcused?: (of: View) => boolean;
	kind: number;
	document: string;
	client: number;
	extra?: Bytes;
	plaintext: Bytes;
}

/** An update that puts a false word into what somebody has, under a client id. */
const falseWord = (base: Uint8Array, client: number, word: string): Bytes => {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, base);
	doc.clientID = client;
	const before = Y.encodeStateVector(doc);
	doc.getText('text').insert(0, word);
	return new Uint8Array(Y.encodeStateAsUpdate(doc, before));
};

const asState = (update: Uint8Array): Bytes =>
	encodeState({ ledger: new Ledger(), update: new Uint8Array(update) });

/** What a chain said from when it was another one, or the beginning of it, on. */
const statesSince = (then: Chain, now: Chain) =>
	now.links.slice(Math.max(0, commonLinks(then, now) - 1)).map(({ state }) => state);

/** One of the things that the guard is there for. */
const forgeryOf = async (view: View, dice: Dice): Promise<Forgery | undefined> => {
	const document = dice.pick(documents);
	const shared = document && view.documents.get(document);
	if (!document || !shared) return undefined;
	const base = Y.encodeStateAsUpdate(shared.doc);
	const word = `<${FALSE}${dice.below(1e6)}>`;
	// What nobody writes under any more anybody may hand in again. A name is taken by the first entry under it.
	const living = (await view.log.archive.sessions(view.log.id, document)).filter(
		(row) => row.counter > 0 && shared.doc.store.clients.has(row.client) && !view.log.roll.isClosed(row),
	);
	const chosen = dice.pick(living);
	if (!chosen) return undefined;
	const victim = chosen.client;
	const own = 1 + dice.below(2 ** 31);
	const forged = falseWord(base, victim, word);
	const update = { word, kind: kinds.update, document, client: own };
	// Who was removed since, or might only read for a while, has no name to be taken in vain, for whoever reads it after that.
	const then = view.log.roll.chain;
	const isExcused = ({ log: { roll } }: View) =>
		roll.isClosed(chosen) || statesSince(then, roll.chain).some((state) => !mayWrite(state, chosen.device));
	const none = encodeCoverage([]);
	const all: Forgery[] = [
		{ what: 'forges the next change of another', ...update, client: victim, plaintext: forged },
		{ what: 'brings changes of another', ...update, plaintext: forged },
		{ what: 'leaves a gap', ...update, plaintext: gapped(own, word) },
		{ what: 'writes what is no update', ...update, plaintext: utf8(word) },
		{ what: 'writes in the second encoding', ...update, plaintext: secondEncoding(own, word) },
		{
			what: 'imports under a living name',
			isExcused,
			...update,
			kind: kinds.snapshot,
			client: 0,
			extra: none,
			plaintext: asState(forged),
		},
	];
	return dice.pick(all);
};

const gapped = (client: number, word: string): Bytes => {
	const doc = new Y.Doc();
	doc.clientID = client;
	doc.getText('text').insert(0, 'missing');
	const before = Y.encodeStateVector(doc);
	doc.getText('text').insert(0, word);
	return new Uint8Array(Y.encodeStateAsUpdate(doc, before));
};

const secondEncoding = (client: number, word: string): Bytes => {
	const doc = new Y.Doc();
	doc.clientID = client;
	doc.getText('text').insert(0, word);
	return new Uint8Array(Y.encodeStateAsUpdateV2(doc));
};

const draftOf = ({ kind, document, client, extra }: Forgery, session: string) => ({
	kind,
	document,
	client,
	session,
	counter: 1,
	prev: noEntry,
	...(extra && { extra }),
});

/** A member's tablet runs a program that is not ours: it hands in what no honest one would. @returns what it did */
export const poison = async (play: Play, view: View, dice: Dice): Promise<string | undefined> => {
	const { log } = view;
	const forgery = await forgeryOf(view, dice);
	const { author } = log.roll;
	if (!forgery || !author) return undefined;
	play.forged.set(forgery.word, forgery.isExcused ?? (() => false));
	play.forgers.set(forgery.word, author.device);
	const sealed = await log.roll.seal(draftOf(forgery, toText(log.crypto.randomBytes(8))), forgery.plaintext);
	const said = await handsIn(view, [sealed]);
	return said && `${forgery.what}: ${said}`;
};

/** Hands in entries on a line of their own. @returns what the server says to them */
const handsIn = async ({ log }: View, entries: readonly Sealed[]): Promise<string | undefined> => {
	const talk = new Talk(log, log.id);
	try {
		if (!log.roll.author || !(await talk.opened)) return undefined;
		const answer = await talk.greet(log.roll.author, nowhere, log.roll.mark);
		if (answer.type !== 'welcome') return undefined;
		const said: string[] = [];
		for (const entry of entries) {
			talk.send({ type: 'append', entry });
			said.push((await talk.await(['appended', 'refused'])).type);
		}
		return said.join(' ');
	} catch (error) {
		if (error instanceof LineDown) return undefined;
		throw error;
	} finally {
		talk.close();
	}
};

/**
 * A member's tablet makes a snapshot that is not what the entries make: it stands for what never was, or has something
 * false in it; and signs itself that it is true.
 */
export const lie = async (play: Play, view: View, dice: Dice): Promise<string | undefined> => {
	const { log } = view;
	const document = dice.pick(documents);
	const shared = document && view.documents.get(document);
	const { author } = log.roll;
	const rows = document ? await log.archive.sessions(log.id, document) : [];
	const marks = rows.flatMap(({ device, session, counter, id }) =>
		counter > 0 ? { device, session, counter, id } : [],
	);
	const chosen = dice.pick(marks);
	if (!document || !shared || !author || !chosen) return undefined;
	const isBeyond = dice.chance(0.5);
	const word = `<${FALSE}${dice.below(1e6)}>`;
	play.forged.set(word, () => false);
	play.forgers.set(word, author.device);
	const plaintext = asState(falseWord(Y.encodeStateAsUpdate(shared.doc), 1 + dice.below(2 ** 31), word));
	const begun = () => ({ session: toText(log.crypto.randomBytes(8)), counter: 1, prev: noEntry });
	const extra = encodeCoverage(isBeyond ? [{ ...chosen, counter: 0xffff_ffff }] : marks);
	const snapshot = await log.roll.seal(
		{ kind: kinds.snapshot, document, client: 0, extra, ...begun() },
		plaintext,
	);
	const countersign = await signEntry(log.crypto, author, {
		kind: kinds.countersign,
		log: log.id,
		document,
		extra: encodeCountersigned(snapshot.id),
		...begun(),
	});
	const said = await handsIn(view, [snapshot, countersign]);
	return said && `makes a snapshot of ${isBeyond ? 'what never was' : 'something false'}: ${said}`;
};

/** An entry that its author may not write, for a server that takes it all the same. */
export const unlawful = async (
	play: Play,
	host: View,
	removed: View | undefined,
	dice: Dice,
): Promise<{ what: string; sealed: Sealed } | undefined> => {
	const { log } = host;
	const word = `<${FALSE}${dice.below(1e6)}>`;
	const isReader = !mayWrite(log.members.state, log.row.device);
	const session = toText(log.crypto.randomBytes(8));
	const then = log.roll.chain;
	// Who was made a writer again wrote it as one, for whoever reads it then; and what the log has by it counts from there on,
	// named by whoever takes that back, or stood for by a snapshot.
	const wasWriter = ({ log: { roll } }: View) =>
		statesSince(then, roll.chain).some((state) => mayWrite(state, log.row.device));
	play.forged.set(word, (of) => isReader && wasWriter(of));
	const document = dice.pick(documents) ?? 'core';
	const shared = host.documents.get(document);
	if (!shared) return undefined;
	const client = 1 + dice.below(2 ** 31);
	const plaintext = falseWord(Y.encodeStateAsUpdate(shared.doc), client, word);
	const draft = { kind: kinds.update, document, client, session, counter: 1, prev: noEntry };
	if (removed && dice.chance(0.6)) {
		play.unheard.set(word, removed.log.row.device);
		play.forgers.set(word, removed.log.row.device);
		return { what: 'who was removed writes on', sealed: await removed.log.roll.seal(draft, plaintext) };
	}
	if (isReader) {
		play.unheard.set(word, log.row.device);
		play.forgers.set(word, log.row.device);
		return { what: 'a reader writes', sealed: await log.roll.seal(draft, plaintext) };
	}
	const epoch = currentEpoch(log.members.state);
	const raw = log.roll.rawKey(epoch);
	if (!raw) return undefined;
	const crypto = play.cryptos(`stranger ${dice.below(1e9)}`);
	const pairs = await crypto.generate();
	const key = await entryKey(crypto, { log: log.id, epoch }, raw);
	const isForged = dice.chance(0.5);
	const device = isForged ? log.row.device : await deviceIdOf(crypto, pairs.keys);
	const author = { device, sign: pairs.sign };
	return {
		what: isForged ? 'somebody signs as another' : 'a stranger writes',
		sealed: await sealEntry(crypto, author, key, { ...draft, log: log.id, epoch }, plaintext),
	};
};

const shows = ({ documents }: View, word: string): boolean =>
	[...documents.values()].some((shared) => textOf(shared).toString().includes(word));

/**
 * Whoever has not heard that somebody may not write any more, since the server has forgotten it, takes in what they write,
 * and hands it in again when the chain comes ([SE5]): then it is a word of whoever did that.
 */
export const excuse = (play: Play): void => {
	for (const [word, device] of play.unheard)
		if (play.views.some((view) => mayWrite(view.log.roll.state, device) && shows(view, word))) {
			play.unheard.delete(word);
			play.forged.set(word, () => true);
		}
};

/** What is shown and false. */
export const falseWords = (play: Play, view: View): string[] =>
	[...view.documents.values()]
		.flatMap((shared) => wordsIn(textOf(shared).toString()))
		.filter((word) => word.includes(FALSE) && !play.forged.get(word)?.(view));
