import {
	type Disk,
	type Key,
	schema,
	type TableName,
	type Tables,
} from '#lib/sealed-log/engine/keeping/disk.ts';

type Row = Record<string, unknown>;

// As IndexedDB orders keys: numbers, then text, then lists.
const rank = (part: unknown): number => (typeof part === 'number' ? 0 : typeof part === 'string' ? 1 : 2);

const compare = (one: unknown, other: unknown): number => {
	if (Array.isArray(one) && Array.isArray(other)) {
		for (let at = 0; at < Math.min(one.length, other.length); at++) {
			const order = compare(one[at], other[at]);
			if (order !== 0) return order;
		}
		return one.length - other.length;
	}
	const kinds = rank(one) - rank(other);
	if (kinds !== 0 || Array.isArray(one)) return kinds;
	const [a, b] = [one as string | number, other as string | number];
	return a < b ? -1 : a > b ? 1 : 0;
};

/** What is found by one key: rows in the order of it. */
class Index {
	readonly name: string;
	readonly fields: string[];
	readonly isUnique: boolean;
	entries: { key: unknown; row: Row }[] = [];

	constructor(spec: string) {
		const [, mark = '', list = ''] = /^([&+]*)\[?([^\]]*)\]?$/.exec(spec) ?? [];
		this.name = spec.replace(/^[&+]+/, '');
		this.fields = list.split('+');
		this.isUnique = mark === '&';
	}

	keyOf(row: Row): unknown {
		const parts = this.fields.map((field) => row[field]);
		return parts.length === 1 ? parts[0] : parts;
	}

	/** Where the first row with this key or a later one is. */
	at(key: unknown): number {
		let [from, to] = [0, this.entries.length];
		while (from < to) {
			const middle = (from + to) >> 1;
			if (compare(this.entries[middle]?.key, key) < 0) from = middle + 1;
			else to = middle;
		}
		return from;
	}

	find(key: unknown): Row | undefined {
		const entry = this.entries[this.at(key)];
		return entry && compare(entry.key, key) === 0 ? entry.row : undefined;
	}

	insert(row: Row): void {
		const key = this.keyOf(row);
		const at = this.at(key);
		if (this.isUnique && this.find(key)) throw new DOMException(`${this.name} is taken`, 'ConstraintError');
		this.entries.splice(at, 0, { key, row });
	}

	remove(row: Row): void {
		const key = this.keyOf(row);
		for (let at = this.at(key); at < this.entries.length; at++)
			if (this.entries[at]?.row === row) {
				this.entries.splice(at, 1);
				return;
			}
	}
}

class Table {
	#primary: Index;
	#others: Index[];
	#isNumbered: boolean;
	#last = 0;
	/** How to take back what the transaction has done, last first. */
	#undo: (() => void)[] = [];

	constructor(specs: string) {
		const [primary = '', ...others] = specs.split(', ');
		this.#isNumbered = primary.startsWith('++');
		this.#primary = new Index(primary);
		this.#others = others.map((spec) => new Index(spec));
	}

	get latest(): number {
		return this.#last;
	}

	get indexes(): Index[] {
		return [this.#primary, ...this.#others];
	}

	index(name: string): Index {
		const found = this.indexes.find((index) => index.name === name);
		if (!found) throw new Error(`no index ${name}`);
		return found;
	}

	get(key: Key, index?: string): Row | undefined {
		return (index === undefined ? this.#primary : this.index(index)).find(key);
	}

	put(given: Row): unknown {
		const row = this.#isNumbered && given.n === undefined ? { ...given, n: ++this.#last } : { ...given };
		const before = this.#primary.find(this.#primary.keyOf(row));
		if (before) this.#remove(before);
		try {
			this.#insert(row);
		} catch (error) {
			if (before) this.#insert(before);
			throw error;
		}
		this.#undo.push(() => {
			this.#remove(row);
			if (before) this.#insert(before);
		});
		return this.#primary.keyOf(row);
	}

