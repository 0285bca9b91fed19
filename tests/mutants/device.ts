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
	['SD6a', 'line/connection.ts', 'await this.#requeue({ sessions: [] }, true);', 'this.#isReordered = true;'],
	['SD6b', 'documents/reading/chained.ts', 'counter <= (row.links ?? Infinity)', 'counter > 0'],
	['SD7a', 'documents/recovering.ts', 'return client === entry.client && ', 'return client >= 0 && '],
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
	[
		'SD15',
		'documents/reading/believing.ts',
		'if (!(await isLacking(log, document)) && !(await isTurnedAway(log, document, marks))) return false;',
		'',
	],
	[
		'SD15b',
		'documents/reading/believing.ts',
		'if (!entry && own?.device === device && own.session === session) return false;',
		'',
	],
	['SD15c', 'keeping/intake.ts', 'if (held && held.id !== id) {', 'if (held && held.id === id) {'],
	['SD15d', 'documents/reading/reader.ts', 'base !== this.#on', 'base === this.document'],
	[
		'SD15e',
		'documents/reading/believing.ts',
		'if (base && (row?.missing ?? 0) > (await mayLack(archive, roll, id, document))) return true;',
		'void [roll, mayLack];',
	],
];

/** Of `src/lib/sealed-log/engine`: what a device says, and believes. */
export const claims: Mistake[] = [
	['SE1', 'line/passing/own-head.ts', 'row.untold || ', ''],
	['SE1b', 'line/passing/own-head.ts', 'return missing <= this.#mayLack;', 'return missing < 1e9;'],
	[
		'SE1c',
		'line/passing/own-head.ts',
		'if (missing > this.#mayLack) this.#mayLack = await mayLack(archive, roll, id);',
		'void [archive, roll, id, mayLack];',
	],
	[
		'SE2',
		'line/connection.ts',
		'if (isNext && (await nextHead(crypto, row.place.head, id)) !== head) {',
		"if (isNext && crypto && nextHead && head === '') {",
	],
	['SE2b', 'line/passing/heads.ts', 'return mine === head;', 'return true;'],
	[
		'SE2c',
		'keeping/intake.ts',
		'await tables.heads.put({ ...head, place: nowhere });',
		'void [head, nowhere];',
	],
	['SE3', 'line/outgoing.ts', "case 'other-document': {", "case 'bad-signature':\n			case 'other-document': {"],
	['SE3b', 'standing.ts', 'this.#waiting + this.#keptBack', 'this.#waiting'],
	['SE4', 'log.ts', 'this.line.start();', 'if (!this.isRemoved) this.line.start();'],
	['SE4b', 'standing.ts', 'this.#isRemoved = is;', 'this.#isRemoved ||= is;'],
	['SE5', 'members/members.ts', 'return cuts.length > MOST_CUTS', 'return cuts.length > 1e9 * MOST_CUTS'],
	['SE5b', 'members/members.ts', "isAll ||= refusal === 'cut-behind';", 'void refusal;'],
	[
		'SE5c',
		'members/closing.ts',
		'const isGone = !isAll && counter <= (gone.get(sessionOf(row)) ?? 0);',
		'const isGone = false && gone;',
	],
	['SE5d', 'members/roll.ts', ' || !mayWrite(this.state, owner.device);', ';'],
	[
		'SE5e',
		'members/closing.ts',
		'const holding = rows.filter((row) => row.counter <= counts(row));',
		'const holding = rows.slice();',
	],
	['SE6', 'members/redo.ts', '!mayRedo(members.state, by, action) || ', 'void [mayRedo, by] || '],
	['SE7', 'line/talk.ts', 'clock.elapsed() - this.#heardAt;', 'clock.now() - this.#heardAt;'],
	['SE7b', 'line/connection.ts', 'this.#zero + this.#subject.clock.elapsed()', 'this.#subject.clock.now()'],
	[
		'SE7c',
		'members/members.ts',
		'secret }), expiresAt } };\n		}, true);',
		'secret }), expiresAt } };\n		}, false);',
	],
	['SE8', 'line/line.ts', '!isAwake || !this.#tabs.isLineSilent', '!isAwake || this.#tabs'],
	['SE8b', 'line/line.ts', '!isAwake || !this.#tabs.isLineSilent', '!isAwake'],
	['SE9', 'line/passing/presence.ts', 'tabs.slice(-MOST_TABS)', 'tabs'],
	['SE9b', 'line/passing/presence.ts', ' || what.length > MOST_BYTES', ''],
	['SE10', 'line/passing/leases.ts', 'time > 0 || !this.#isInVain(document) ? time : PATIENCE', 'time'],
	[
		'SE11',
		'upkeep/snapshots.ts',
		'leadsOn(marks, before) && (await this.#holds(document, marks))',
		'before && (await this.#holds(document, marks))',
	],
	[
		'SE11b',
		'upkeep/stock.ts',
		'(best && !isMore(each.marks, best.marks) ? best : each)',
		'(best && isMore(each.marks, each.marks) ? each : (best ?? each))',
	],
	[
		'SE12',
		'line/connection.ts',
		'if (!this.#isReordered && (await archive.documents(id)).length > 0) {',
		'if (this.#isReordered && (await archive.documents(id)).length > 0) {',
	],
	['SE13', 'line/connection.ts', 'isLink && (await hasReturned(this.#subject))', 'isLink && !hasReturned'],
	['SE13b', 'line/incoming.ts', 'if (hasGrown && (await hasReturned(subject))) throw new LineDown();', ''],
	[
		'SE14',
		'documents/open.ts',
		'const left = this.#storedAt + this.#around.gather()',
		'const left = this.#around.clock.elapsed() + this.#around.gather()',
	],
	[
		'SE15',
		'upkeep/snapshots.ts',
		'spare > HEAVY * last.bytes.length',
		'spare > 1e6 * HEAVY * last.bytes.length',
	],
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
