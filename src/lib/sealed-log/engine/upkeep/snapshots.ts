import * as Y from 'yjs';
import { type Bytes, toText } from '#lib/sealed-log/bytes.ts';
import { decodeEntry, noEntry } from '#lib/sealed-log/entry/codec.ts';
import {
	encodeCountersigned,
	encodeCoverage,
	type SessionMark,
	standsForAll,
} from '#lib/sealed-log/entry/extra.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { openEntry, readEntry, type Sealed, signEntry } from '#lib/sealed-log/entry/sealed.ts';
import type { SessionDraft } from '../documents/pen.ts';
import { basesOf } from '../documents/reading/bases/adopting.ts';
import { under } from '../keeping/disk.ts';
import type { EntryRow } from '../keeping/rows.ts';
import { coverageOf, coverageOfAll, keyOf, marksOf } from '../documents/reading/order.ts';
import type { Sealing } from '../documents/reading/chained.ts';
import { DocumentReader } from '../documents/reading/reader.ts';
import { encodeState } from '../documents/reading/state.ts';
import type { Subject } from '../line/subject.ts';
import { type Limits, type Stock, stockOf } from './stock.ts';

export const ordinary: Limits = { entries: 1000, bytes: 512 * 1024 };
/** A server that keeps so many times a snapshot's size beside it may get rid of that. */
const HEAVY = 2;
/** What fits into a snapshot's entry, with its padding. */
const LARGEST = 3500 * 1024;

/** What does not come from the world, but from whoever runs the program. */
export interface Options {
	/** The server's leave to found a log there, where it asks for one. */
	token: string;
	/** When a snapshot is made. */
	limits: Limits;
}

/** Nothing is lost to a newcomer who begins with the last one, when the server has dropped what those before stand for. */
const leadsOn = (marks: readonly SessionMark[], before: readonly (readonly SessionMark[])[]): boolean =>
	before.every((each) => standsForAll(marks, each));

/** Makes snapshots of documents, and signs those of others that it has made from the same entries, byte for byte. */
export class Snapshots<K> {
	#subject: Subject<K>;
	#sealing: Sealing<K>;
	#limits: Limits;
	#lease: (document: string) => Promise<number>;
	#seal: (draft: SessionDraft, plaintext: Uint8Array) => Promise<Sealed>;
	/** Snapshots that the entries do not make. */
	#false = new Set<string>();
	/** The session that this tab's snapshots of a document are in. */
	#sessions = new Map<string, { session: string; counter: number; id: string }>();

	constructor(
		subject: Subject<K>,
		sealing: Sealing<K>,
		limits: Limits,
		lease: (document: string) => Promise<number>,
		seal: (draft: SessionDraft, plaintext: Uint8Array) => Promise<Sealed>,
	) {
		this.#subject = subject;
		this.#sealing = sealing;
		this.#limits = limits;
		this.#lease = lease;
		this.#seal = seal;
	}

	/**
	 * Does for a document what is due.
	 * @param isDue a snapshot is wanted, however little there is since the last
	 */
	async look(document: string, isDue = false): Promise<void> {
		const { roll, row } = this.#subject;
		let before: Stock;
		let looked: string | undefined;
		for (;;) {
			before = await this.#stock(document);
			const { last, isCountersigned, countersigned } = before;
			if (last?.id === looked) break;
			looked = last?.id;
			if (last && !isCountersigned && roll.isIndependent(row.device, last.device))
				await this.#countersign(document, last, countersigned);
		}
		if (!this.#isDue(before, isDue)) return;
		const asked = this.#subject.clock.now();
		const time = await this.#lease(document);
		// Whoever had the lease before may have made one meanwhile.
		const after = await this.#stock(document);
		if (time === 0 || !this.#isDue(after, isDue)) return;
		const made = await this.#make(document, after.marks);
		const isLate = this.#subject.clock.now() >= asked + time;
		if (!made || made.state.length > LARGEST || isLate) return;
		if (!leadsOn(made.marks, after.countersigned)) return;
		const extra = encodeCoverage(made.marks);
		await this.#append(document, (draft) =>
			this.#seal({ ...draft, kind: kinds.snapshot, extra }, made.state),
		);
	}

	/** Stands for what waits for nothing: it ends before the first of each session that does, and what that leaves waiting. */
	async #make(
		document: string,
		marks: readonly SessionMark[],
	): Promise<{ state: Bytes; marks: readonly SessionMark[] } | undefined> {
		const left = new Map(marks.map((mark) => [keyOf(mark), mark]));
		// One that stands for nothing would be an import.
		while (left.size > 0) {
			const read = await this.#read(document, [...left.values()]);
			if (!read) return undefined;
			if (read.waiting.length === 0) return { state: read.state, marks: [...left.values()] };
			for (const row of read.waiting) {
				const { device, session, counter, prev } = row;
				if (counter > (left.get(keyOf(row))?.counter ?? 0)) continue;
				if (counter === 1) left.delete(keyOf(row));
				else left.set(keyOf(row), { device, session, counter: counter - 1, id: prev });
			}
		}
		return undefined;
	}

