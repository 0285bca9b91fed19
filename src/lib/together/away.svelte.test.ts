import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { gist, type Digest } from '#lib/digest.ts';
import { origins } from '#lib/documents/origins.ts';
import { SharedDocument } from '#lib/documents/shared.ts';
import { Away, AWAY, type Looked } from './away.svelte.ts';

beforeEach(() => void vi.useFakeTimers({ now: new Date('2027-01-14T12:00:00') }));
afterEach(() => void vi.useRealTimers());

/** A tablet whose documents hold words under ids, and what it has on its disk. */
class Tablet {
	shared = new SharedDocument('year-2027');
	disk = new Map<string, Looked>();
	isWhole = true;
	away = this.open();

	open(): Away {
		this.away = new Away({
			read: () => Promise.resolve([...this.disk.values()]),
			write: (looked) => {
				for (const each of looked) this.disk.set(each.document, each);
				return Promise.resolve();
			},
			opened: () => [this.shared],
			digestOf: ({ doc }) => this.#digest(doc),
			isWhole: () => this.isWhole,
			clock: () => new Date(),
		});
		return this.away;
	}

	/** The tab is killed, and opened again later. */
	async reopen() {
		await this.open().started;
		this.away.follow();
	}

	own(id: string, words: string) {
		this.shared.act(() => this.shared.doc.getMap('w').set(id, words));
	}

	others(id: string, words: string, origin: string = origins.store) {
		const other = new Y.Doc();
		Y.applyUpdate(other, Y.encodeStateAsUpdate(this.shared.doc));
		other.getMap('w').set(id, words);
		Y.applyUpdate(this.shared.doc, Y.encodeStateAsUpdate(other), origin);
	}

	get told() {
		return this.away.changes.flatMap(({ changes }) => changes.map(({ id }) => id)).toSorted();
	}

	#digest(doc: Y.Doc): Digest {
		return Object.fromEntries([...doc.getMap<string>('w')].map(([id, words]) => [id, gist('w', words, {})]));
	}
}

const looked = async () => {
	const tablet = new Tablet();
	await tablet.away.started;
	tablet.away.follow();
	tablet.own('mine', 'Ro ved bordet');
	await tablet.away.leave();
	await tablet.reopen();
	return tablet;
};

test('[TO9] a tablet that has not looked before has nothing to tell', async () => {
	const tablet = new Tablet();
	await tablet.reopen();
	tablet.others('a', 'Nyt');
	expect(tablet.told).toEqual([]);
});

test('[TO8] what others changed is told, and what is changed here is not, in whatever order they come', async () => {
	const tablet = await looked();
	tablet.others('a', 'Nyt');
	tablet.own('b', 'Mit');
	tablet.others('mine', 'Ro ved bordene');
	tablet.own('c', 'Også mit');
	tablet.others('d', 'Mere nyt');
	expect(tablet.told).toEqual(['a', 'd', 'mine']);
	tablet.own('a', 'Nyt, og rettet af mig');
	expect(tablet.told).toEqual(['d', 'mine']);
	expect(tablet.away.since).toEqual(new Date('2027-01-14T12:00:00'));
});

test('[TO8] in a year that was not there before, one’s own part is nothing to tell either', async () => {
	const tablet = new Tablet();
	tablet.disk.set('core', { document: 'core', digest: {}, at: '2027-01-13T12:00:00Z' });
	await tablet.reopen();
	tablet.own('mine', 'Mit mål');
	tablet.others('a', 'Nyt');
	expect(tablet.told).toEqual(['a']);
	await tablet.away.leave();
	await tablet.reopen();
	expect(tablet.told).toEqual(['a']);
});

test('[TO8] what another tab of this tablet writes, or a copy brings back, is one’s own', async () => {
	const tablet = await looked();
	tablet.others('a', 'Fra den anden fane', origins.elsewhere);
	tablet.others('b', 'Fra en kopi', origins.restored);
	expect(tablet.told).toEqual([]);
});

test('[TO8] what is one’s own is told apart while the screen reads, in whatever moment that is', async () => {
	const tablet = await looked();
	const seen: string[][] = [];
	const stop = $effect.root(() => {
		const told = $derived(tablet.told);
		$effect(() => void seen.push(told));
	});
	flushSync();
	tablet.others('a', 'Nyt');
	tablet.others('b', 'Fra den anden fane', origins.elsewhere);
	await vi.advanceTimersByTimeAsync(500);
	flushSync();
	expect(seen.at(-1)).toEqual(['a']);
	await tablet.away.putAway();
	flushSync();
	expect(seen.at(-1)).toEqual([]);
	stop();
});

test('[TO8] one’s own change is on the disk as looked at soon after, should the tablet be killed', async () => {
	const tablet = await looked();
	tablet.own('b', 'Mit');
	await vi.advanceTimersByTimeAsync(2000);
	await tablet.reopen();
	expect(tablet.told).toEqual([]);
	tablet.others('a', 'Nyt');
	tablet.own('c', 'Mit');
	await vi.advanceTimersByTimeAsync(2000);
	await tablet.reopen();
	expect(tablet.told).toContain('a');
});

test('[TO9] what comes while the page is out of sight is not looked at', async () => {
	const tablet = await looked();
	await tablet.away.leave();
	tablet.others('a', 'Nyt');
	await vi.advanceTimersByTimeAsync(60_000);
	await tablet.reopen();
	expect(tablet.told).toEqual(['a']);
});

test('[TO9] what came while somebody looked counts as looked at when the page is put away', async () => {
	const tablet = await looked();
	tablet.others('a', 'Nyt');
	tablet.away.shown();
	await tablet.away.leave();
	await tablet.reopen();
	expect(tablet.told).toEqual([]);
});

test('[TO9] what there was to tell and was not shown is told the next time', async () => {
	const tablet = await looked();
	tablet.others('a', 'Nyt');
	await tablet.away.leave();
	await tablet.reopen();
	expect(tablet.told).toEqual(['a']);
});

test('[TO9] ten minutes out of sight is away; less is not, and what is shown stays until «Set»', async () => {
	const tablet = await looked();
	tablet.others('a', 'Nyt');
	tablet.away.shown();
	await tablet.away.leave();
	vi.advanceTimersByTime(AWAY - 1000);
	await tablet.away.come();
	expect(tablet.told).toEqual(['a']);
	await tablet.away.leave();
	tablet.others('b', 'Mens man var væk');
	vi.advanceTimersByTime(AWAY + 1000);
	await tablet.away.come();
	expect(tablet.told).toEqual(['b']);
	await tablet.away.putAway();
	expect(tablet.told).toEqual([]);
});

test('[TO9] a document that is not read to its end tells nothing, and is not taken for looked at', async () => {
	const tablet = await looked();
	const before = tablet.disk.get('year-2027');
	tablet.isWhole = false;
	tablet.others('a', 'Nyt');
	expect(tablet.told).toEqual([]);
	await tablet.away.leave();
	expect(tablet.disk.get('year-2027')).toBe(before);
});

test('[TO2] while people answer here, nothing of it is written by itself', async () => {
	const tablet = await looked();
	const before = tablet.disk.get('year-2027');
	tablet.away.hush(true);
	tablet.own('b', 'Mit');
	await vi.advanceTimersByTimeAsync(60_000);
	expect(tablet.disk.get('year-2027')).toBe(before);
	tablet.away.hush(false);
	await vi.advanceTimersByTimeAsync(2000);
	expect(Object.keys(tablet.disk.get('year-2027')?.digest ?? {})).toContain('b');
});
