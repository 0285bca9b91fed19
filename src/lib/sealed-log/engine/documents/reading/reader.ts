import type { Bytes } from '#lib/sealed-log/bytes.ts';
import { decodeHeads, encodeHeads, extendHeads, type Heads, noHeads } from '#lib/documents/heads.ts';
import { decodeEntry, type Entry } from '#lib/sealed-log/entry/codec.ts';
import type { SessionMark } from '#lib/sealed-log/entry/extra.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { openEntry } from '#lib/sealed-log/entry/sealed.ts';
import { adopt } from './bases/adopting.ts';
import { type Aside, type EntryRow, isRecoverable, type SessionRow } from '../../keeping/rows.ts';
import { guardImport, guardUpdate } from './guard.ts';
import { endedBefore, readFrom, readOn, type Sealing, trustedBy } from './chained.ts';
import { believed } from './bases/believing.ts';
import { Leaning } from './leaning.ts';
import { Ledger } from './ledger.ts';
import { comesFirst, coverageOf, inLogOrder, inOwnOrder, keyOf, lack, type Marks, marksOf } from './order.ts';
import { decodeState, type State } from './state.ts';

/**
 * Reads a document's entries in the order in which this device stored them, and hands out what may be applied. Whoever
 * reads the same entries comes to the same.
 */
export class DocumentReader<K> {
	readonly document: string;
	ledger = new Ledger();
	/** What was read is not in the order of the log where that matters: it has to be read anew, all of it. */
	isOutOfOrder = false;
	/** Something that this device has written was found not to count: see documents/recovering.ts. */
	hasLost = false;
	/** The session that this tab writes in. */
	own: SessionRow | undefined;
	#log: Sealing<K>;
	#until: Marks | undefined;
	#through = 0;
	/** What the snapshots that are read from on stand for, and their ids. */
	#base: Marks = new Map();
	#on = '';
	/** Entries that cannot be read yet: something before them, or the key, is missing. */
	#waiting = new Map<number, EntryRow>();
	#leaning = new Leaning();
	/** By update that was handed out. */
	readonly from = new WeakMap<Uint8Array, EntryRow>();
	/** What this tab has written itself, by id: it is in the document already. */
	#mine = new Map<string, Uint8Array>();
	/** Snapshots that a second device has made too, met since the last time. */
	#trusted: EntryRow[] = [];
	#heads: Heads = noHeads;
	#unheaded: Uint8Array[] = [];

	/** @param until reads no further than these marks, for a snapshot */
	constructor(log: Sealing<K>, document: string, until?: readonly SessionMark[]) {
		this.#log = log;
		this.document = document;
		this.#until = until && marksOf(until);
	}

	/** What the entries that were read hold. */
	get heads(): Heads {
		this.#heads = extendHeads(this.#heads, this.#unheaded);
		this.#unheaded = [];
		return this.#heads;
	}

