import type { DocumentName } from '#lib/documents/kinds.ts';
import type { SharedDocument } from '#lib/documents/shared.ts';
import type { SessionMark } from '#lib/sealed-log/entry/extra.ts';
import { OpenDocument } from './open.ts';
import type { Owner } from './reading/ledger.ts';
import type { Surroundings } from './pen.ts';

interface Opened<K> {
	document: OpenDocument<K>;
	loaded: Promise<void>;
}

/** The documents of a log that are open in this tab. */
export class Documents<K> {
	#around: Surroundings<K>;
	#isForReading: () => boolean;
	#opened = new Map<string, Opened<K>>();

	/** @param isForReading nothing may be written: this device is a reader, was removed, or does not understand something */
	constructor(around: Surroundings<K>, isForReading: () => boolean) {
		this.#around = around;
		this.#isForReading = isForReading;
	}

	get #all(): OpenDocument<K>[] {
		return [...this.#opened.values()].map(({ document }) => document);
	}

	get shared(): SharedDocument[] {
		return this.#all.map(({ shared }) => shared);
	}

	/** Opens a document, or gives the one that is open already. */
	async open(name: DocumentName): Promise<SharedDocument> {
		let opened = this.#opened.get(name);
		if (!opened) {
			const document = new OpenDocument<K>(name, this.#around);
			opened = { document, loaded: document.load() };
			this.#opened.set(name, opened);
		}
		await opened.loaded;
		this.look();
		return opened.document.shared;
	}

	/** Everything that lies on the disk of it was read. */
	isWhole(name: DocumentName): boolean {
		return this.#opened.get(name)?.document.isWhole ?? false;
	}

	/** Entries of some of them never came that must be there. */
	get isMissing(): boolean {
		return this.#all.some(({ isMissing }) => isMissing);
	}

	/** Whether they may be written in may have changed. */
	look(): void {
		for (const shared of this.shared) shared.isClosed = this.#isForReading();
	}

	/** Something new of these is on the disk. */
	read(names: readonly string[]): void {
		for (const name of names) void this.#opened.get(name)?.document.read();
	}

	/** What was read of these is void. */
	restart(names: readonly string[]): void {
		for (const name of names) void this.#opened.get(name)?.document.restart();
	}

	/** See `OpenDocument.handInAgain`. */
	async handInAgain(
		name: DocumentName,
		counting: readonly SessionMark[],
		isClosed: (owner: Owner) => boolean,
	): Promise<boolean> {
		await this.open(name);
		return (await this.#opened.get(name)?.document.handInAgain(counting, isClosed)) ?? false;
	}

	async flush(): Promise<void> {
		await Promise.all(this.#all.map((document) => document.flush()));
	}

	async check(): Promise<void> {
		await Promise.all(this.#all.map((document) => document.check()));
	}

	async close(): Promise<void> {
		await Promise.all(this.#all.map((document) => document.close()));
	}

	async abandon(): Promise<void> {
		await Promise.all(this.#all.map((document) => document.abandon()));
	}
}
