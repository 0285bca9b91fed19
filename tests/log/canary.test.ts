import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { utf8 } from '#lib/sealed-log/bytes.ts';
import { Committee, seeded } from '../sealed-log.ts';
import { wallClock } from '../../src/server/log/clock.ts';
import { openDatabase } from '../../src/server/log/keeping/sqlite/schema.ts';
import { SqliteStore } from '../../src/server/log/keeping/sqlite/sqlite.ts';
import { filesIn, findCanaries } from './canary.ts';
import { Desk } from './desk.ts';

const canary = 'Kanariefuglen på Ærø 4711';
const around = (bytes: Uint8Array, before = 3) =>
	Buffer.concat([Buffer.alloc(before, 0x5a), bytes, Buffer.alloc(40, 0xa5)]);
const look = (bytes: Uint8Array) => findCanaries([canary], [{ name: 'here', bytes }]);
const formsIn = (bytes: Uint8Array) => look(bytes).map(({ form }) => form);

test('a canary is found as it is written, in UTF-8 and in UTF-16 of either order', () => {
	const utf16 = Buffer.from(canary, 'utf16le');
	expect(look(around(utf8(canary)))).toEqual([{ canary, place: 'here', form: 'utf-8', at: 3 }]);
	expect(formsIn(around(utf16))).toEqual(['utf-16le']);
	expect(formsIn(around(Buffer.from(utf16).swap16()))).toEqual(['utf-16be']);
});

test.for([0, 1, 2, 3, 4, 5])(
	'it is found in base64 and base64url, whatever stands before it: %i bytes',
	(before) => {
		for (const encoding of ['utf8', 'utf16le'] as const) {
			const whole = around(Buffer.from(canary, encoding), before);
			const name = encoding === 'utf8' ? 'utf-8' : 'utf-16le';
			// Where a word has no + and no / the two are the same.
			expect(formsIn(utf8(whole.toString('base64')))).toContain(`base64 of ${name}`);
			expect(formsIn(utf8(whole.toString('base64url')))).toContain(`base64url of ${name}`);
			const inMemory = Buffer.from(whole.toString('base64'), 'utf16le');
			expect(formsIn(inMemory)).toContain(`base64 of ${name}, in utf-16le`);
		}
	},
);

test('it is found in hex, escaped in JSON, and in an address', () => {
	const hex = around(utf8(canary)).toString('hex');
	expect(formsIn(utf8(hex))).toContain('hex of utf-8');
	expect(formsIn(utf8(hex.toUpperCase()))).toContain('hex of utf-8');
	expect(formsIn(utf8('"Kanariefuglen p\\u00e5 \\u00c6r\\u00f8 4711"'))).toContain('escaped');
	expect(formsIn(utf8(`/log?q=${encodeURIComponent(canary)}`))).toContain('in an address');
});

test('every canary is looked for in every place, and what is not there is not found', () => {
	const places = [
		{ name: 'one', bytes: utf8('kanariefuglen på Ærø 4711') },
		{ name: 'two', bytes: around(utf8('Undulaten 4712')) },
	];
	expect(findCanaries([canary, 'Undulaten 4712'], places).map(({ place }) => place)).toEqual(['two']);
	expect(findCanaries([canary], places)).toEqual([]);
	const both = [{ name: 'both', bytes: utf8(`${canary} Undulaten 4712`) }];
	expect(findCanaries([canary, 'Undulaten 4712'], both)).toHaveLength(2);
});

test('a search that could find nothing does not pass for one that found nothing', () => {
	expect(() => findCanaries([], [{ name: 'here', bytes: utf8('x') }])).toThrow('at least');
	expect(() => findCanaries(['kort'], [{ name: 'here', bytes: utf8('x') }])).toThrow('at least');
	expect(() => findCanaries([canary], [{ name: 'here', bytes: new Uint8Array() }])).toThrow('nothing');
});

test('what a committee seals is not in the database or its WAL; what somebody puts there unsealed is', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'medspil-canary-'));
	const path = join(folder, 'log.db');
	const store = new SqliteStore(() => openDatabase(path), wallClock);
	const committee = await Committee.found(seeded());
	const desk = new Desk(committee.crypto, { store });
	await desk.call().founds(committee.founding);
	const caller = await desk.admits(committee.log, committee.founder.author);
	const written = await committee.writes(committee.founder, { text: canary });
	expect(await caller.hands('append', written)).toMatchObject({ type: 'appended' });
	const files = await filesIn(folder);
	expect(files.map(({ name }) => name)).toEqual([path, `${path}-shm`, `${path}-wal`]);
	expect(findCanaries([canary], files)).toEqual([]);
	// The sealed entry is there: it was looked for in the right place.
	expect(Buffer.concat(files.map(({ bytes }) => bytes)).includes(Buffer.from(written.bytes))).toBe(true);

	const database = openDatabase(path);
	database.exec(`INSERT INTO head VALUES (1, x'00', CAST('${canary}' AS BLOB))`);
	expect(findCanaries([canary], await filesIn(folder))).toMatchObject([
		{ place: `${path}-wal`, form: 'utf-8' },
	]);
	database.close();
	await store.close();
	expect(findCanaries([canary], await filesIn(folder))).toMatchObject([{ place: path, form: 'utf-8' }]);
	expect((await readFile(path)).length).toBeGreaterThan(0);
	await rm(folder, { recursive: true });
});
