import type { Mistake } from './mistake.ts';

/** Of `src/lib/sealed-log/engine`. */
export const store: Mistake[] = [
	['SD1', 'keeping/putting.ts', "await tables.outbox.put({ log, n, id, how: 'append' });", ''],
	[
		'SD2',
		'keeping/putting.ts',
		'if (!isNext || (last && last.document !== document)) throw new Moved();',
		'',
	],
	[
		'SD3a',
		'keeping/intake.ts',
		'...row, ...ackedAt, ...gaps, missing, untold, own: taken.own, place }',
		'...row, ...ackedAt, ...gaps, missing, untold, own: taken.own }',
	],
	['SD3b', 'keeping/intake.ts', 'if ((last?.counter ?? 0) >= counter) return;', ''],
	[
		'SD4',
		'keeping/putting.ts',
		'if (waits) await tables.outbox.delete([row.log, row.n]);',
		'if (waits && seq < 0) await tables.outbox.delete([row.log, row.n]);',
	],
	['SD5', 'keeping/intake.ts', 'rowOf(sealed, seq, false)', 'rowOf(sealed, seq, true)'],
	[
		'SD6',
		'keeping/intake.ts',
		'if (entry.kind === kinds.control || isThere || !entry.placed) continue;',
		'if (entry.kind === kinds.control || !isThere || !entry.placed) continue;',
	],
	[
		'SD7',
		'keeping/putting.ts',
		'await tables.aside.put({ log, id: row.id, document, why, bytes: row.bytes });',
		'',
	],
	[
		'SD8',
		'keeping/archive.ts',
		'if (!row || !waits || row.counter !== sealed.entry.counter) throw new Moved();',
		'if (!row) throw new Moved();',
	],
	['SD9', 'keeping/archive.ts', "|| (await tables.logs.get(row.committee, 'committee'))", ''],
	[
		'SD10',
		'keeping/keys.ts',
		'const stored = isStored ? await ownKeys(crypto, archive, device).catch(() => undefined) : undefined;',
		'const stored = isStored ? { device, pairs: fixed } : undefined;',
	],
	[
		'SD12',
		'documents/pieces.ts',
		'if (group.length > 0 && size + bytes > most) {',
		'if (group.length > 1e9) {',
	],
	['SD13', 'documents/reading/leaning.ts', 'this.#held.set(held.row.n, held);', ''],
	[
		'SD13b',
		'documents/reading/nesting.ts',
		'if (!isHere && !other && !mayLean) return { needs: { client: id.client, clock: id.clock } };',
		'',
	],
	['SD13c', 'documents/reading/leaning.ts', 'behind?.push(row);', ''],
	[
		'SD14',
		'documents/reading/nesting.ts',
		"if (depth > DEEPEST) return 'too-deep';",
		'if (depth > 1e9) return next;',
	],
	['SD15', 'documents/reading/believing.ts', 'if (!(await isLacking(log, document))) return false;', ''],
];

/** Of `src/lib/device`: what was there before the logs lies in the same database. */
export const database: Mistake[] = [
	[
		'SD11',
		'database.ts',
		'this.version(2).stores(sealedTables);',
		'this.version(2).stores({ ...sealedTables, updates: null });',
	],
];
