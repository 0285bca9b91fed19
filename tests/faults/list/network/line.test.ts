import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { committee, founded, house, joined, read, shareHouse, write, year } from '#tests/device/tablets.ts';
import { amiss, isLive, says, until, untilSame, word } from '../rig/looking.ts';
import { record } from '../rig/record.ts';
import { Way } from '../rig/way.ts';

shareHouse();

const isLong = Boolean(process.env['LONG']);

/** Two tablets, the second one behind a network of its own. */
const two = async () => {
	const between = await Way.to(house.port);
	const mette = await founded();
	const ali = await joined(mette, 'Alis', 'write', between.reach());
	const texts = [await mette.open(committee, year), await ali.open(committee, year)] as const;
	await untilSame([mette, ali], [...texts]);
	return { between, mette, ali, texts };
};

/** Both write a word every so often; gives how long each took to the other's screen, in order of time. */
const talk = async (texts: Awaited<ReturnType<typeof two>>['texts'], times: number, pause: number) => {
	const words: string[] = [];
	const arrivals: Promise<number>[] = [];
	for (let at = 0; at < times; at++) {
		const [from, to] = at % 2 ? [texts[0], texts[1]] : [texts[1], texts[0]];
		const each = word('w', at);
		words.push(each);
		write(from, each);
		arrivals.push(until(() => read(to).includes(each)));
		await wait(pause);
	}
	const taken = (await Promise.all(arrivals)).sort((one, other) => one - other);
	return { words, p95: taken[Math.floor(taken.length * 0.95)] ?? Infinity };
};

test('R10: with latency and loss what two tablets write arrives, once, and they have the same', async () => {
	const { between, mette, ali, texts } = await two();
	between.latency = isLong ? 1000 : 300;
	between.loss = 0.05;
	between.cut();
	const { words, p95 } = await talk(texts, isLong ? 40 : 10, 400);
	await untilSame([mette, ali], [...texts]);
	expect(amiss(words, read(texts[0]))).toBe(0);
	const done = `one tablet behind ${2 * between.latency} ms round trip and 5 % loss`;
	record('R10', done, amiss(words, read(texts[0])), 'words lost or twice', { most: 0 });
	record('R10', done, p95 / 1000, 's until 95 % of words are on the other screen', { most: 5 });
	expect(p95).toBeLessThan(30_000);
}, 240_000);

test('R10: with a network that comes and goes they have the same when it stays', async () => {
	const { between, mette, ali, texts } = await two();
	const period = isLong ? 10_000 : 1500;
	const flapping = setInterval(() => {
		between.weather = between.weather === 'open' ? 'shut' : 'open';
		between.cut();
	}, period);
	const { words } = await talk(texts, isLong ? 60 : 12, isLong ? 1000 : 400);
	clearInterval(flapping);
	between.weather = 'open';
	const time = await untilSame([mette, ali], [...texts]);
	expect(amiss(words, read(texts[0]))).toBe(0);
	const done = `the network is there ${period / 1000} s and away ${period / 1000} s, again and again`;
	record('R10', done, amiss(words, read(texts[0])), 'words lost or twice', { most: 0 });
	record('R10', done, time / 1000, 's until all is the same, when it stays');
}, 240_000);

test('R10: a login page in between is not taken for the server', async () => {
	const { between, mette, ali, texts } = await two();
	between.weather = 'login';
	between.cut();
	await until(() => !isLive(ali));
	write(texts[1], 'bag en login-side');
	await ali.flush();
	await wait(3000);
	expect(says(ali)).toBe('here');
	expect(ali.saved).toBe('saved');
	between.weather = 'open';
	await ali.wake();
	const time = await untilSame([mette, ali], [...texts]);
	expect(read(texts[0])).toBe('bag en login-side');
	record(
		'R10',
		'a login page answers everything, and then it is gone',
		time / 1000,
		's until all is the same',
	);
}, 120_000);

test('R10: behind a proxy that cuts WebSockets it goes by plain requests, and back again', async () => {
	const { between, mette, ali, texts } = await two();
	between.weather = 'no-sockets';
	between.cut();
	await until(() => !isLive(ali));
	const start = performance.now();
	write(texts[1], 'ad omveje');
	await until(() => read(texts[0]) === 'ad omveje');
	const time = performance.now() - start;
	const { words, p95 } = await talk(texts, 8, 300);
	await untilSame([mette, ali], [...texts]);
	const done = 'a proxy lets plain requests through and cuts WebSockets';
	expect(amiss(words, read(texts[0]))).toBe(0);
	record('R10', done, p95 / 1000, 's until 95 % of words are on the other screen', { most: 5 });
	expect(record('R10', done, time / 1000, 's until plain requests carry it', { most: 15 })).toBe(true);
}, 120_000);

test('R11: a line that is dead and does not say so is noticed, and what waits is sent by another', async () => {
	const { between, mette, ali, texts } = await two();
	between.weather = 'hole';
	write(texts[1], 'i et hul');
	const noticed = await until(() => !isLive(ali));
	expect(says(ali)).toBe('here');
	between.weather = 'open';
	const sent = await untilSame([mette, ali], [...texts]);
	const done = 'everything that is sent disappears, and the line stays up';
	record('R11', done, sent / 1000, 's until all is sent when it works again');
	record('R11', done, noticed / 1000, 's until noticed', { most: 20 });
	// A busy machine is late with it.
	expect(noticed).toBeLessThan(30_000);
}, 120_000);
