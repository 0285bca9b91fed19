import { isDocumentName, type DocumentName } from '#lib/documents/kinds.ts';
import type { SharedDocument } from '#lib/documents/shared.ts';
import type { Keeper, Surroundings } from './keeper.ts';

interface Kept {
	keeper: Keeper;
	loaded: Promise<void>;
}

/** The documents that this tab keeps unsealed: those of the example, and of any committee while its log cannot be read. */
export class KeptDocuments {
	#around: Surroundings;
	#kept = new Map<string, Kept>();

	constructor(around: Surroundings) {
		this.#around = around;
	}

	async open(committee: string, document: DocumentName): Promise<SharedDocument> {
		// The start page lists committees without loading Yjs; only here is it needed.
		const { Keeper } = await import('./keeper.ts');
		const key = `${committee}/${document}`;
		let kept = this.#kept.get(key);
		if (!kept) {
			const keeper = new Keeper(committee, document, this.#around);
			kept = { keeper, loaded: keeper.load() };
			this.#kept.set(key, kept);
		}
		await kept.loaded;
		return kept.keeper.shared;
	}

	opened(committee: string): SharedDocument[] {
		return this.#of(committee).map(({ shared }) => shared);
	}

	/** Whether all that lies on the disk of the open documents was read. */
	isWhole(committee: string, document?: DocumentName): boolean {
		return this.#of(committee).every(
			({ isWhole, shared }) => isWhole || (document && shared.name !== document),
		);
	}

	/** Something of it was read from the disk. */
	wasStored(committee: string): boolean {
		return this.#of(committee).some(({ isWhole }) => isWhole);
	}

	/** How many stored changes cannot be read. */
	broken(committee: string): number {
		return this.#of(committee).reduce((sum, { broken }) => sum + broken, 0);
	}

	async flush(): Promise<void> {
		await Promise.all(this.#all.map((keeper) => keeper.flush()));
	}

	/** Makes sure that documents and disk hold the same: all, or one. */
	async check(committee?: string, document?: DocumentName): Promise<void> {
		const asked = this.#all.filter(
			(keeper) =>
				(committee === undefined || keeper.committee === committee) &&
				(document === undefined || keeper.shared.name === document),
		);
		await Promise.all(asked.map((keeper) => keeper.check()));
	}

	/** Brings in what another tab has written. */
	receive(committee: string, document: string, bytes: Uint8Array, isStored: boolean): void {
		if (isDocumentName(document)) this.#kept.get(`${committee}/${document}`)?.keeper.receive(bytes, isStored);
	}

	/** Lets go of a committee; `isStored`: what waits is stored first. */
	async close(committee: string, isStored: boolean): Promise<void> {
		const taken = this.#of(committee);
		for (const { shared } of taken) this.#kept.delete(`${committee}/${shared.name}`);
		await Promise.all(taken.map((keeper) => (isStored ? keeper.close() : keeper.abandon())));
	}

	get #all(): Keeper[] {
		return [...this.#kept.values()].map(({ keeper }) => keeper);
	}

	#of(committee: string): Keeper[] {
		return this.#all.filter((keeper) => keeper.committee === committee);
	}
}
