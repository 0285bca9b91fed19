import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import {
	atServer,
	committee,
	founded,
	house,
	joined,
	read,
	shareHouse,
	write,
	year,
} from '#tests/device/tablets.ts';
import { amiss, until, untilSame, word } from '../rig/looking.ts';
import { record } from '../rig/record.ts';
import { Tampered } from '../rig/tampering.ts';

shareHouse();

test('R21: what a server leaves out for one tablet, of what it was asked for, is asked for again', async () => {
	const tampered = new Tampered(house);
	const mette = await founded(tampered.reach());
	const ali = await joined(mette, 'Alis');
	const texts = [await mette.open(committee, year), await ali.open(committee, year)] as const;
	await untilSame([mette, ali], [...texts]);
	const words: string[] = [];
	const say = async () => {
		const each = word('w', words.length);
		words.push(each);
		texts[1].act(() => texts[1].doc.getText('t').insert(0, each));
		await atServer(ali);
	};
	let cut = 0;
	// It tells nothing of what is new, until the tablet has to ask for it; of that it leaves one out.
	tampered.how = (frame) => {
		if (frame.type !== 'entries' || frame.entries.length === 0) return [frame];
		if (frame.entries.length < 4) return [];
		cut += 1;
		return [{ ...frame, entries: frame.entries.toSpliced(frame.entries.length >> 1, 1) }];
	};
	for (let at = 0; at < 6; at++) await say();
	await mette.close(committee);
	const again = await mette.open(committee, year);
	await until(() => cut > 0);
	expect(amiss(words, read(again))).toBeGreaterThan(0);
	tampered.how = undefined;
	// Longer than a line is given up and called again.
	const time = await until(() => amiss(words, read(again)) === 0);
	await say();
	write(again, 'her. ');
	await atServer(mette);
	await until(() => read(texts[1]).includes('her. '));
	await untilSame([mette, ali], [again, texts[1]]);
	expect(amiss(words, read(texts[1]))).toBe(0);
	const done = 'a server leaves an entry out of the middle of a page that was asked for, once';
	record('R21', done, time / 1000, 's until it is there, when it is honest', { most: 60 });
}, 100_000);
