import { SvelteMap } from 'svelte/reactivity';
import type { DocumentName } from '#lib/documents/kinds.ts';
import type { SharedDocument } from '#lib/documents/shared.ts';
import type { Transport } from '#lib/sealed-log/engine/ports.ts';
import { inTime } from '#lib/time.ts';
import type { Database } from '../database.ts';
import { PATIENCE, tooLongIn } from '../keeping/saving.ts';
import { CommitteeLog } from './committee-log.svelte.ts';
import type { Logs, OpenLog } from './logs.ts';

/** What sealed committees need of the device, and tell it. */
export interface Around {
	db: Database;
	channel: BroadcastChannel | undefined;
	/** The way to the server; to where the app comes from, if not said. */
	transport: Transport | undefined;
	/** A log starts or stops having changes that are not stored. */
	waiting(log: object, waits: boolean): void;
	/** Something could not be stored; `undefined` when it is stored again. */
	failed(what: object, error: unknown): void;
}

/** The committees that this tab has open in their sealed logs. */
export class SealedCommittees {
	#around: Around;
	#logs: Promise<Logs> | undefined;
	#open = new SvelteMap<string, { log: OpenLog; seen: CommitteeLog }>();
	#broken = new Map<string, number>();
	#tooLong = $state.raw<readonly string[]>([]);

	constructor(around: Around) {
		this.#around = around;
	}

	/** What somebody wrote that was too long to be stored, and is out of the document again: to be told until it is read. */
	get tooLong(): readonly string[] {
		return this.#tooLong;
	}

	forgetTooLong(at: number): void {
		this.#tooLong = this.#tooLong.toSpliced(at, 1);
	}

	/** The logs of this device: fetched when they are needed, as the documents are. */
	logs(): Promise<Logs> {
		const { db, channel, transport, waiting } = this.#around;
		this.#logs ??= import('./begin.ts').then(({ beginLogs }) =>
			beginLogs(db, channel, transport, {
				opened: (committee, log, broken) => {
					this.#open.set(committee, { log, seen: new CommitteeLog(log) });
					this.#broken.set(committee, broken);
				},
				waiting,
				failed: (what, error) => this.#failed(what, error),
			}),
		);
		// What could not be fetched is fetched again the next time.
		this.#logs.catch(() => (this.#logs = undefined));
		return this.#logs;
	}

	get(committee: string): CommitteeLog | undefined {
		return this.#open.get(committee)?.seen;
	}

	/**
	 * Opens a committee's log; `mayFound`: one that has none gets it. False when it has none, and while the database or the
	 * cryptography refuse.
	 */
	async find(committee: string, mayFound: boolean): Promise<boolean> {
		try {
			const log = this.logs().then((logs) => logs.of(committee, mayFound));
			return (await inTime(log, PATIENCE.document)) !== undefined;
		} catch {
			return false;
		}
	}

	/** Opens a document of a committee whose log is open here. */
	async open(committee: string, document: DocumentName): Promise<SharedDocument | undefined> {
		const open = this.#open.get(committee);
		return open && (await this.logs()).open(open.log, document);
	}

	/** The documents that lie in a committee's log. */
	async documents(committee: string): Promise<DocumentName[]> {
		const isSealed = await this.#around.db.hasLog(committee);
		return isSealed ? (await this.logs()).documents(committee) : [];
	}

	opened(committee: string): SharedDocument[] {
		return this.#open.get(committee)?.log.opened ?? [];
	}

	/** Whether all that lies on the disk of the open documents was read; `undefined` when the log is not open here. */
	isWhole(committee: string, document?: DocumentName): boolean | undefined {
		const log = this.#open.get(committee)?.log;
		if (!log) return undefined;
		const { documents, opened } = log;
		return document ? documents.isWhole(document) : opened.every(({ name }) => documents.isWhole(name));
	}

	/** How much of a committee cannot be read here, and is kept. */
	broken(committee: string): number {
		return this.#broken.get(committee) ?? 0;
	}

	async flush(): Promise<void> {
		await Promise.all([...this.#open.values()].map(({ log }) => log.flush()));
	}

	/** After sleep, or when the network is back: reads what others have written, and calls the server at once. */
	async wake(committee?: string): Promise<void> {
		const woken = [...this.#open].filter(([id]) => committee === undefined || id === committee);
		await Promise.all(woken.map(([, { log }]) => log.wake().catch(() => undefined)));
	}

	/** Lets go of a committee; `isStored`: what waits is stored first. */
	async close(committee: string, isStored: boolean): Promise<void> {
		const open = this.#open.get(committee);
		if (!open) return;
		this.#open.delete(committee);
		await (await this.logs()).close(committee, isStored);
		this.#around.waiting(open.log, false);
		this.#around.failed(open.log, undefined);
	}

	/** Deletes a committee's log from this device, if it has one. */
	async erase(committee: string): Promise<void> {
		await this.close(committee, false);
		if (await this.#around.db.hasLog(committee)) await (await this.logs()).erase(committee);
	}

	#failed(what: object, error: unknown): void {
		const words = tooLongIn(error);
		if (words === undefined) this.#around.failed(what, error);
		else this.#tooLong = [...this.#tooLong, words];
	}
}
