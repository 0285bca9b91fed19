import * as Y from 'yjs';
import { toText } from '#lib/sealed-log/bytes.ts';
import { type Header, noEntry } from '#lib/sealed-log/entry/codec.ts';
import { encodeCoverage } from '#lib/sealed-log/entry/extra.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import type { Sealed } from '#lib/sealed-log/entry/sealed.ts';
import type { DocumentName } from '#lib/documents/kinds.ts';
import type { SessionRow } from '../keeping/rows.ts';
import type { Clock, Replicas } from '../ports.ts';
import { isImported, isSame, Ledger } from './reading/ledger.ts';
import type { Sealing } from './reading/chained.ts';
import type { DocumentReader } from './reading/reader.ts';
import { encodeState } from './reading/state.ts';
import { changesOf, clocksIn, type Surplus, surplusOf } from './surplus.ts';
import { fitting, MOST_IN_IMPORT, MOST_IN_UPDATE } from './too-large.ts';

/** What stands in an entry of a session. */
export type SessionDraft = Pick<Header, 'kind' | 'document' | 'session' | 'counter' | 'prev' | 'client'> &
	Partial<Pick<Header, 'extra'>>;

export interface Seals {
	/**
	 * Seals under the current key, as this device.
	 * @throws when there is no key
	 */
	seal(draft: SessionDraft, plaintext: Uint8Array): Promise<Sealed>;
}

/** What an open document needs of its log, and tells it. */
export interface Surroundings<K> extends Seals {
	sealing: Sealing<K>;
	committee: string;
	clock: Clock;
	replicas: Replicas;
	/** Milliseconds that lie at least between what is stored of typing. */
	gather(): number;
	/** Called when the document starts or stops having changes that are not stored. */
	waiting(document: object, waits: boolean): void;
	/** It could not be stored; `undefined` when it is stored again. */
	failed(document: object, error: unknown): void;
	/** Entries of it were stored: other tabs may read them, and the line may send them. */
	stored(document: { name: DocumentName }): void;
}

/**
 * What a tab writes a document's entries with: a session of its own, under a Yjs client id of its own. Where a tab that is
 * gone has left something that was not stored, it goes on with that one's session.
 */
export class Pen<K> {
	#document: string;
	#seals: Seals;
	#sealing: Sealing<K>;
	#reader: DocumentReader<K>;
	#at: SessionRow;
	#written = 0;

	constructor(reader: DocumentReader<K>, seals: Seals, sealing: Sealing<K>) {
		this.#document = reader.document;
		this.#seals = seals;
		this.#sealing = sealing;
		this.#reader = reader;
		this.#at = this.#begin();
		reader.own = this.#at;
	}

	/** How many changes of this session are stored, read or not. */
	get #clock(): number {
		return Math.max(this.#written, this.#reader.ledger.of(this.client)?.clock ?? 0);
	}

	get client(): number {
		return this.#at.client;
	}

	/** Nobody else has its client id, and its word counts: otherwise it takes another. */
	get isOwn(): boolean {
		return this.#goesOn(this.#at);
	}

	/** Makes the session known before it writes: what a crash leaves of it can be told from what others wrote. */
	announce(): Promise<void> {
		return this.#sealing.archive.openSession(this.#at);
	}

	/** What was read is read anew. */
	reads(reader: DocumentReader<K>): void {
		this.#reader = reader;
		reader.own = this.#at;
		this.#written = 0;
	}

	/** Takes up another session, under the client id that Yjs has chosen, or a new one. */
	async renew(client?: number): Promise<void> {
		this.#at = this.#begin(client);
		this.#reader.own = this.#at;
		this.#written = 0;
		await this.announce();
	}

