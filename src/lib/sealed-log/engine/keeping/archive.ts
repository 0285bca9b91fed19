import { noEntry } from '#lib/sealed-log/entry/codec.ts';
import type { SessionMark } from '#lib/sealed-log/entry/extra.ts';
import type { Sealed } from '#lib/sealed-log/entry/sealed.ts';
import { Moved, putControl, putNext, rowOf } from './putting.ts';
import { type Disk, type Range, type Tables, under } from './disk.ts';
import type { AsideRow, EntryRow, HeadRow, KeyRow, LogRow, OutboxRow, ReadRow, SessionRow } from './rows.ts';

/** What waits for the server, with its bytes. */
export type Waiting = Pick<OutboxRow, 'n' | 'how'> & { row: EntryRow };

/**
 * What this device holds of its logs. Entries, what waits for the server and how far sessions have come change together or
 * not at all, and are on the disk when a promise settles.
 */
export class Archive<K> {
	#disk: Disk<K>;

	constructor(disk: Disk<K>) {
		this.#disk = disk;
	}

	/** For what changes several tables at once. */
	run<T>(mode: 'r' | 'rw', work: (tables: Tables<K>) => Promise<T>): Promise<T> {
		return this.#disk.run(mode, work);
	}

	/** As `run`, but `undefined` when `work` finds that somebody else was quicker, or that the log was deleted. */
	async attempt<const T>(
		log: string,
		work: (tables: Tables<K>, row: LogRow) => Promise<T>,
	): Promise<T | undefined> {
		try {
			return await this.run('rw', async (tables) => {
				const row = await tables.logs.get(log);
				if (!row) throw new Moved();
				return work(tables, row);
			});
		} catch (error) {
			// Dexie hands an error of ours through as it is.
			if (error instanceof Moved) return undefined;
			throw error;
		}
	}

	logs(): Promise<LogRow[]> {
		return this.run('r', (tables) => tables.logs.between('id', ['', []]));
	}

	log(id: string): Promise<LogRow | undefined> {
		return this.run('r', (tables) => tables.logs.get(id));
	}

	logOf(committee: string): Promise<LogRow | undefined> {
		return this.run('r', (tables) => tables.logs.get(committee, 'committee'));
	}

	/** What is shown of a log. */
	look(log: string): Promise<{ row: LogRow; waiting: number; heads: HeadRow[] } | undefined> {
		return this.run('r', async (tables) => {
			const row = await tables.logs.get(log);
			const waiting = await tables.outbox.count('[log+n]', under(log));
			const heads = await tables.heads.between('[log+device]', under(log));
			return row && { row, waiting, heads };
		});
	}

	/** Begins a log with its first entries: a chain, and what there was before it. False when the committee has one. */
	begin(row: LogRow, chain: readonly Sealed[], entries: readonly Sealed[] = []): Promise<boolean> {
		return this.run('rw', async (tables) => {
			if ((await tables.logs.get(row.id)) || (await tables.logs.get(row.committee, 'committee')))
				return false;
			let at = row;
			for (const sealed of chain) at = await putControl(tables, at, sealed);
			await tables.logs.put(at);
			for (const sealed of entries) await putNext(tables, sealed);
			return true;
		});
	}

	/** Remembers something about a log that no entry says. */
	change(log: string, what: (row: LogRow) => Partial<LogRow>): Promise<LogRow | undefined> {
		return this.attempt(log, async (tables, row) => {
			const next = { ...row, ...what(row) };
			await tables.logs.put(next);
			return next;
		});
	}

	/**
	 * Stores entries of this device behind what it has stored of their sessions, to be sent.
	 * @returns their numbers; `undefined` when another tab has been there, or the log was deleted
	 */
	append(log: string, entries: readonly Sealed[]): Promise<number[] | undefined> {
		return this.attempt(log, async (tables) => {
			const numbers: number[] = [];
			for (const sealed of entries) numbers.push(await putNext(tables, sealed));
			return numbers;
		});
	}

	/** Stores the next links of the membership chain. `undefined` when the chain ends elsewhere by now. */
	extendChain(log: string, links: readonly Sealed[]): Promise<LogRow | undefined> {
		return this.attempt(log, async (tables, row) => {
			let at = row;
			for (const sealed of links) at = await putControl(tables, at, sealed);
			return at;
		});
	}

	/** Puts another chain in the place of this one from some place on. What it held there is set aside. */
	replaceChain(log: string, kept: number, links: readonly Sealed[]): Promise<LogRow | undefined> {
		return this.attempt(log, async (tables, row) => {
			const held = await tables.entries.between('[log+document+n]', under(log, ''));
			const lost = held.filter(({ counter }) => counter > kept);
			for (const { id, n, bytes } of lost) {
				await tables.aside.put({ log, id, document: '', why: 'lost', bytes });
				await tables.entries.delete(n);
			}
			// What was read was read by the keys and the membership of then.
			for (const { document } of await tables.reads.between('[log+document]', under(log)))
				await tables.reads.delete([log, document]);
			const end = held.find(({ counter }) => counter === kept);
			let at: LogRow = { ...row, chain: { length: kept, head: end?.id ?? noEntry } };
			for (const sealed of links) at = await putControl(tables, at, sealed);
			await tables.logs.put(at);
			return at;
		});
	}