	#isDue({ tail, last, isCountersigned, spare }: Stock, isDue: boolean): boolean {
		const { entries, bytes } = this.#limits;
		if (tail.entries >= entries || tail.bytes >= bytes || (isDue && tail.entries > 0)) return true;
		// One more of the same lets the server drop what both of them stand for.
		return last !== undefined && isCountersigned && spare > HEAVY * last.bytes.length;
	}

	async #stock(document: string): Promise<Stock> {
		const { archive, id, roll, row } = this.#subject;
		const held = await archive.rows(id, document, 0);
		const waiting = await archive.run('r', (tables) => tables.outbox.between('[log+n]', under(id)));
		const waits = new Set(waiting.map(({ n }) => n));
		// A server that was put back has what its snapshots stand for, and says no place of it.
		// [SU15] Steps of sums are read by who was away, however long.
		const rows = held.filter(({ seq, n, kind }) => kind !== kinds.sum && (seq > 0 || !waits.has(n)));
		const signed: { device: string; snapshot: string }[] = [];
		for (const each of held)
			if (each.kind === kinds.countersign && (each.seq > 0 || each.device === row.device))
				signed.push({ device: each.device, snapshot: await this.#for(each) });
		const isWitnessed = ({ id: snapshot, device }: EntryRow) =>
			signed.some((each) => each.snapshot === snapshot && roll.isIndependent(each.device, device));
		const stood = coverageOfAll(await basesOf(archive, id, document));
		const isFalse = (snapshot: EntryRow) => this.#false.has(snapshot.id) || this.#isLost(snapshot);
		return stockOf(rows, stood, isFalse, isWitnessed);
	}

	/** Sealed under a key that lost a parting. */
	#isLost({ bytes }: EntryRow): boolean {
		const decoded = decodeEntry(bytes);
		return decoded.ok && !this.#sealing.roll.hasEpoch(decoded.entry.epoch);
	}

	async #for({ bytes }: EntryRow): Promise<string> {
		const read = await readEntry(this.#subject.crypto, bytes);
		return read.ok ? toText(read.sealed.entry.extra) : '';
	}

	async #countersign(
		document: string,
		snapshot: EntryRow,
		before: readonly (readonly SessionMark[])[],
	): Promise<void> {
		const { crypto, roll, id: log } = this.#subject;
		const marks = coverageOf(snapshot.bytes);
		const isHeld = leadsOn(marks, before) && (await this.#holds(document, marks));
		const mine = isHeld ? await this.#state(document, marks) : undefined;
		// All that it can stand for came before it: what is not here, or waits for something, does not make it.
		if (!mine) return void this.#false.add(snapshot.id);
		const theirs = await this.#opened(snapshot);
		if (!theirs || !roll.author) return;
		const isSame = toText(mine) === toText(theirs);
		// A snapshot that nobody signs is only a hint, and nothing is dropped for it.
		this.#subject.concern('snapshot', !isSame);
		if (!isSame) return void this.#false.add(snapshot.id);
		const { author } = roll;
		const extra = encodeCountersigned(snapshot.id);
		await this.#append(document, (draft) =>
			signEntry(crypto, author, { ...draft, kind: kinds.countersign, log, extra }),
		);
	}

	/** The very entries that the marks name are here, or what stands for them. */
	async #holds(document: string, marks: readonly SessionMark[]): Promise<boolean> {
		const { archive, id } = this.#subject;
		const stood = marksOf(coverageOfAll(await basesOf(archive, id, document)));
		for (const { device, session, counter, id: entry } of marks) {
			const held = await archive.entryAt(id, device, session, counter);
			const isCovered = counter <= (stood.get(keyOf({ device, session })) ?? 0);
			// What came before the one that is read from has no place behind those that are missing.
			if (held ? held.id !== entry || !(held.placed || isCovered) : !isCovered) return false;
		}
		return true;
	}

	async #opened({ bytes }: EntryRow): Promise<Bytes | undefined> {
		const { crypto, roll } = this.#subject;
		const read = await readEntry(crypto, bytes);
		const key = read.ok ? await roll.entryKey(read.sealed.entry.epoch) : undefined;
		return read.ok && key ? openEntry(crypto, key, read.sealed.entry) : undefined;
	}

	/** The document as the entries make it, in a fresh document: one that was worked in has other bytes. */
	async #state(document: string, marks: readonly SessionMark[]): Promise<Bytes | undefined> {
		const read = await this.#read(document, marks);
		return read?.waiting.length === 0 ? read.state : undefined;
	}

	async #read(
		document: string,
		marks: readonly SessionMark[],
	): Promise<{ state: Bytes; waiting: readonly EntryRow[] } | undefined> {
		const reader = new DocumentReader(this.#sealing, document, marks);
		const before = await reader.begin();
		if (!before) return undefined;
		const updates = [...before, ...(await reader.next())];
		const doc = new Y.Doc();
		try {
			doc.transact(() => {
				for (const update of updates) Y.applyUpdate(doc, update);
			});
			// Deletions of what never was wait in Yjs for ever, and are part of what it writes.
			if (doc.store.pendingStructs) return undefined;
			const update = new Uint8Array(Y.encodeStateAsUpdate(doc));
			return { state: encodeState({ ledger: reader.ledger, update }), waiting: reader.waiting };
		} catch {
			// Yjs cannot use one of them.
			return undefined;
		} finally {
			doc.destroy();
		}
	}

	async #append(document: string, make: (draft: SessionDraft) => Promise<Sealed>): Promise<void> {
		const { archive, id, crypto } = this.#subject;
		const {
			session,
			counter,
			id: prev,
		} = this.#sessions.get(document) ?? {
			session: toText(crypto.randomBytes(8)),
			counter: 0,
			id: noEntry,
		};
		const sealed = await make({ kind: 0, document, session, counter: counter + 1, prev, client: 0 });
		// Sealed anew under another key meanwhile, or set aside: the next one is in a session of its own.
		if (await archive.append(id, [sealed])) {
			this.#sessions.set(document, { session, counter: counter + 1, id: sealed.id });
			this.#subject.grown([document]);
		} else this.#sessions.delete(document);
	}
}
