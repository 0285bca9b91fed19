import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WebCrypto } from '#lib/sealed-log/crypto/web.ts';
import {
	closedLater,
	committee,
	founded,
	house,
	joined,
	read,
	shareHouse,
	write,
	year,
} from '#tests/device/tablets.ts';
import { dial } from '#tests/log/lines.ts';
import { startProcess } from '#tests/log/process.ts';
import { Committee } from '#tests/sealed-log.ts';
import { amiss, logOf, until, untilSame, word } from '../rig/looking.ts';
import { record } from '../rig/record.ts';
import { Way } from '../rig/way.ts';

shareHouse();

const isLong = Boolean(process.env['LONG']);

test('R9: five tablets that were away for weeks come at once, and all have the same', async () => {
	const each = isLong ? 500 : 40;
	const between = await Way.to(house.port);
	const mette = await founded(between.reach());
	const tablets = [mette];
	for (const name of ['Alis', 'Karlas', 'Sannes', 'Idas'])
		tablets.push(await joined(mette, name, 'write', between.reach()));
	const texts = await Promise.all(tablets.map((device) => device.open(committee, year)));
	await untilSame(tablets, texts);
	between.weather = 'shut';
	between.cut();
	const words: string[] = [];
	for (let at = 0; at < each; at++)
		for (const [index, text] of texts.entries()) {
			words.push(word(`t${index}.`, at));
			// Confirmed one by one: an entry for each.
			text.act(() => text.doc.getText('t').insert(0, word(`t${index}.`, at)));
			await tablets[index]?.flush();
		}
	const log = await logOf(mette);
	expect(await log.archive.waiting(log.id)).toBeGreaterThanOrEqual(each);
	between.weather = 'open';
	for (const device of tablets) void device.wake();
	const time = await untilSame(tablets, texts);
	const [first] = texts;
	expect(first && amiss(words, read(first))).toBe(0);
	const done = `5 tablets × ${each} entries, all in one process over a database in memory`;
	record('R9', done, first ? amiss(words, read(first)) : Infinity, 'words lost or twice', { most: 0 });
	// Five tablets and the server share a processor here, and each opens and checks what the others wrote.
	record('R9', done, time / 1000, 's until all is the same', {
		most: 2,
		short: 'five tablets, their databases and the server share one thread here',
	});
	for (const device of tablets) closedLater(device);
}, 400_000);

test('R9: a tablet whose keys were turned twice while it was away reads and sends everything', async () => {
	const between = await Way.to(house.port);
	const mette = await founded();
	const ali = await joined(mette, 'Alis', 'write', between.reach());
	const texts = [await mette.open(committee, year), await ali.open(committee, year)] as const;
	await untilSame([mette, ali], [...texts]);
	between.weather = 'shut';
	between.cut();
	write(texts[1], 'skrevet ude. ');
	await ali.flush();
	for (const name of ['Karlas', 'Idas']) {
		const other = await joined(mette, name);
		const device = other.log(committee)?.device ?? (await logOf(other)).row.device;
		await mette.log(committee)?.remove(device);
		await until(async () => (await logOf(mette)).roll.state.owes === false);
		write(texts[0], `uden ${name}. `);
	}
	between.weather = 'open';
	void ali.wake();
	const time = await untilSame([mette, ali], [...texts]);
	expect(read(texts[1])).toContain('skrevet ude. ');
	expect(read(texts[1])).toContain('uden Idas. ');
	record(
		'R9',
		'away while two tablets were removed and two keys made',
		time / 1000,
		's until all is the same',
	);
}, 120_000);

test('R26: thirty tablets behind one address come in ten seconds, and none is turned away', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'medspil-crowd-'));
	const server = await startProcess(folder);
	try {
		const crypto = new WebCrypto();
		const committees = await Promise.all([1, 2, 3].map(() => Committee.found(crypto)));
		let refused = 0;
		const start = performance.now();
		for (const each of committees) {
			const founder = await dial(crypto, server.port);
			if ((await founder.founds(each.founding)).type === 'refused') refused += 1;
			await founder.greets(each.log, each.founder.author);
			for (let at = 1; at < 10; at++) {
				const tablet = await each.tablet();
				const sealed = await each.certification(tablet, 'write');
				if ((await founder.hands('append', sealed)).type === 'refused') refused += 1;
				await each.add(sealed);
				const caller = await dial(crypto, server.port);
				if ((await caller.greets(each.log, tablet.author)).type === 'refused') refused += 1;
				await caller.reads();
				if ((await caller.hands('append', await each.writes(tablet))).type === 'refused') refused += 1;
			}
		}
		const time = performance.now() - start;
		const done = 'thirty tablets in three committees come in, read and write, from one address';
		record('R26', done, time / 1000, 's for all of them', { most: 10 });
		expect(record('R26', done, refused, 'turned away', { most: 0 })).toBe(true);
	} finally {
		await server.kill();
		await rm(folder, { recursive: true });
	}
}, 120_000);
