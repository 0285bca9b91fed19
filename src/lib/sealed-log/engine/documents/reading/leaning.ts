import type { Entry } from '#lib/sealed-log/entry/codec.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import type { EntryRow } from '../../keeping/rows.ts';
import type { Ledger } from './ledger.ts';
import type { Needs } from './nesting.ts';
import { keyOf } from './order.ts';

/** An entry that leans on what is not here, with what was sealed in it. */
export interface Held {
	row: EntryRow;
	entry: Entry;
	update: Uint8Array;
	isNew: boolean;
	needs: Needs;
}

/**
 * Entries that lean on what has not come, and may never come. They are kept here and not given to Yjs, which would hold
 * everything else of the document for unfinished as long as they wait.
 */
export class Leaning {
	#held = new Map<number, Held>();
	/** What came after them in their sessions, by session: an update goes on where the one before it ended. */
	#behind = new Map<string, EntryRow[]>();

	get rows(): EntryRow[] {
		return [...[...this.#held.values()].map(({ row }) => row), ...[...this.#behind.values()].flat()];
	}

	hold(held: Held): void {
		this.#held.set(held.row.n, held);
		if (held.entry.kind === kinds.update) this.#behind.set(keyOf(held.row), []);
	}

	/** @returns true for what has to wait behind one of them */
	queues(row: EntryRow): boolean {
		const behind = this.#behind.get(keyOf(row));
		behind?.push(row);
		return behind !== undefined;
	}

	/** Lets go of the first whose need is met, and of what came after it. */
	release(ledger: Ledger): { held: Held; behind: readonly EntryRow[] } | undefined {
		for (const held of this.#held.values()) {
			const { row, needs, entry } = held;
			if ((ledger.of(needs.client)?.clock ?? 0) <= needs.clock) continue;
			this.#held.delete(row.n);
			if (entry.kind !== kinds.update) return { held, behind: [] };
			const behind = this.#behind.get(keyOf(row)) ?? [];
			this.#behind.delete(keyOf(row));
			return { held, behind: behind.sort((one, other) => one.counter - other.counter) };
		}
		return undefined;
	}
}
