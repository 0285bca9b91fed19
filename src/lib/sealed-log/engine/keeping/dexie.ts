import type { Dexie, Table, Transaction } from 'dexie';
import { type Disk, type Key, type Range, schema, type Tables } from './disk.ts';

/** The database that the tables of `schema` are in, and what opens it again after it was lost. */
export interface LogDatabase extends Dexie {
	ensureOpen(): Promise<void>;
}

/** A table as Dexie has it, with no more than is needed of it. */
const rowsOf = (table: Table<unknown, Key, unknown>) => ({
	get: async (key: Key, index?: string) =>
		index === undefined ? table.get(key) : table.where(index).equals(key).first(),
	between: async (index: string, [from, to]: Range, limit?: number) => {
		const rows = table.where(index).between(from, to, true, false);
		return limit === undefined || limit === Infinity ? rows.toArray() : rows.limit(limit).toArray();
	},
	count: async (index: string, [from, to]: Range) =>
		table.where(index).between(from, to, true, false).count(),
	put: async (row: unknown) => void (await table.put(row)),
	add: async (row: unknown) => table.add(row),
	addAll: async (rows: readonly unknown[]) => void (await table.bulkAdd(rows)),
	delete: async (key: Key) => table.delete(key),
});

/** Of the nine tables most transactions use one or two, and Dexie takes its time for each. */
const tablesOf = <K>(transaction: Transaction): Tables<K> => {
	const tables = {};
	for (const name of Object.keys(schema)) {
		let rows: ReturnType<typeof rowsOf> | undefined;
		const get = () => (rows ??= rowsOf(transaction.table(name)));
		Object.defineProperty(tables, name, { get });
	}
	return tables as Tables<K>;
};

/** The tables in the database of this device. */
export const dexieDisk = <K>(db: LogDatabase): Disk<K> => {
	const names = Object.keys(schema);
	return {
		async run(mode, work) {
			await db.ensureOpen();
			return db.transaction(mode, names, (transaction) => work(tablesOf<K>(transaction)));
		},
	};
};