	delete(key: Key): void {
		const row = this.#primary.find(key);
		if (!row) return;
		this.#remove(row);
		this.#undo.push(() => this.#insert(row));
	}

	commit(): void {
		this.#undo = [];
	}

	rollBack(): void {
		for (const undo of this.#undo.toReversed()) undo();
		this.#undo = [];
	}

	/** All rows, and what the next one is numbered. */
	copyFrom(other: Table): void {
		for (const { row } of other.#primary.entries) this.#insert(row);
		this.#last = other.#last;
	}

	#insert(row: Row): void {
		const done: Index[] = [];
		try {
			for (const index of this.indexes) {
				index.insert(row);
				done.push(index);
			}
		} catch (error) {
			for (const index of done) index.remove(row);
			throw error;
		}
	}

	#remove(row: Row): void {
		for (const index of this.indexes) index.remove(row);
	}
}

/** Called before and after every transaction: to wait, to fail, or to never come back. */
export interface Faults {
	before(mode: 'r' | 'rw'): Promise<void>;
	after(mode: 'r' | 'rw'): Promise<void>;
}

/**
 * The tables of a device that lives in memory, with the order of keys, the unique indexes and the all-or-nothing of
 * IndexedDB. Several tabs have the same one.
 */
export class MemoryDisk {
	#tables = new Map<string, Table>();
	/** Writers come one after the other. */
	#queue: Promise<unknown> = Promise.resolve();

	constructor() {
		for (const [name, specs] of Object.entries(schema)) this.#tables.set(name, new Table(specs));
	}

	/** As one tab has it: what it waits for is up to its faults. */
	of<K>(faults?: Faults): Disk<K> {
		return {
			run: async <T>(mode: 'r' | 'rw', work: (tables: Tables<K>) => Promise<T>) => {
				await faults?.before(mode);
				const done = this.#queue.then(() => this.#run(work));
				this.#queue = done.catch(() => undefined);
				const result = await done;
				await faults?.after(mode);
				return result;
			},
		};
	}

	/** Another device with the same disk: a backup that somebody put onto a second tablet. */
	clone(): MemoryDisk {
		const copy = new MemoryDisk();
		for (const [name, table] of this.#tables) copy.#tables.get(name)?.copyFrom(table);
		return copy;
	}

	rows(name: TableName): Row[] {
		return this.#table(name).indexes[0]?.entries.map(({ row }) => row) ?? [];
	}

	/** The number of the last row. */
	latest(name: TableName): number {
		return this.#table(name).latest;
	}

	async #run<K, T>(work: (tables: Tables<K>) => Promise<T>): Promise<T> {
		try {
			const result = await work(this.#face());
			for (const table of this.#tables.values()) table.commit();
			return result;
		} catch (error) {
			for (const table of this.#tables.values()) table.rollBack();
			throw error;
		}
	}

	#table(name: string): Table {
		const table = this.#tables.get(name);
		if (!table) throw new Error(`no table ${name}`);
		return table;
	}

	#face<K>(): Tables<K> {
		const rowsOf = (name: string) => {
			const table = this.#table(name);
			const range = (index: string, [from, to]: readonly [Key, Key]) => {
				const { entries } = table.index(index);
				return entries.slice(table.index(index).at(from), table.index(index).at(to)).map(({ row }) => row);
			};
			return {
				get: async (key: Key, index?: string) => table.get(key, index),
				between: async (index: string, keys: readonly [Key, Key], limit = Infinity) =>
					range(index, keys).slice(0, limit),
				count: async (index: string, keys: readonly [Key, Key]) => range(index, keys).length,
				put: async (row: Row) => void table.put(row),
				add: async (row: Row) => table.put(row),
				addAll: async (rows: readonly Row[]) => rows.forEach((row) => table.put(row)),
				delete: async (key: Key) => table.delete(key),
			};
		};
		return Object.fromEntries(
			Object.keys(schema).map((name) => [name, rowsOf(name)]),
		) as unknown as Tables<K>;
	}
}
