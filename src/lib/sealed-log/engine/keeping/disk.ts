import type {
	AsideRow,
	BaseRow,
	EntryRow,
	HeadRow,
	KeyRow,
	LogRow,
	OutboxRow,
	ReadRow,
	SessionRow,
} from './rows.ts';

type Part = string | number;
/** What rows are found by: one value, or several that are compared in turn. An empty list is after everything else. */
export type Key = Part | (Part | [])[];

/** From one key up to another that is not included any more. */
export type Range = readonly [from: Key, to: Key];

/** All rows whose key begins so: from here, up to there. */
export const under = (...key: Part[]): Range => [key, [...key, []]];

export interface Rows<Row> {
	/** The row with this key: of the rows themselves, or of a named index. */
	get(key: Key, index?: string): Promise<Row | undefined>;
	/** The rows in the order of an index. */
	between(index: string, range: Range, limit?: number): Promise<Row[]>;
	count(index: string, range: Range): Promise<number>;
	put(row: Row): Promise<void>;
	delete(key: Key): Promise<void>;
}

/** Entries are numbered as they come. */
export interface NumberedRows<Row extends { n: number }> extends Rows<Row> {
	/** @returns the number that it got */
	add(row: Omit<Row, 'n'>): Promise<number>;
	/** Many at once, which costs far less than one after the other. */
	addAll(rows: readonly Omit<Row, 'n'>[]): Promise<void>;
}

export interface Tables<K> {
	logs: Rows<LogRow>;
	entries: NumberedRows<EntryRow>;
	outbox: Rows<OutboxRow>;
	sessions: Rows<SessionRow>;
	reads: Rows<ReadRow>;
	bases: Rows<BaseRow>;
	keys: Rows<KeyRow<K>>;
	aside: Rows<AsideRow>;
	heads: Rows<HeadRow>;
}

export type TableName = keyof Tables<unknown>;

/** The keys and indexes of the tables, as Dexie writes them. */
export const schema: Record<TableName, string> = {
	logs: 'id, &committee',
	entries: '++n, &[log+id], [log+document+n], &[log+device+session+counter]',
	outbox: '[log+n]',
	sessions: '[log+device+session], [log+document]',
	reads: '[log+document]',
	bases: '[log+document]',
	keys: 'device',
	aside: '[log+id]',
	heads: '[log+device]',
};

/**
 * Where the rows lie. What is done in one `run` is done whole or not at all, nothing else happens in between, and when it
 * settles it is on the disk. Nothing but the tables may be awaited in it: a transaction that waits for anything else is
 * over (WebKit drops it).
 */
export interface Disk<K> {
	/** @throws what the browser says: refused, full, lost. Nothing is changed then. */
	run<T>(mode: 'r' | 'rw', work: (tables: Tables<K>) => Promise<T>): Promise<T>;
}
