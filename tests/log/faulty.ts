import type { Database } from '../../src/server/log/keeping/sqlite/schema.ts';

export type Trouble = 'busy' | 'disk-full' | 'disk-error' | 'corrupt';

const errors: Record<Trouble, [code: number, words: string]> = {
	busy: [5, 'database is locked'],
	'disk-full': [13, 'database or disk is full'],
	'disk-error': [10, 'disk I/O error'],
	corrupt: [11, 'database disk image is malformed'],
};

export const sqliteError = (trouble: Trouble): Error => {
	const [errcode, words] = errors[trouble];
	return Object.assign(new Error(words), { code: 'ERR_SQLITE_ERROR', errcode });
};

/** Asked before each statement is run, and after it: what to fail with, if anything. */
export type Fate = (sql: string, when: 'before' | 'after') => Trouble | undefined;

/** A database that does what it is told, until fate has it otherwise. */
export const faulty = (database: Database, fate: Fate): Database => {
	const run = <T>(sql: string, work: () => T): T => {
		const early = fate(sql, 'before');
		if (early) throw sqliteError(early);
		const done = work();
		const late = fate(sql, 'after');
		if (late) throw sqliteError(late);
		return done;
	};
	return new Proxy(database, {
		get(target, name) {
			if (name === 'exec') return (sql: string) => run(sql, () => target.exec(sql));
			if (name === 'prepare') {
				return (sql: string) => {
					const statement = target.prepare(sql);
					return new Proxy(statement, {
						get(made, method) {
							const value: unknown = Reflect.get(made, method, made);
							if (typeof value !== 'function') return value;
							return (...values: unknown[]) => run(sql, () => value.apply(made, values));
						},
					});
				};
			}
			const value: unknown = Reflect.get(target, name, target);
			return typeof value === 'function' ? value.bind(target) : value;
		},
	});
};