	/**
	 * Stores changes of this tab.
	 * @returns false when its session has gone on without it: compare, and store what is left
	 */
	async write(update: Uint8Array): Promise<boolean> {
		if ((clocksIn(update).get(this.client) ?? this.#clock) !== this.#clock) return false;
		const numbers = await this.#append(this.#at, kinds.update, update);
		return numbers !== undefined;
	}

	/** Finds out how far its session has come: another tab may have taken this one for dead, or sealed it anew. */
	async catchUp(): Promise<void> {
		const rows = await this.#rows();
		this.#at = rows.find(({ session }) => session === this.#at.session) ?? this.#at;
	}

	/** What the document holds beyond what is stored, and this tab can store; `undefined` when there is nothing. */
	surplus(doc: Y.Doc): Surplus | undefined {
		const { clients, deletes } = surplusOf(doc, this.#reader.heads);
		// What other devices write comes from the log, or it does not count.
		const own = [...clients].filter(([client]) => client === this.client || this.#isOurs(client));
		return own.length > 0 || deletes ? { clients: new Map(own), deletes } : undefined;
	}

	#isOurs(client: number): boolean {
		return this.#reader.ledger.of(client)?.owner.device === this.#sealing.device || this.#isNobodys(client);
	}

	/**
	 * Stores what the document holds beyond what is stored: first what other tabs have left or not stored yet, since what
	 * this one writes may lean on it, then its own. Ends where another tab is quicker.
	 */
	async store(doc: Y.Doc, { clients, deletes }: Surplus): Promise<void> {
		let areDeletesLeft = deletes;
		const rows = await this.#rows();
		const { device } = this.#sealing;
		const strange = new Map<number, number>();
		for (const [client, from] of clients) {
			if (client === this.client) continue;
			const row = rows.find((each) => each.client === client && each.device === device);
			if (row && this.#goesOn(row)) {
				const isStored = await this.#append(row, kinds.update, changesOf(doc, new Map([[client, from]])));
				if (!isStored) return;
				areDeletesLeft = false;
			} else if (this.#isNobodys(client)) strange.set(client, from);
		}
		if (strange.size > 0 && !(await this.#append(this.#at, kinds.snapshot, changesOf(doc, strange)))) return;
		const own = clients.get(this.client);
		if (own !== undefined) await this.write(changesOf(doc, new Map([[this.client, own]])));
		else if (areDeletesLeft && strange.size === 0) await this.write(changesOf(doc, new Map()));
	}

	/** Hands in changes that others have made and that do not count any more as theirs. */
	async import(doc: Y.Doc, clients: ReadonlyMap<number, number>): Promise<boolean> {
		return (await this.#append(this.#at, kinds.snapshot, changesOf(doc, clients))) !== undefined;
	}

	/** A session's word still counts, and its client id is its own. */
	#goesOn(row: SessionRow): boolean {
		const owner = this.#reader.ledger.of(row.client)?.owner;
		return !this.#sealing.roll.isClosed(row) && (!owner || isSame(owner, row));
	}

	#isNobodys(client: number): boolean {
		const owner = this.#reader.ledger.of(client)?.owner;
		return !owner || isImported(owner) || this.#sealing.roll.isClosed(owner);
	}

	/**
	 * Seals first, stores then; one entry, or as many as it takes.
	 * @throws TooLarge
	 */
	async #append(after: SessionRow, kind: number, update: Uint8Array): Promise<SessionRow | undefined> {
		const made: Sealed[] = [];
		let at = after;
		const isUpdate = kind === kinds.update;
		for (const piece of fitting(update, isUpdate ? MOST_IN_UPDATE : MOST_IN_IMPORT)) {
			const { document, session, client } = at;
			const draft = { kind, document, session, counter: at.counter + 1, prev: at.id };
			const sealed = isUpdate
				? await this.#seals.seal({ ...draft, client }, piece)
				: await this.#seals.seal(
						{ ...draft, client: 0, extra: encodeCoverage([]) },
						encodeState({ ledger: new Ledger(), update: piece.slice() }),
					);
			made.push(sealed);
			this.#reader.wrote(sealed.id, piece);
			at = { ...at, counter: at.counter + 1, id: sealed.id };
		}
		const numbers = await this.#sealing.archive
			.append(this.#sealing.id, made)
			.catch((error: unknown) => this.#unwrote(made, error));
		if (!numbers) for (const { id } of made) this.#reader.unwrote(id);
		else if (after.session === this.#at.session) {
			this.#at = at;
			this.#written = Math.max(this.#written, Y.parseUpdateMeta(update).to.get(at.client) ?? 0);
		}
		return numbers && at;
	}

	#unwrote(made: readonly Sealed[], error: unknown): never {
		for (const { id } of made) this.#reader.unwrote(id);
		throw error;
	}

	#rows(): Promise<SessionRow[]> {
		return this.#sealing.archive.sessions(this.#sealing.id, this.#document);
	}

	#begin(client?: number): SessionRow {
		const { crypto, id: log, device } = this.#sealing;
		const session = toText(crypto.randomBytes(8));
		const random = new DataView(crypto.randomBytes(4).buffer).getUint32(0) || 1;
		const own = client ?? random;
		return { log, document: this.#document, device, session, client: own, counter: 0, id: noEntry };
	}
}
