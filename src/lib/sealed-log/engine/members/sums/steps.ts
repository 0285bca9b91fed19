import { decodeEntry, type Entry } from '#lib/sealed-log/entry/codec.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { decodeStep } from '#lib/sealed-log/entry/step.ts';
import type { Taken } from '#lib/sealed-log/sums/rounds.ts';
import type { Archive } from '../../keeping/archive.ts';
import type { EntryRow } from '../../keeping/rows.ts';
import { Turns } from '../../keeping/turns.ts';

interface Held {
	row: Pick<EntryRow, 'n' | 'seq'>;
	entry: Entry;
	taken: Taken;
}

const heldIn = (row: EntryRow): Held | undefined => {
	const decoded = row.kind === kinds.sum ? decodeEntry(row.bytes) : undefined;
	const step = decoded?.ok ? decodeStep(decoded.entry.extra) : undefined;
	if (!decoded?.ok || !step) return undefined;
	return { row, entry: decoded.entry, taken: { id: row.id, device: row.device, step } };
};

/** As the log has them; what it is not known to have comes last. */
const inOrder = ({ row: one }: Held, { row: other }: Held): number =>
	(one.seq || Infinity) === (other.seq || Infinity)
		? one.n - other.n
		: one.seq && other.seq
			? one.seq - other.seq
			: one.seq
				? -1
				: 1;

/** The steps of masked sums in a document, as they lie on this device. */
export class Steps<K> {
	#archive: Archive<K>;
	#log: string;
	#document: string;
	#held: Held[] = [];
	#through = 0;
	#turns = new Turns();

	constructor(archive: Archive<K>, log: string, document: string) {
		this.#archive = archive;
		this.#log = log;
		this.#document = document;
	}

	/** Reads what has come since the last time. */
	read(): Promise<void> {
		return this.#turns.take(async () => {
			// What has no place, or has none any more, may have got one.
			if (this.#held.some(({ row }) => row.seq === 0)) this.restart();
			for (;;) {
				const from = this.#through;
				// oxlint-disable-next-line no-await-in-loop
				const rows = await this.#archive.rows(this.#log, this.#document, from);
				if (from !== this.#through) continue;
				this.#held.push(...rows.flatMap((row) => heldIn(row) ?? []));
				this.#held.sort(inOrder);
				this.#through = rows.reduce((last, { n }) => Math.max(last, n), from);
				return;
			}
		});
	}

	/** Something was set aside, or has another place now. */
	restart(): void {
		this.#held = [];
		this.#through = 0;
	}

	of(subject: string): Taken[] {
		return this.#held.flatMap(({ taken }) => (taken.step.subject === subject ? [taken] : []));
	}

	entry(id: string): Entry | undefined {
		return this.#held.find(({ taken }) => taken.id === id)?.entry;
	}
}