	/**
	 * Seals again what the server has not got: the same entries of one session, in the same places.
	 * @param before the ids that they had
	 */
	reseal(log: string, before: readonly string[], entries: readonly Sealed[]): Promise<true | undefined> {
		return this.attempt(log, async (tables) => {
			for (const [at, sealed] of entries.entries()) {
				const row = await tables.entries.get([log, before[at] ?? ''], '[log+id]');
				const waits = row && (await tables.outbox.get([log, row.n]));
				if (!row || !waits || row.counter !== sealed.entry.counter) throw new Moved();
				await tables.entries.put({ ...rowOf(sealed, 0, true), n: row.n });
				await tables.outbox.put({ ...waits, id: sealed.id });
				const last = await tables.sessions.get([log, row.device, row.session]);
				const isEnd = at === entries.length - 1;
				if (!last || (isEnd && last.counter !== row.counter)) throw new Moved();
				if (isEnd) await tables.sessions.put({ ...last, id: sealed.id });
			}
			return true;
		});
	}

	/** Makes a new session known before it writes, so that what a crash leaves of it can be told. */
	openSession(row: SessionRow): Promise<void> {
		return this.run('rw', async (tables) => {
			const known = await tables.sessions.get([row.log, row.device, row.session]);
			if (!known && (await tables.logs.get(row.log))) await tables.sessions.put(row);
		});
	}

	sessions(log: string, document?: string): Promise<SessionRow[]> {
		const [index, range] =
			document === undefined
				? ['[log+device+session]', under(log)]
				: ['[log+document]', under(log, document)];
		return this.run('r', (tables) => tables.sessions.between(index, range));
	}

	/** Forgets sessions that have written nothing. */
	forgetSessions(rows: readonly SessionRow[]): Promise<void> {
		return this.run('rw', async (tables) => {
			for (const { log, device, session } of rows) {
				const row = await tables.sessions.get([log, device, session]);
				if (row?.counter === 0) await tables.sessions.delete([log, device, session]);
			}
		});
	}

	/** The last entry of each session that is held without a gap. */
	async marks(log: string): Promise<SessionMark[]> {
		return (await this.sessions(log))
			.filter(({ counter }) => counter > 0)
			.map(({ device, session, counter, id }) => ({ device, session, counter, id }));
	}

	/** The membership chain in order. */
	async chain(log: string): Promise<EntryRow[]> {
		return (await this.rows(log, '', 0)).sort((a, b) => a.counter - b.counter);
	}

	/** A document's entries after a number, in the order in which they were stored here. */
	rows(log: string, document: string, after: number): Promise<EntryRow[]> {
		const range: Range = [
			[log, document, after + 1],
			[log, document, []],
		];
		return this.run('r', (tables) => tables.entries.between('[log+document+n]', range));
	}

	entry(n: number): Promise<EntryRow | undefined> {
		return this.run('r', (tables) => tables.entries.get(n));
	}

	entryOf(log: string, id: string): Promise<EntryRow | undefined> {
		return this.run('r', (tables) => tables.entries.get([log, id], '[log+id]'));
	}

	entryAt(log: string, device: string, session: string, counter: number): Promise<EntryRow | undefined> {
		const key = [log, device, session, counter];
		return this.run('r', (tables) => tables.entries.get(key, '[log+device+session+counter]'));
	}

	/** How many entries there are of a document. */
	count(log: string, document: string): Promise<number> {
		return this.run('r', (tables) => tables.entries.count('[log+document+n]', under(log, document)));
	}

	/** The documents that there are entries of. */
	async documents(log: string): Promise<string[]> {
		const names = (await this.sessions(log)).flatMap(({ document, counter }) =>
			counter > 0 ? document : [],
		);
		return [...new Set(names)].sort();
	}

	outbox(log: string, after: number, limit: number): Promise<Waiting[]> {
		const range: Range = [
			[log, after + 1],
			[log, []],
		];
		return this.run('r', async (tables) => {
			const found: Waiting[] = [];
			for (const { n, how } of await tables.outbox.between('[log+n]', range, limit)) {
				const row = await tables.entries.get(n);
				if (row) found.push({ n, how, row });
			}
			return found;
		});
	}

	waiting(log: string): Promise<number> {
		return this.run('r', (tables) => tables.outbox.count('[log+n]', under(log)));
	}

	read(log: string, document: string): Promise<ReadRow | undefined> {
		return this.run('r', (tables) => tables.reads.get([log, document]));
	}

	remember(row: ReadRow): Promise<void> {
		return this.run('rw', async (tables) => {
			const before = await tables.reads.get([row.log, row.document]);
			const isKnown = await tables.logs.get(row.log);
			if (isKnown && (before?.through ?? 0) <= row.through) await tables.reads.put(row);
		});
	}

	setAside(row: AsideRow): Promise<void> {
		return this.run('rw', (tables) => tables.aside.put(row));
	}

	aside(log: string): Promise<AsideRow[]> {
		return this.run('r', (tables) => tables.aside.between('[log+id]', under(log)));
	}

	keys(device: string): Promise<KeyRow<K> | undefined> {
		return this.run('r', (tables) => tables.keys.get(device));
	}

	putKeys(row: KeyRow<K>): Promise<void> {
		return this.run('rw', (tables) => tables.keys.put(row));
	}

	putHead(row: HeadRow): Promise<void> {
		return this.run('rw', async (tables) => {
			if (!(await tables.logs.get(row.log))) return;
			// What was found once stays found, while it says the same.
			const before = await tables.heads.get([row.log, row.device]);
			const isSame = before?.place.seq === row.place.seq && before.place.head === row.place.head;
			await tables.heads.put({ ...row, agrees: row.agrees || (isSame && before.agrees) });
		});
	}
}
