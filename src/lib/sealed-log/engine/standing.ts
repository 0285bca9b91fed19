import { activeDevices, mayWrite } from '#lib/sealed-log/membership/state.ts';
import { type Status, statusOf } from '#lib/sealed-log/status.ts';
import type { Archive } from './keeping/archive.ts';
import type { HeadRow, LogRow } from './keeping/rows.ts';
import { Turns } from './keeping/turns.ts';
import type { Concern } from './line/subject.ts';
import { keptBack } from './members/closing.ts';
import type { Roll } from './members/roll.ts';

/** What a log tells whoever has it open. */
export interface Watcher {
	/** Something that is shown has changed: the status, the members, who is here, a concern. */
	changed?(): void;
	/** A document could not be stored; `undefined` when it is stored again. */
	failed?(document: object, error: unknown): void;
}

/** What may be said of a log in this tab: whether all of it is saved, what is wrong, who was heard of. And whom to tell. */
export class Standing<K> {
	row: LogRow;
	#archive: Archive<K>;
	#roll: Roll<K>;
	#isLive: () => boolean;
	#unstored = new Set<object>();
	#troubles = new Set<object>();
	#concerns = new Set<Concern>();
	#waiting = 0;
	/** Own entries that do not count. */
	#keptBack = 0;
	/** Counts what this tab has stored, so that nothing older is taken for what is known of it. */
	#written = 0;
	#heads: HeadRow[] = [];
	#watchers = new Set<Watcher>();
	#looking = new Turns();
	/** What the server has said, until it is stored. */
	#isRemoved: boolean | undefined;

	constructor(archive: Archive<K>, roll: Roll<K>, row: LogRow, isLive: () => boolean) {
		this.#archive = archive;
		this.#roll = roll;
		this.row = row;
		this.#isLive = isLive;
	}

	/** What may be said of everything that was written on this device. */
	get status(): Status {
		const { row } = this;
		const { state } = this.#roll;
		const others = activeDevices(state).filter(({ id, sheet }) => id !== row.device && !sheet);
		return statusOf({
			unstored: this.#unstored.size > 0,
			trouble: this.#troubles.size > 0,
			waiting: this.#waiting + this.#keptBack,
			shared: row.shared,
			standing: this.isRemoved ? 'removed' : row.standing,
			writes: mayWrite(state, row.device),
			live: this.#isLive(),
			own: row.own,
			others: others.map(({ id }) => this.#comeTo(id)),
		});
	}

	get isRemoved(): boolean {
		return this.#isRemoved ?? this.row.standing === 'removed';
	}

	get concerns(): readonly Concern[] {
		return [...this.#concerns];
	}

	get lastHeard(): ReadonlyMap<string, number> {
		return new Map(this.#heads.map(({ device, heardAt }) => [device, heardAt]));
	}

	/** Another device has said that it holds all that this one knows the server to have. */
	holdsAll(device: string): boolean {
		return this.#comeTo(device) >= this.row.place.seq;
	}

	/** @returns stops watching */
	watch(watcher: Watcher): () => void {
		this.#watchers.add(watcher);
		return () => this.#watchers.delete(watcher);
	}

	notify(): void {
		for (const watcher of this.#watchers) watcher.changed?.();
	}

	tell(about: object, error: unknown): void {
		for (const watcher of this.#watchers) watcher.failed?.(about, error);
	}

	/** Reads what is known anew. */
	look(): Promise<void> {
		return this.#looking.take(async () => {
			const written = this.#written;
			const looked = await this.#archive.look(this.row.id);
			if (!looked) return;
			this.row = looked.row;
			// Another tab may hear otherwise from now on.
			if (this.#isRemoved === (this.row.standing === 'removed')) this.#isRemoved = undefined;
			this.#heads = looked.heads;
			const { device } = this.row;
			const isIn = mayWrite(this.#roll.state, device);
			this.#keptBack = isIn ? 0 : await keptBack(this.#archive, this.#roll, device);
			// What this tab has stored meanwhile may not be counted in it.
			this.#waiting = written === this.#written ? looked.waiting : Math.max(1, looked.waiting);
		});
	}

	/** A document starts or stops having changes that are not stored. */
	waits(document: object, is: boolean): void {
		if (is) this.#unstored.add(document);
		else this.#unstored.delete(document);
		this.notify();
	}

	/** A document could not be stored, or is stored again. */
	fails(document: object, error: unknown): void {
		if (error === undefined) this.#troubles.delete(document);
		else this.#troubles.add(document);
		this.tell(document, error);
	}

	/** Something was stored that the server cannot have yet. */
	wrote(): void {
		this.#written++;
		this.#waiting = Math.max(1, this.#waiting);
	}

	concern(what: Concern, is: boolean): void {
		if (this.#concerns.has(what) === is) return;
		if (is) this.#concerns.add(what);
		else this.#concerns.delete(what);
		this.notify();
	}

	/** The server has said that this device was removed, or talks to it. Nobody has signed that: it is not for ever. */
	removed(is: boolean): void {
		this.#isRemoved = is;
	}

	/** How far another device has said that it has come, in the sequence of today; 0 when that is not known. */
	#comeTo(device: string): number {
		const { place, agrees } = this.#heads.find((head) => head.device === device) ?? {};
		return agrees && place?.incarnation === this.row.place.incarnation ? place.seq : 0;
	}
}
