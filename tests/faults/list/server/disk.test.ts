import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import {
	closedLater,
	committee,
	foundOn,
	joinedOn,
	read,
	shareHouse,
	tabOf,
	write,
	year,
} from '#tests/device/tablets.ts';
import type { Trouble } from '#tests/log/faulty.ts';
import { AilingHouse } from '../rig/houses.ts';
import { amiss, isAtServer, says, untilSame, word } from '../rig/looking.ts';
import { record } from '../rig/record.ts';

shareHouse();

const seconds = process.env['LONG'] ? 60 : 4;

describe('R3', () => {
	test.each<Trouble>(['disk-full', 'disk-error', 'busy'])(
		'while the server’s disk says %s nothing is called stored there, and all is sent soon after',
		async (trouble) => {
			const own = new AilingHouse();
			await own.open();
			const tablet = (name: string) => closedLater(tabOf(`${name} of ${committee}`, own));
			const mette = await foundOn(tablet('Mettes'));
			const ali = await joinedOn(tablet('Alis'), mette);
			const texts = [await mette.open(committee, year), await ali.open(committee, year)] as const;
			await untilSame([mette, ali], [...texts]);

			own.fate = (sql) => (/^\s*(INSERT|UPDATE|COMMIT|BEGIN)/i.test(sql) ? trouble : undefined);
			const words: string[] = [];
			let untrue = 0;
			let noticed: number | undefined;
			const start = performance.now();
			for (let at = 0; performance.now() - start < seconds * 1000; at++) {
				const [device, text, name] =
					at % 2 ? ([ali, texts[1], 'a'] as const) : ([mette, texts[0], 'm'] as const);
				words.push(word(name, at));
				write(text, word(name, at));
				await device.flush();
				if (says(device) === 'here') noticed ??= performance.now() - start;
				await wait(200);
				if (isAtServer(device)) untrue += 1;
			}
			own.fate = () => undefined;
			const drained = await untilSame([mette, ali], [...texts]);
			expect(untrue).toBe(0);
			expect(amiss(words, read(texts[0]))).toBe(0);
			const done = `the disk says ${trouble} for ${seconds} s while two tablets write`;
			record('R3', done, untrue, 'false acknowledgements', { most: 0 });
			record('R3', done, (noticed ?? Infinity) / 1000, 's until it says that it is not on the server', {
				most: 5,
			});
			record('R3', done, drained / 1000, 's until all was sent', { most: 10 });
			// A busy machine is late with it.
			expect(drained).toBeLessThan(30_000);
		},
		240_000,
	);
});