	/** What is here and cannot be read. */
	get waiting(): EntryRow[] {
		return [...this.#waiting.values(), ...this.#leaning.rows];
	}

	/** Something is here, and what comes before it in its session is neither here nor stood for. */
	get isMissing(): boolean {
		return [...this.#waiting.values()].some(({ placed }) => !placed);
	}

	/** Begins where reading was left the last time, so that not everything has to be opened again. */
	async resume(): Promise<boolean> {
		const { archive, id } = this.#log;
		const row = await archive.read(id, this.document);
		const ledger = row && Ledger.decode(row.ledger);
		const { marks, on } = await readOn(this.#log, this.document);
		// What was read before another tab took a snapshot in the place of what is missing has nothing of that.
		if (!row || !ledger || (row.base ?? '') !== on) return false;
		[this.#base, this.#on] = [marksOf(marks), on];
		this.ledger = ledger;
		this.#heads = decodeHeads(row.heads);
		this.#through = row.through;
		for (const n of row.waiting ?? []) {
			const waiting = await archive.entry(n);
			if (waiting) this.#waiting.set(n, waiting);
		}
		return true;
	}

	/**
	 * Begins with what there is instead of the oldest entries, if they never came.
	 * @returns what to apply first; `undefined` when it cannot be read
	 */
	async begin(): Promise<Uint8Array[] | undefined> {
		const { bases, marks, on } = await readOn(this.#log, this.document);
		if (this.#until && marks.some((mark) => mark.counter > (this.#until?.get(keyOf(mark)) ?? 0)))
			return undefined;
		const states = await Promise.all(bases.map((base) => this.stateOf(base)));
		const known = states.filter((state) => state !== undefined);
		if (known.length < states.length) return undefined;
		for (const state of known) this.#stand(state);
		[this.#base, this.#on] = [marksOf(marks), on];
		return known.map(({ update }) => update);
	}

	/** Remembers what was read, and what of it waits. */
	async remember(): Promise<void> {
		if (this.#mine.size > 0) return;
		const { id: log, archive } = this.#log;
		const { document, ledger } = this;
		const waiting = this.waiting.map(({ n }) => n);
		const read = { through: this.#through, heads: encodeHeads(this.heads), ledger: ledger.encode() };
		await archive.remember({ log, document, waiting, base: this.#on, ...read });
	}

	/** What this tab is about to store: it needs no applying when it is read. */
	wrote(id: string, update: Uint8Array): void {
		this.#mine.set(id, update);
	}

	/** Not stored after all. */
	unwrote(id: string): void {
		this.#mine.delete(id);
	}

	/**
	 * Reads what has come since the last time.
	 * @returns the updates to apply, those of this tab left out
	 */
	async next(): Promise<Uint8Array[]> {
		const { archive } = this.#log;
		const { rows, base } = await readFrom(this.#log, this.document, this.#through);
		// First what stands for entries that are not here: whose names the others use, only it can say.
		for (const row of rows) if (row.kind === kinds.countersign) await this.#meet(row);
		const adopted = await this.#adopt();
		if (adopted) return [adopted, ...(await this.next())];
		// Another one who reads here has taken a snapshot in the place of what is missing: this one has nothing of it.
		if (base !== this.#on) this.isOutOfOrder = true;
		const held = await Promise.all([...this.#waiting.keys()].map((n) => archive.entry(n)));
		this.#waiting.clear();
		const all = [...held.filter((row) => row !== undefined), ...rows];
		const updates: Uint8Array[] = [];
		for (const row of this.#through === 0 ? inLogOrder(all) : inOwnOrder(all))
			updates.push(...(await this.#read(row)), ...(await this.#released()));
		updates.push(...(await this.#released()));
		this.#through = rows.reduce((last, { n }) => Math.max(last, n), this.#through);
		return updates;
	}

	/** What leant on something that is here by now. At once: who has which name must not hang on how much is read in one go. */
	async #released(): Promise<Uint8Array[]> {
		const updates: Uint8Array[] = [];
		for (let next = this.#leaning.release(this.ledger); next; next = this.#leaning.release(this.ledger)) {
			const { row, entry, update, isNew } = next.held;
			updates.push(...(await this.#guard(row, entry, update, isNew)));
			for (const each of next.behind) updates.push(...(await this.#read(each)));
		}
		return updates;
	}

	/** Yjs cannot use an update that was handed out: it is as if it were not there. */
	async unusable(update: Uint8Array): Promise<void> {
		const row = this.from.get(update);
		if (row) await this.#setAside(row, 'unusable');
	}

	/** What a snapshot says. */
	async stateOf(row: EntryRow): Promise<State | undefined> {
		const decoded = decodeEntry(row.bytes);
		const opened = decoded.ok ? await this.#open(row, decoded.entry) : undefined;
		return opened && decodeState(opened);
	}

	async #read(row: EntryRow): Promise<Uint8Array[]> {
		const key = keyOf(row);
		if (this.#until && row.counter > (this.#until.get(key) ?? 0)) return [];
		if (row.counter <= (this.#base.get(key) ?? 0)) return [];
		if (!row.placed || this.#blocks(row)) {
			this.#waiting.set(row.n, row);
			return [];
		}
		const decoded = decodeEntry(row.bytes);
		// Stored by this very program, so it can be decoded.
		if (!decoded.ok) return [];
		const { entry } = decoded;
		const isImport = entry.kind === kinds.snapshot && coverageOf(row.bytes).length === 0;
		// An import goes on from nothing in its session, and may be what the one that waits leans on.
		if (!isImport && this.#leaning.queues(row)) return [];
		if (entry.kind !== kinds.update && !isImport) return [];
		const own = this.#mine.get(row.id);
		this.#mine.delete(row.id);
		const update = own ?? (await this.#written(row, entry));
		return update ? this.#guard(row, entry, update, own === undefined) : [];
	}

	async #guard(row: EntryRow, entry: Entry, update: Uint8Array, isNew: boolean): Promise<Uint8Array[]> {
		// What was written here lies in the document here. A snapshot has to be what others make of it.
		const mayLean = row.device === this.#log.device && !this.#until;
		const found =
			entry.kind === kinds.update
				? guardUpdate(this.ledger, row, entry.client, update, row.n, mayLean)
				: guardImport(this.ledger, await endedBefore(this.#log, row), update, row.n, mayLean);
		if (found && typeof found !== 'string' && 'needs' in found) {
			this.#leaning.hold({ row, entry, update, isNew, needs: found.needs });
			return [];
		}
		if (found) {
			// Where all was read just now, in the order of the log, that is all the order there is.
			if (typeof found !== 'string' && this.#through > 0)
				this.isOutOfOrder ||= await comesFirst(this.#log.archive, row, found.rival);
			await this.#setAside(row, typeof found === 'string' ? found : 'other-client');
			return [];
		}
		this.#unheaded.push(update);
		this.from.set(update, row);
		return isNew ? [update] : [];
	}

	/** Something earlier of its session waits. */
	#blocks({ device, session }: EntryRow): boolean {
		return [...this.#waiting.values()].some((row) => row.device === device && row.session === session);
	}

	async #written(row: EntryRow, entry: Entry): Promise<Uint8Array | undefined> {
		const opened = await this.#open(row, entry);
		if (!opened || entry.kind === kinds.update) return opened;
		const state = decodeState(opened);
		if (!state) await this.#setAside(row, 'no-update');
		return state?.update;
	}

	/** What was sealed; without the key the entry waits, and with the wrong one it is set aside. */
	async #open(row: EntryRow, entry: Entry): Promise<Bytes | undefined> {
		const { roll, crypto } = this.#log;
		if (!roll.hasEpoch(entry.epoch)) {
			await this.#setAside(row, 'lost');
			return undefined;
		}
		const key = await roll.entryKey(entry.epoch);
		if (!key) {
			this.#waiting.set(row.n, row);
			return undefined;
		}
		const opened = await openEntry(crypto, key, entry);
		if (!opened) await this.#setAside(row, 'unreadable');
		return opened;
	}

	async #setAside({ id, bytes, device }: EntryRow, why: Aside): Promise<void> {
		const { archive, id: log, device: mine } = this.#log;
		this.hasLost ||= isRecoverable(why) && device === mine;
		if (!this.#until) await archive.setAside({ log, id, document: this.document, why, bytes });
	}

	/** A countersign: the snapshot that it is for was made by two devices from the same entries. */
	async #meet(row: EntryRow): Promise<void> {
		const snapshot = this.#until ? undefined : await trustedBy(this.#log, row);
		if (snapshot) this.#trusted.push(snapshot);
	}

	/** When entries are missing and a countersigned snapshot stands for them, it is taken in their place. */
	async #adopt(): Promise<Uint8Array | undefined> {
		const [{ archive, id: log }, { document }] = [this.#log, this];
		const held = new Map((await archive.sessions(log, document)).map((row) => [keyOf(row), row.counter]));
		const lackOf = ({ bytes }: EntryRow) => lack(coverageOf(bytes), held);
		// Made apart they stand for different things: first the one that stands for most of what is missing.
		const trusted = this.#trusted.sort((one, other) => lackOf(one) - lackOf(other)).pop();
		if (!trusted) return undefined;
		const marks = coverageOf(trusted.bytes);
		if (lackOf(trusted) === 0) return this.#adopt();
		const state = await this.stateOf(trusted);
		if (!state) return this.#adopt();
		const belief = await believed(this, this.#log, trusted, state.ledger);
		if (belief === 'no') this.#log.doubts();
		if (belief === 'no') return this.#adopt();
		this.isOutOfOrder ||= belief === 'anew';
		this.#stand(state);
		const covered = marks.map((mark) => ({ ...mark, client: state.ledger.clientOf(mark) ?? 0 }));
		// What was read of what yielded has to be read anew; so does what another one who reads here has taken meanwhile.
		if (await adopt(archive, { log, document, id: trusted.id }, covered)) this.isOutOfOrder = true;
		const now = await readOn(this.#log, document);
		const known = [...this.#on.split(' '), trusted.id];
		this.isOutOfOrder ||= now.bases.some((each) => !known.includes(each.id));
		[this.#base, this.#on] = [marksOf(now.marks), now.on];
		return state.update;
	}

	#stand(state: State): void {
		this.ledger.learn(state.ledger);
		// What leant on something may be stood for now.
		for (const row of this.#leaning.rows) this.#waiting.set(row.n, row);
		this.#leaning = new Leaning();
		this.#unheaded.push(state.update);
	}
}
