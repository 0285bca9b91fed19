import * as Y from 'yjs';
import { isDocumentName, type DocumentName } from '#lib/documents/kinds.ts';
import { origins } from '#lib/documents/origins.ts';
import type { SharedDocument } from '#lib/documents/shared.ts';
import type { WebKey } from '#lib/sealed-log/crypto/web.ts';
import { DocumentReader } from '#lib/sealed-log/engine/documents/reading/reader.ts';
import { Engine } from '#lib/sealed-log/engine/engine.ts';
import type { Log } from '#lib/sealed-log/engine/log.ts';
import type { Ports } from '#lib/sealed-log/engine/ports.ts';
import { inTime } from '#lib/time.ts';
import type { Database } from '../database.ts';
import { PATIENCE } from '../keeping/saving.ts';
import { forgetPlain, plainBefore, plainBroken, plainSince } from './plain.ts';

/** A log that is open in this tab. */
export type OpenLog = Log<WebKey>;

/** What the logs tell the device. */
export interface Surroundings {
	/** @param broken how much of it cannot be read here, and is kept */
	opened(committee: string, log: OpenLog, broken: number): void;
	/** A document, or a log, starts or stops having changes that are not stored. */
	waiting(log: OpenLog, waits: boolean): void;
	/** Something could not be stored; `undefined` when it is stored again. */
	failed(what: object, error: unknown): void;
}

/**
 * The sealed logs of this device's committees. A committee without one gets it when it is opened: all that was there goes
 * into it, and stays where it was until the server has it.
 */
export class Logs {
	readonly engine: Engine<WebKey>;
	#db: Database;
	#around: Surroundings;
	#logs = new Map<string, Promise<OpenLog | undefined>>();

	constructor(db: Database, ports: Ports<WebKey>, token: string, around: Surroundings) {
		this.#db = db;
		this.#around = around;
		this.engine = new Engine(ports, { token });
	}

	/**
	 * The log of a committee, founded if it has none and `mayFound`.
	 * @returns `undefined` when it has none, or was deleted
	 * @throws what the database or the cryptography says; then nothing was done
	 */
	of(committee: string, mayFound: boolean): Promise<OpenLog | undefined> {
		const known = this.#logs.get(committee);
		if (known) return known;
		const opening = this.#open(committee, mayFound);
		this.#logs.set(committee, opening);
		opening.then(
			(log) => !log && this.#logs.delete(committee),
			() => this.#logs.delete(committee),
		);
		return opening;
	}

	/** Opens a document of a committee's log, with what was written of it beside the log. */
	async open(log: OpenLog, document: DocumentName): Promise<SharedDocument | undefined> {
		// A database that does not answer: the document works in memory until it does.
		await inTime(log.open(document), PATIENCE.document).catch((error: unknown) =>
			this.#around.failed(log, error),
		);
		const shared = log.opened.find(({ name }) => name === document);
		if (shared) await this.#takeIn(log, shared).catch((error: unknown) => this.#around.failed(log, error));
		return shared;
	}

	/** The documents that lie in a committee's log. */
	async documents(committee: string): Promise<DocumentName[]> {
		const { archive } = this.engine;
		const row = await archive.logOf(committee);
		return row ? (await archive.documents(row.id)).filter(isDocumentName) : [];
	}

	/** Lets go of a committee; `isStored`: what waits is stored first. */
	async close(committee: string, isStored: boolean): Promise<void> {
		const log = await this.#logs.get(committee)?.catch(() => undefined);
		this.#logs.delete(committee);
		if (log) await this.engine.release(log.id, isStored);
	}

	/** Deletes a committee's log from this device, if it has one. */
	async erase(committee: string): Promise<void> {
		await this.close(committee, false);
		const row = await this.engine.archive.logOf(committee);
		if (row) await this.engine.erase(row.id);
	}

	/** A log goes by the name that its committee has everywhere, and takes in what lies unsealed under that name. */
	async rename(id: string, committee: string): Promise<OpenLog | undefined> {
		this.#logs.delete(committee);
		const log = await this.engine.rename(id, committee, 0);
		if (log) {
			await this.#watch(committee, log);
			this.#logs.set(committee, Promise.resolve(log));
		}
		return log;
	}

	async #open(committee: string, mayFound: boolean): Promise<OpenLog | undefined> {
		await this.#db.ensureOpen();
		const log = (await this.engine.of(committee)) ?? (mayFound ? await this.#found(committee) : undefined);
		if (!log) return undefined;
		await this.#watch(committee, log);
		await this.#tidy(committee, log);
		return log;
	}

	async #found(committee: string): Promise<OpenLog | undefined> {
		const { before, until } = await plainBefore(this.#db, committee);
		if (await this.#db.erased.get(committee)) return undefined;
		const founded = await this.engine.found(committee, before, until, (error) =>
			this.#around.failed(this, error),
		);
		// Another tab was quicker.
		const log = founded ?? (await this.engine.of(committee));
		if (!(await this.#db.erased.get(committee))) return log;
		if (log) await this.engine.erase(log.id);
		return undefined;
	}

	async #watch(committee: string, log: OpenLog): Promise<void> {
		const { opened, waiting, failed } = this.#around;
		log.watch({
			changed: () => {
				const { state } = log.status;
				waiting(log, state === 'saving');
				// What the line met is over when it is up again, or when the disk takes what is written.
				if (log.line.isLive || (state !== 'saving' && state !== 'failed')) failed(log, undefined);
			},
			failed,
		});
		opened(committee, log, await this.#brokenOf(committee, log));
	}

	/** What lay unsealed is in the log, and when the server has that it need not lie here twice. */
	async #tidy(committee: string, log: OpenLog): Promise<void> {
		const { state } = log.status;
		const until = log.row.plainUntil ?? 0;
		if (until > 0 && (state === 'server' || state === 'reached'))
			for (const document of await this.#db.documentsOf(committee)) {
				const all = await plainSince(this.#db, committee, document, 0);
				await forgetPlain(
					this.#db,
					all.filter(({ seq }) => seq <= until),
				);
			}
	}

	async #brokenOf(committee: string, log: OpenLog): Promise<number> {
		const aside = await log.archive.aside(log.id);
		const lost = aside.filter(({ why }) => why === 'unreadable' || why === 'no-update').length;
		return lost + (await plainBroken(this.#db, committee));
	}

	/** What a tab of an older version wrote, or what was written while the log could not be read. */
	async #takeIn(log: OpenLog, shared: SharedDocument): Promise<void> {
		const { committee, plainUntil = 0 } = log.row;
		if (shared.isClosed) return;
		const rows = await plainSince(this.#db, committee, shared.name, plainUntil);
		if (rows.length === 0) return;
		for (const { bytes } of rows) Y.applyUpdate(shared.doc, bytes, origins.restored);
		await log.flush();
		const { state } = log.status;
		if (state !== 'failed' && state !== 'saving') await forgetPlain(this.#db, rows);
	}
}

/** What a log holds of a document, without opening it for anybody. */
export const readDocument = async (log: OpenLog, document: DocumentName): Promise<Y.Doc> => {
	const doc = new Y.Doc();
	const reader = new DocumentReader(log.sealing, document);
	for (const update of [...((await reader.begin()) ?? []), ...(await reader.next())])
		Y.applyUpdate(doc, update);
	return doc;
};
