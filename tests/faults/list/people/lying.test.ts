import 'fake-indexeddb/auto';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { nextHead } from '#lib/sealed-log/entry/ids.ts';
import { WebCrypto } from '#lib/sealed-log/crypto/web.ts';
import { readEntry } from '#lib/sealed-log/entry/sealed.ts';
import type { Frame } from '#lib/sealed-log/wire/frames.ts';
import { committee, founded, house, joined, read, shareHouse, write, year } from '#tests/device/tablets.ts';
import { amiss, isLive, logOf, until, untilSame, word } from '../rig/looking.ts';
import { record } from '../rig/record.ts';
import { Tampered } from '../rig/tampering.ts';
import { Way } from '../rig/way.ts';

shareHouse();

type Entries = Extract<Frame, { type: 'entries' }>;

/** What a server does with entries on their way to one tablet. */
const lies: Record<string, (page: Entries) => Frame[]> = {
	'sends everything twice': (page) => [page, page],
	'turns the order round': (page) => [{ ...page, entries: page.entries.toReversed() }],
	'gives places that are not so': (page) => [
		{ ...page, entries: page.entries.map((each, at) => ({ ...each, seq: each.seq + 7 + at })) },
	],
	'changes one bit': (page) => [
		{
			...page,
			entries: page.entries.map(({ seq, entry }) => {
				const changed = entry.slice();
				const at = Math.floor(Math.random() * changed.length);
				changed[at] = (changed[at] ?? 0) ^ 1;
				return { seq, entry: changed };
			}),
		},
	],
	'leaves one out, and says so in nothing': (page) => [{ ...page, entries: page.entries.slice(1) }],
};

test.each(Object.entries(lies))(
	'R21: a server that %s does no harm that lasts',
	async (what, lie) => {
		const tampered = new Tampered(house);
		const mette = await founded(tampered.reach());
		const ali = await joined(mette, 'Alis');
		const texts = [await mette.open(committee, year), await ali.open(committee, year)] as const;
		await untilSame([mette, ali], [...texts]);
		let lied = 0;
		let dropped = 0;
		tampered.how = (frame) => {
			const isPage = frame.type === 'entries' && frame.entries.length > 0;
			if (isPage) lied += 1;
			return isPage ? lie(frame) : [frame];
		};
		const words: string[] = [];
		for (let at = 0; at < 8; at++) {
			words.push(word('w', at));
			texts[1].act(() => texts[1].doc.getText('t').insert(0, word('w', at)));
			await wait(250);
			if (!isLive(mette)) dropped += 1;
		}
		tampered.how = undefined;
		write(texts[1], word('w', 8));
		words.push(word('w', 8));
		expect(lied).toBeGreaterThan(0);
		const time = await untilSame([mette, ali], [...texts]);
		expect(amiss(words, read(texts[0]))).toBe(0);
		const done = `a server ${what}, for two seconds`;
		record('R21', done, amiss(words, read(texts[0])), 'words lost or twice', { most: 0 });
		record('R21', done, dropped, 'of 8 times the line was given up');
		expect(record('R21', done, time / 1000, 's until all is the same, when it is honest')).toBe(true);
	},
	100_000,
);

test('R19: a server that hands out what a removed tablet wrote is not believed', async () => {
	const crypto = new WebCrypto();
	const tampered = new Tampered(house);
	const between = await Way.to(house.port);
	const mette = await founded(tampered.reach());
	const ali = await joined(mette, 'Alis');
	const karla = await joined(mette, 'Karlas', 'write', between.reach());
	const texts = [
		await mette.open(committee, year),
		await ali.open(committee, year),
		await karla.open(committee, year),
	] as const;
	write(texts[2], 'mens hun var med. ');
	await untilSame([mette, ali, karla], [...texts]);
	between.weather = 'shut';
	between.cut();
	const log = await logOf(karla);
	await mette.log(committee)?.remove(log.row.device);
	write(texts[2], 'bagefter');
	await karla.flush();
	const [waiting] = await log.archive.outbox(log.id, 0, 10);
	if (!waiting) throw new Error('nothing waits');
	const removed = await readEntry(crypto, waiting.row.bytes);
	if (!removed.ok) throw new Error(removed.reason);
	const mine = await logOf(mette);
	await until(() => mine.roll.state.owes === false);
	let lied = 0;
	tampered.how = async (frame) => {
		if (frame.type !== 'entries' || frame.entries.length !== 1) return [frame];
		const { place } = mine.row;
		if (frame.place.seq !== place.seq + 1) return [frame];
		lied += 1;
		const head = await nextHead(crypto, place.head, removed.sealed.id);
		const entries = [{ seq: frame.place.seq, entry: removed.sealed.bytes }];
		return [{ ...frame, entries, place: { ...frame.place, head } }];
	};
	const asides = async () => (await mine.archive.aside(mine.id)).map(({ why }) => why);
	await until(
		async () => {
			write(texts[1], '.');
			return lied > 0 && (await asides()).includes('refused');
		},
		{ timeout: 60_000, interval: 300 },
	);
	tampered.how = undefined;
	expect(read(texts[0])).not.toContain('bagefter');
	await untilSame([mette, ali], [texts[0], texts[1]]);
	expect(read(texts[0])).not.toContain('bagefter');
	const done = 'the server hands out an entry that a removed tablet wrote afterwards, in another’s place';
	expect(
		record('R19', done, read(texts[0]).includes('bagefter') ? 1 : 0, 'entries applied', { most: 0 }),
	).toBe(true);
}, 200_000);
