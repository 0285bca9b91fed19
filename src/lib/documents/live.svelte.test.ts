import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { Live } from './live.svelte.ts';

const setUp = () => {
	const doc = new Y.Doc();
	const map = doc.getMap<number>('m');
	let reads = 0;
	const live = new Live(map, () => {
		reads++;
		return map.get('n') ?? 0;
	});
	const observers = () => map._dEH.l.length;
	return { doc, map, live, observers, reads: () => reads };
};

test('a plain read is fresh and leaves no observer', () => {
	const { map, live, observers } = setUp();
	expect(live.current).toBe(0);
	map.set('n', 1);
	expect(live.current).toBe(1);
	expect(observers()).toBe(0);
});

test('one transaction is one read and one run, and the observer goes with the reader', async () => {
	const { doc, map, live, observers, reads } = setUp();
	const seen: number[] = [];
	const stop = $effect.root(() => {
		$effect(() => {
			seen.push(live.current);
			void live.current;
		});
	});
	flushSync();
	expect(observers()).toBe(1);
	const before = reads();
	doc.transact(() => {
		map.set('n', 1);
		map.set('n', 2);
	});
	flushSync();
	expect(seen).toEqual([0, 2]);
	expect(reads() - before).toBe(1);
	stop();
	await Promise.resolve();
	expect(observers()).toBe(0);
});

test('what changed while nobody looked is seen on return', async () => {
	const { map, live } = setUp();
	const look = () => {
		const seen: number[] = [];
		const stop = $effect.root(() => {
			$effect(() => void seen.push(live.current));
		});
		flushSync();
		stop();
		return seen;
	};
	expect(look()).toEqual([0]);
	await Promise.resolve();
	map.set('n', 3);
	expect(look()).toEqual([3]);
});

test('several shared types can be watched as one', () => {
	const doc = new Y.Doc();
	const [one, other] = [doc.getMap<number>('one'), doc.getMap<number>('other')];
	const live = new Live([one, other], () => (one.get('n') ?? 0) + (other.get('n') ?? 0));
	const seen: number[] = [];
	const stop = $effect.root(() => {
		$effect(() => void seen.push(live.current));
	});
	flushSync();
	one.set('n', 1);
	flushSync();
	other.set('n', 2);
	flushSync();
	stop();
	expect(seen).toEqual([0, 1, 3]);
});
