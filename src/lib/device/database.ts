import { Dexie, type EntityTable, type Table } from 'dexie';
import type { Digest } from '#lib/digest.ts';
import type { DocumentName } from '#lib/documents/kinds.ts';
import { schema as sealedTables } from '#lib/sealed-log/engine/keeping/disk.ts';

/** What this device remembers of a committee outside its documents. The name and level are copies, for the list. */
export interface CommitteeRow {
	id: string;
	name: string;
	workplace: string;
	level: string;
	/** What the committee calls its level, such as `LMU`. */
	levelLabel: string;
	/** The made-up committee of «Prøv med et eksempel». */
	example?: true;
	/** When it was put away; an archived committee is whole and out of sight. */
	archivedOn?: string;
	/** When it was last open on this device, as ISO text: display only. */
	openedAt: string;
	/** The member who uses this device: «Hvem er du?» */
	me?: string;
	/** Somebody was asked «Hvem er du?» and has answered, or does not want to. */
	askedMe?: true;
	/** Until this day nobody here is reminded of the recovery sheet. */
	sheetLater?: string;
	/** Tablets that came in by a recovery sheet, of which somebody here has said that they know. */
	sheetSeen?: readonly string[];
	/** It came here in a file, and nobody here has said that they know that it goes on by itself. */
	fromFile?: true;
}

/** Yjs updates in the order in which this device stored them: the truth about what is saved. */
export interface UpdateRow {
	seq: number;
	committee: string;
	document: DocumentName;
	bytes: Uint8Array;
}

/** A document of a committee, and what its updates up to `through` hold (see documents/heads.ts). */
export interface DocumentRow {
	committee: string;
	document: DocumentName;
	through: number;
	heads: Uint8Array;
	/** How many updates up to `through` cannot be read. */
	broken?: number;
}

/**
 * A round in which the tablet goes round the table: how many have answered, and the sum of their marks, sealed under
 * a key of the round that cannot be taken out. Row and key are gone at the reveal.
 */
export interface RoundRow {
	committee: string;
	reflection: string;
	/** Compared before each write, so that two tabs cannot lose an answer. Also the number of those who have answered. */
	answered: number;
	key: CryptoKey;
	iv: Uint8Array<ArrayBuffer>;
	sealed: ArrayBuffer;
}

/** A committee that was deleted on this device. A tab that has not heard of it yet must not write it again. */
export interface ErasedRow {
	committee: string;
	/** Documents whose replica may still be there. */
	replicas: DocumentName[];
}

/** A document of a committee in a nutshell, as it was when it was last looked at on this device. */
export interface SeenRow {
	committee: string;
	document: DocumentName;
	digest: Digest;
	/** ISO text, display only. */
	at: string;
}

/** Something that was set on this device, for all its committees. */
export interface SettingRow {
	name: 'founding-word';
	value: string;
}

/** The database of this device. Every write is strict: it is on the disk when the promise settles. */
export class Database extends Dexie {
	declare committees: EntityTable<CommitteeRow, 'id'>;
	declare updates: EntityTable<UpdateRow, 'seq'>;
	declare documents: Table<DocumentRow, [string, string]>;
	declare rounds: Table<RoundRow, [string, string]>;
	declare seen: Table<SeenRow, [string, string]>;
	declare settings: EntityTable<SettingRow, 'name'>;
	declare erased: EntityTable<ErasedRow, 'committee'>;
	/** Called when the browser takes the open database away. */
	onLost: (() => void) | undefined;
	#opening: Promise<void> | undefined;
	#holds = false;

	constructor(name = 'medspil') {
		super(name, { chromeTransactionDurability: 'strict' });
		this.version(1).stores({
			committees: 'id',
			updates: '++seq, [committee+document+seq]',
			documents: '[committee+document]',
			rounds: '[committee+reflection]',
			erased: 'committee',
		});
		// The sealed logs stand beside what was there; a committee's documents move into one when it is founded.
		this.version(2).stores(sealedTables);
		this.version(3).stores({ seen: '[committee+document]', settings: 'name' });
		// Dexie says «close» also when we close it, and when it cannot open.
		this.on('close', () => {
			if (this.#holds) this.onLost?.();
			this.#holds = false;
		});
	}

	/** The documents that are stored of a committee. */
	async documentsOf(committee: string): Promise<DocumentName[]> {
		const rows = this.documents
			.where('[committee+document]')
			.between([committee, Dexie.minKey], [committee, Dexie.maxKey]);
		return (await rows.toArray()).map((row) => row.document);
	}

	/** Whether a committee has a sealed log on this device. */
	async hasLog(committee: string): Promise<boolean> {
		return (await this.table('logs').where('committee').equals(committee).count()) > 0;
	}

	/**
	 * Opens the database if it is not open, also after a refusal or a lost connection, which Dexie takes as final.
	 * @throws what the browser says
	 */
	ensureOpen(): Promise<void> {
		if (this.isOpen()) {
			// Dexie may have opened it again by itself, after the browser took the connection away.
			this.#holds = true;
			return Promise.resolve();
		}
		this.#opening ??= this.#reopen().finally(() => (this.#opening = undefined));
		return this.#opening;
	}

	async #reopen(): Promise<void> {
		this.#holds = false;
		this.close({ disableAutoOpen: false });
		await this.open();
		this.#holds = true;
	}
}
