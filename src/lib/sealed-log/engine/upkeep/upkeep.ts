import { mayWrite, openInvitations } from '#lib/sealed-log/membership/state.ts';
import { nowhere } from '#lib/sealed-log/wire/frames.ts';
import type { Documents } from '../documents/documents.ts';
import type { Line } from '../line/line.ts';
import type { Subject } from '../line/subject.ts';
import type { Members } from '../members/members.ts';
import { Turns } from '../keeping/turns.ts';
import type { Snapshots } from './snapshots.ts';

/** Milliseconds until somebody who has the line looks whether something is due, and as long again by chance. */
const SOON = 3000;
/** Entries that come before a document is looked at anew. */
const MANY = 50;
/** So often everything is asked for once more when something is missing. */
const MOST_ASKED = 3;
/** Milliseconds that a used link's key is left as it is, so that a group that joins one after the other is let in peace. */
const IN_PEACE = 600_000;

/** What somebody has to do now and then, and every tablet does when it has the line: pay the log's debts, make snapshots. */
export class Upkeep<K> {
	#subject: Subject<K>;
	#line: Line<K>;
	#members: Members<K>;
	#snapshots: Snapshots<K>;
	#documents: Documents<K>;
	#many: number;
	#turns = new Turns();
	#timer: (() => void) | undefined;
	#paying: (() => void) | undefined;
	#looked = new Map<string, number>();
	#met = new Set<string>();
	#grewAt = 0;
	#length = 0;
	#hasTurned = false;
	#asked = 0;

	constructor(
		subject: Subject<K>,
		line: Line<K>,
		members: Members<K>,
		snapshots: Snapshots<K>,
		documents: Documents<K>,
		many = MANY,
	) {
		this.#subject = subject;
		this.#line = line;
		this.#members = members;
		this.#snapshots = snapshots;
		this.#documents = documents;
		this.#many = many;
	}

	/** Something has changed. */
	soon(time = SOON * (1 + this.#subject.chance())): void {
		if (!this.#line.isLive) return;
		this.#timer ??= this.#subject.clock.after(time, () => {
			this.#timer = undefined;
			void this.#turns.take(() => this.#look()).catch((error: unknown) => this.#subject.failed(error));
		});
	}

	/** A snapshot of somebody's has come, which wants a second one to make it, or the word of who has. */
	met(document: string): void {
		this.#met.add(document);
		this.soon();
	}

	stop(): void {
		this.#timer?.();
		this.#timer = undefined;
		this.#paying?.();
		this.#paying = undefined;
	}

	async #look(): Promise<void> {
		const { roll, row, archive, id } = this.#subject;
		if (!this.#line.isLive || (await this.#askAnew())) return;
		if (!mayWrite(roll.state, row.device) || roll.state.newer) return;
		await this.#pay();
		for (const document of await archive.documents(id)) {
			const count = await archive.count(id, document);
			const isNew = count - (this.#looked.get(document) ?? -Infinity) >= this.#many;
			if (!isNew && !this.#met.has(document) && !this.#hasTurned) continue;
			this.#looked.set(document, count);
			this.#met.delete(document);
			await this.#snapshots.look(document, this.#hasTurned);
		}
		this.#hasTurned = false;
	}

	/** Where the server has left something out, everything is asked for once more. */
	async #askAnew(): Promise<boolean> {
		const { archive, id } = this.#subject;
		if (!this.#documents.isMissing || ++this.#asked > MOST_ASKED) return false;
		await archive.change(id, () => ({ place: nowhere }));
		await this.#subject.refresh();
		this.#line.redial();
		return true;
	}

	/** What somebody who should not read on may still know of a key is paid for with a new one. */
	async #pay(): Promise<void> {
		const { roll, row, clock } = this.#subject;
		this.#paying?.();
		this.#paying = undefined;
		const { owes, length } = roll.state;
		if (length !== this.#length) [this.#length, this.#grewAt] = [length, clock.elapsed()];
		if (!owes || roll.state.devices.get(row.device)?.role !== 'admin') return;
		const left = this.#grewAt + IN_PEACE - clock.elapsed();
		const isJoining = openInvitations(roll.state).some(({ expiresAt }) => expiresAt > this.#line.now());
		if (owes === 'link' && (left > 0 || isJoining)) {
			// In a timer of its own: snapshots do not wait for it.
			this.#paying = clock.after(Math.max(left, IN_PEACE / 10), () => this.soon(0));
			return;
		}
		const done = await this.#members.turn();
		this.#hasTurned ||= done.ok;
	}
}
