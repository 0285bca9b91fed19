import type * as Y from 'yjs';
import { toText } from '#lib/sealed-log/bytes.ts';
import { type Header, noEntry } from '#lib/sealed-log/entry/codec.ts';
import { encodeCoverage } from '#lib/sealed-log/entry/extra.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import type { Sealed } from '#lib/sealed-log/entry/sealed.ts';
import type { SessionRow } from '../keeping/rows.ts';
import type { Hold, Locks } from '../ports.ts';
import { isImported, isSame, Ledger } from '../reading/ledger.ts';
import type { DocumentReader, Sealing } from '../reading/reader.ts';
import { encodeState } from '../reading/state.ts';
import { pieces } from './pieces.ts';
import { changesOf, changesOfAll, type Surplus } from './surplus.ts';

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

/** Held by a tab as long as it may write under a client id: what is found of one that is gone may be stored by others. */
const clientLock = (client: number): string => `medspil-client/${client}`;

const KB = 1024;
/** So much fits into an entry of its kind, with its padding. */
const MOST_IN_UPDATE = 220 * KB;
const MOST_IN_IMPORT = 3500 * KB;

/**
 * What a tab writes a document's entries with: a session of its own, under a Yjs client id of its own. Where a tab that is
 * gone has left something that was not stored, it goes on with that one's session.
 */
export class Pen<K> {
	#document: string;
	#seals: Seals;
	#sealing: Sealing<K>;
	#reader: DocumentReader<K>;
	#locks: Locks;
	#hold: Hold | undefined;
	#at: SessionRow;

	constructor(reader: DocumentReader<K>, seals: Seals, sealing: Sealing<K>, locks: Locks) {
		this.#document = reader.document;
		this.#seals = seals;
		this.#sealing = sealing;
		this.#reader = reader;
		this.#locks = locks;
		this.#at = this.#begin();
	}

	get client(): number {
		return this.#at.client;
	}

	/** Nobody else has its client id, and its word counts: otherwise it takes another. */
	get isOwn(): boolean {
		const owner = this.#reader.ledger.of(this.client)?.owner;
		return !this.#sealing.isClosed(this.#at) && (!owner || isSame(owner, this.#at));
	}

	/** Makes the session known before it writes: what a crash leaves of it can be told from what others wrote. */
	announce(): Promise<void> {
		return this.#sealing.archive.openSession(this.#at);
	}

	/** What was read is read anew. */
	reads(reader: DocumentReader<K>): void {
		this.#reader = reader;
	}

	/** Takes up another session, under the client id that Yjs has chosen, or a new one. */
	async renew(client?: number): Promise<void> {
		this.end();
		this.#at = this.#begin(client);
		await this.announce();
	}

	/** The tab is done: whoever finds something of it may store that. */
	end(): void {
		this.#hold?.release();
		this.#hold = undefined;
	}

	/**
	 * Stores changes of this tab.
	 * @returns false when its session has gone on without it: compare, and store what is left
	 */
	async write(update: Uint8Array): Promise<boolean> {
		const numbers = await this.#append(this.#at, kinds.update, update);
		return numbers !== undefined;
	}

	/** Finds out how far its session has come: another tab may have taken this one for dead, or sealed it anew. */
	async catchUp(): Promise<void> {
		const rows = await this.#rows();
		this.#at = rows.find(({ session }) => session === this.#at.session) ?? this.#at;
	}

	/**
	 * Stores what the document holds beyond what is stored.
	 * @returns whether anything was
	 */
	async store(doc: Y.Doc, { clients, deletes }: Surplus): Promise<boolean> {
		const rows = await this.#rows();
		const { device } = this.#sealing;
		const strange = new Map<number, number>();
		let isStored = false;
		for (const [client, from] of clients) {
			// Of a tab that lives, or is asleep: it stores that itself.
			if (client === this.client || (await this.#locks.isHeld(clientLock(client)))) continue;
			const row = rows.find((each) => each.client === client && each.device === device);
			if (row && this.#goesOn(row)) isStored = (await this.#rescue(doc, row, from)) || isStored;
			else if (this.#isNobodys(client)) strange.set(client, from);
		}
		if (strange.size > 0) isStored = (await this.#import(changesOfAll(doc, strange))) || isStored;
		const own = clients.get(this.client);
		if (own === undefined && (!deletes || isStored)) return isStored;
		return this.write(changesOf(doc, own === undefined ? undefined : this.client, own ?? 0));
	}

	/** Goes on with the session of a tab that is gone. */
	async #rescue(doc: Y.Doc, row: SessionRow, from: number): Promise<boolean> {
		return (await this.#append(row, kinds.update, changesOf(doc, row.client, from))) !== undefined;
	}

	/** Its word still counts, and its client id is its own. */
	#goesOn(row: SessionRow): boolean {
		const owner = this.#reader.ledger.of(row.client)?.owner;
		return !this.#sealing.isClosed(row) && (!owner || isSame(owner, row));
	}

	#isNobodys(client: number): boolean {
		const owner = this.#reader.ledger.of(client)?.owner;
		return !owner || isImported(owner) || this.#sealing.isClosed(owner);
	}

	async #import(update: Uint8Array): Promise<boolean> {
		return (await this.#append(this.#at, kinds.snapshot, update)) !== undefined;
	}

	/** Seals first, stores then; one entry, or as many as it takes. */
	async #append(after: SessionRow, kind: number, update: Uint8Array): Promise<SessionRow | undefined> {
		const made: Sealed[] = [];
		let at = after;
		const isUpdate = kind === kinds.update;
		for (const piece of pieces(update, isUpdate ? MOST_IN_UPDATE : MOST_IN_IMPORT)) {
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
		else if (after.session === this.#at.session) this.#at = at;
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
		this.#hold = this.#locks.hold(clientLock(own), 'steal', () => undefined);
		return { log, document: this.#document, device, session, client: own, counter: 0, id: noEntry };
	}
}
