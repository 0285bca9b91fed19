import { SvelteMap } from 'svelte/reactivity';
import type { CommitteeRow, Database, ErasedRow } from '../database.ts';

/** What stands in the list only. The rest of a row follows from the committee's document, and is noted at each opening. */
const ownOf = ({ me, askedMe, archivedOn, fromFile }: CommitteeRow): string =>
	[me, askedMe, archivedOn, fromFile].join();

/** The committees of this device: what is on the disk, and what could not be stored there yet. */
export class CommitteeList {
	#db: Database;
	#rows = new SvelteMap<string, CommitteeRow>();
	/** Rows that the disk has held. */
	#stored = new Set<string>();
	/** Rows that are newer here than on the disk. */
	#unstored = new Set<string>();
	/** Committees that were deleted once: whether they may be written again, or are still to be. */
	#readmitted = new Map<string, 'done' | 'waits'>();

	constructor(db: Database) {
		this.#db = db;
	}

	get rows(): CommitteeRow[] {
		return [...this.#rows.values()];
	}

	get(id: string): CommitteeRow | undefined {
		return this.#rows.get(id);
	}

	/** False when all that is new in the row can be read in the committee's document too. */
	isNews(row: CommitteeRow): boolean {
		const before = this.get(row.id);
		return !before || ownOf(before) !== ownOf(row);
	}

	wasStored(id: string): boolean {
		return this.#stored.has(id);
	}

	/**
	 * Reads the list, and stores what the disk lacks: because it was refused, or because somebody cleared the browser.
	 * @returns what was deleted on this device
	 * @throws what the database throws
	 */
	async read(): Promise<ErasedRow[]> {
		const { committees, erased } = this.#db;
		await this.#db.ensureOpen();
		for (const [id, how] of this.#readmitted) if (how === 'waits') await this.readmit(id);
		// Taken before reading: a mark that is lifted while we read may still be in what we read.
		const before = new Map(this.#readmitted);
		const [rows, marks] = await this.#db.transaction('r', committees, erased, () =>
			Promise.all([committees.toArray(), erased.toArray()]),
		);
		for (const row of rows) {
			this.#stored.add(row.id);
			if (!this.#unstored.has(row.id)) this.#rows.set(row.id, row);
		}
		const held = new Set(rows.map(({ id }) => id));
		for (const row of this.rows) if (this.#unstored.has(row.id) || !held.has(row.id)) await this.#store(row);
		return marks.filter(({ committee }) => before.get(committee) === this.#readmitted.get(committee));
	}

	/** @throws what the database throws; the row is stored when the list is read the next time */
	async put(row: CommitteeRow): Promise<void> {
		this.#rows.set(row.id, row);
		this.#unstored.add(row.id);
		await this.#db.ensureOpen();
		await this.#store(row);
	}

	/**
	 * Lets a committee that was deleted be written again.
	 * @throws what the database throws; it is tried again when the list is read
	 */
	async readmit(id: string): Promise<void> {
		this.#readmitted.set(id, 'waits');
		await this.#db.ensureOpen();
		await this.#db.erased.delete(id);
		this.#readmitted.set(id, 'done');
	}

	/** Leaves out a committee that was deleted. */
	drop(id: string): void {
		this.#rows.delete(id);
		this.#stored.delete(id);
		this.#unstored.delete(id);
		this.#readmitted.delete(id);
	}

	/** A committee that another tab has deleted is not stored again, and left out. */
	async #store(row: CommitteeRow): Promise<void> {
		const { committees, erased } = this.#db;
		const { id } = row;
		const isGone = await this.#db.transaction('rw', committees, erased, async () => {
			if (await erased.get(id)) return true;
			await committees.put($state.snapshot(row));
			return false;
		});
		if (isGone) return this.drop(id);
		this.#stored.add(id);
		// Somebody may have changed it again meanwhile.
		if (this.#rows.get(id) === row) this.#unstored.delete(id);
	}
}
