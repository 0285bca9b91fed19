import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Bytes } from '#lib/sealed-log/bytes.ts';
import { noEntry } from '#lib/sealed-log/entry/codec.ts';
import type { LogStore, StoredEntry } from '../../src/server/log/keeping/log-store.ts';
import { id, log, headAt, place, device, session, entry, link, change } from './kept.ts';

const seqs = ({ entries }: { entries: { seq: number }[] }) => entries.map(({ seq }) => seq);
const all = (store: LogStore, after = 0, most = 1e9) => store.page(log, 'all', after, most);

/**
 * What every store has to do. One that keeps its logs somewhere gives a second factory, which opens what the first one
 * has kept.
 */
export function acceptStores(make: () => Promise<{ store: LogStore; reopen?: () => Promise<LogStore> }>) {
	let store: LogStore;
	let reopen: (() => Promise<LogStore>) | undefined;

	beforeEach(async () => {
		({ store, reopen } = await make());
	});

	afterEach(() => store.close());

	test('a log that was never founded is unknown, and has nothing to read', async () => {
		expect(await store.open(log)).toBeUndefined();
		expect(await all(store)).toEqual({ entries: [], last: undefined, more: false });
		expect(await store.held(log, device, session, 1)).toBeUndefined();
		expect(await store.append(log, change(1, [entry(2)]))).toBe(false);
		expect(await store.open(log)).toBeUndefined();
	});

	test('what was appended is there: the chain, the sessions, the place, the size', async () => {
		expect(await store.append(log, change(0, [link(1)]))).toBe(true);
		expect(await store.append(log, change(1, [entry(2), entry(3)]))).toBe(true);
		expect(await store.open(log)).toEqual({
			place: place(3),
			chain: [{ seq: 1, entry: link(1).bytes }],
			sessions: [{ device, session, document: 'core', counter: 2, id: entry(3).id, dropped: 0 }],
			heads: [],
			sums: [],
			size: { entries: 3, bytes: 21 },
		});
	});

	test('a change that follows another place than the log stands at changes nothing', async () => {
		await store.append(log, change(0, [link(1)]));
		expect(await store.append(log, change(0, [link(1)]))).toBe(false);
		expect(await store.append(log, change(2, [entry(3)]))).toBe(false);
		const elsewhere = { ...place(1), head: id(32, 'another') };
		const heads = [{ device, bytes: new Uint8Array(3) }];
		expect(await store.append(log, { ...change(1, [entry(2)], { heads }), after: elsewhere })).toBe(false);
		expect(await store.open(log)).toMatchObject({ place: place(1), heads: [], size: { entries: 1 } });
	});

	test('of two changes that follow the same place one is stored', async () => {
		await store.append(log, change(0, [link(1)]));
		const other = entry(2, { device: id(16, 'ole'), id: id(32, 'other'), counter: 1 });
		const both = [store.append(log, change(1, [entry(2)])), store.append(log, change(1, [other]))];
		expect((await Promise.all(both)).toSorted()).toEqual([false, true]);
		expect(seqs(await all(store))).toEqual([1, 2]);
	});

	test('a change is stored whole or not at all', async () => {
		await store.append(log, change(0, [link(1)]));
		const twice = change(1, [entry(2), entry(3, { counter: 1 })]);
		await expect(store.append(log, twice)).rejects.toMatchObject({ name: 'StoreUnavailable' });
		expect(await store.open(log)).toMatchObject({ place: place(1), sessions: [], size: { entries: 1 } });
		expect(seqs(await all(store))).toEqual([1]);
		expect(await store.append(log, change(1, [entry(2)]))).toBe(true);
	});

	test('one log that cannot be written does not keep another from being written', async () => {
		const other = id(16, 'other log');
		await store.append(log, change(0, [link(1)]));
		const bad = store.append(log, change(1, [entry(2), entry(3, { counter: 1 })]));
		const good = store.append(other, change(0, [link(1), entry(2)]));
		const [first, second] = await Promise.allSettled([bad, good]);
		expect(first.status).toBe('rejected');
		expect(second).toMatchObject({ status: 'fulfilled', value: true });
		expect(await store.open(other)).toMatchObject({ place: place(2) });
	});

	test('two logs with the same sessions and numbers do not get in each other’s way', async () => {
		const other = id(16, 'other log');
		for (const each of [log, other]) await store.append(each, change(0, [link(1), entry(2)]));
		await store.append(other, change(2, [entry(3)]));
		expect(await store.open(log)).toMatchObject({ place: place(2) });
		expect(await store.held(log, device, session, 2)).toBeUndefined();
		expect(await store.held(other, device, session, 2)).toMatchObject({ seq: 3 });
	});

	test('reading is by pages of a size, in order, and says when there is more', async () => {
		await store.append(log, change(0, [link(1), entry(2), entry(3), entry(4)]));
		const first = await all(store, 0, 15);
		expect(first).toMatchObject({ last: { seq: 2, head: headAt(2) }, more: true });
		expect(seqs(first)).toEqual([1, 2]);
		const second = await all(store, 2, 15);
		expect(seqs(second)).toEqual([3, 4]);
		expect(second.more).toBe(false);
		expect(seqs(await all(store, 3, 1))).toEqual([4]);
		expect(await all(store, 4)).toEqual({ entries: [], last: undefined, more: false });
	});

	test('the chain is read by itself', async () => {
		await store.append(log, change(0, [link(1), entry(2), link(3, 2), entry(4, { counter: 2 })]));
		const page = await store.page(log, 'chain', 0, 10);
		expect(seqs(page)).toEqual([1]);
		expect(page.more).toBe(true);
		expect(seqs(await store.page(log, 'chain', 1, 10))).toEqual([3]);
	});

	test('control entries that lost a parting are gone with the change that says so', async () => {
		await store.append(log, change(0, [link(1), link(2), entry(3, { counter: 1 })]));
		await store.append(log, change(3, [link(4, 2)], { lost: [2] }));
		expect(seqs(await store.page(log, 'chain', 0, 1e9))).toEqual([1, 4]);
		expect(seqs(await all(store))).toEqual([1, 3, 4]);
		expect(await store.open(log)).toMatchObject({ size: { entries: 3, bytes: 21 } });
	});

	test('of each device the latest head is kept, also when nothing else has changed', async () => {
		const ole = id(16, 'ole');
		const head = (of: string, byte: number) => ({ device: of, bytes: Uint8Array.of(byte) });
		await store.append(log, change(0, [link(1)], { heads: [head(device, 1), head(ole, 2)] }));
		expect(await store.append(log, change(1, [], { heads: [head(device, 3)] }))).toBe(true);
		const kept = await store.open(log);
		expect(kept?.place).toEqual(place(1));
		expect(kept?.heads).toHaveLength(2);
		expect(kept?.heads).toEqual(expect.arrayContaining([head(device, 3), head(ole, 2)]));
	});

	test('what is known of a masked sum is kept, changed and forgotten with the change that says so', async () => {
		const [one, other] = [id(16, 'one'), id(16, 'other')];
		const sum = (subject: string, ...steps: number[]) => ({ subject, steps: Uint8Array.from(steps) });
		await store.append(log, change(0, [link(1)], { sums: [sum(one, 1, 2), sum(other, 3)] }));
		expect((await store.open(log))?.sums).toEqual([sum(one, 1, 2), sum(other, 3)]);
		await store.append(log, change(1, [entry(2)], { sums: [sum(one, 4), sum(other)] }));
		expect((await store.open(log))?.sums).toEqual([sum(one, 4)]);
		expect(await store.append(log, change(1, [entry(2)], { sums: [sum(one, 5)] }))).toBe(false);
		expect((await store.open(log))?.sums).toEqual([sum(one, 4)]);
		const elsewhere = id(16, 'other log');
		await store.append(elsewhere, change(0, [link(1)]));
		expect((await store.open(elsewhere))?.sums).toEqual([]);
		await store.drop(log, 'core', [marked(2)]);
		expect((await store.open(log))?.sums).toEqual([sum(one, 4)]);
	});

	test('what lies in a place of a session, and the running hash of a place, can be asked for', async () => {
		await store.append(log, change(0, [link(1), entry(2), entry(3)]));
		expect(await store.held(log, device, session, 1)).toEqual({
			seq: 2,
			head: headAt(2),
			id: entry(2).id,
		});
		expect(await store.held(log, id(16, 'ole'), session, 1)).toBeUndefined();
		expect(await store.headAt(log, 3)).toBe(headAt(3));
		expect(await store.headAt(log, 4)).toBeUndefined();
	});

	test('the snapshots of a document come with their countersigns, in order', async () => {
		const tab = id(8, 'tab two');
		await store.append(
			log,
			change(0, [
				link(1),
				entry(2, { kind: 2 }),
				entry(3, { kind: 2, document: 'year-2027', session: tab, counter: 1 }),
				entry(4, { counter: 2 }),
				entry(5, { kind: 6, counter: 3 }),
			]),
		);
		const found = await store.snapshots(log, 'core');
		expect(found).toEqual([entry(2, { kind: 2 }), entry(5, { kind: 6, counter: 3 })]);
	});

	const marked = (seq: number, fields: Partial<StoredEntry> = {}) => {
		const { counter, ...rest } = entry(seq, fields);
		return { device: rest.device, session: rest.session, counter, id: rest.id };
	};

	test('what is dropped is read by nobody, weighs nothing, and is still known for the same', async () => {
		await store.append(log, change(0, [link(1), entry(2), entry(3), entry(4), entry(5)]));
		expect(await store.drop(log, 'core', [marked(4)])).toEqual({ entries: 2, bytes: 14 });
		expect(seqs(await all(store))).toEqual([1, 5]);
		expect(await store.held(log, device, session, 2)).toMatchObject({ seq: 3, id: entry(3).id });
		expect(await store.headAt(log, 3)).toBe(headAt(3));
		const kept = await store.open(log);
		expect(kept?.sessions).toMatchObject([{ counter: 4, dropped: 3 }]);
		expect(kept).toMatchObject({ place: place(5), size: { entries: 2 } });
	});

	test('dropping the same again changes nothing; dropping more forgets what was dropped before', async () => {
		const seven = [2, 3, 4, 5, 6, 7].map((seq) => entry(seq));
		await store.append(log, change(0, [link(1), ...seven]));
		await store.drop(log, 'core', [marked(4)]);
		await store.drop(log, 'core', [marked(4)]);
		expect(await store.held(log, device, session, 1)).toMatchObject({ seq: 2 });
		await store.drop(log, 'core', [marked(7)]);
		expect(await store.held(log, device, session, 1)).toBeUndefined();
		expect(await store.held(log, device, session, 4)).toMatchObject({ seq: 5 });
		expect(seqs(await all(store))).toEqual([1]);
	});

	test('the last entry of a session is never forgotten', async () => {
		const tab = id(8, 'tab two');
		const other = [entry(4, { session: tab, counter: 1 }), entry(5, { session: tab, counter: 2 })];
		await store.append(log, change(0, [link(1), entry(2), entry(3), ...other]));
		await store.drop(log, 'core', [marked(3)]);
		await store.drop(log, 'core', [marked(3), marked(5, { session: tab, counter: 2 })]);
		expect(await store.held(log, device, session, 1)).toBeUndefined();
		expect(await store.held(log, device, session, 2)).toMatchObject({ id: entry(3).id });
		expect((await store.open(log))?.sessions).toMatchObject([{ counter: 2 }, { counter: 2 }]);
	});

	test('a session that stands elsewhere has forgotten what was dropped, and has what was not', async () => {
		await store.append(log, change(0, [link(1), ...[2, 3, 4, 5].map((seq) => entry(seq))]));
		await store.drop(log, 'core', [marked(3)]);
		const stands = (counter: number) => {
			const { id: at } = counter ? entry(counter + 1) : { id: noEntry };
			return { device, session, document: 'core', counter, id: at, dropped: 0 };
		};
		await store.append(log, change(5, [], { sessions: [stands(0)] }));
		expect((await store.open(log))?.sessions).toEqual([stands(0)]);
		expect(await store.held(log, device, session, 2)).toBeUndefined();
		expect(await store.held(log, device, session, 3)).toMatchObject({ seq: 4 });
		const back = [entry(6, { counter: 1 }), entry(7, { counter: 2 })];
		await store.append(log, change(5, back, { sessions: [stands(3)] }));
		expect((await store.open(log))?.sessions).toEqual([stands(3)]);
	});

	test('a mark that is not what lies there, or of another document, drops nothing', async () => {
		await store.append(log, change(0, [link(1), entry(2), entry(3)]));
		const lies = [
			{ ...marked(3), id: id(32, 'another') },
			{ ...marked(3), counter: 9 },
			{ ...marked(3), session: id(8, 'no tab') },
		];
		await store.drop(log, 'core', lies);
		await store.drop(log, 'year-2027', [marked(3)]);
		expect(seqs(await all(store))).toEqual([1, 2, 3]);
		expect(await store.drop(log, 'core', [])).toEqual({ entries: 3, bytes: 21 });
	});

	test('bytes of any kind come back as they were', async () => {
		const bytes: Bytes = Uint8Array.from({ length: 4 * 1024 * 1024 }, (_, at) => at % 251);
		await store.append(log, change(0, [link(1), entry(2, { kind: 2, bytes })]));
		const page = await all(store, 1, 10);
		expect(page.entries[0]?.entry.length).toBe(bytes.length);
		expect(Buffer.compare(page.entries[0]?.entry ?? new Uint8Array(), bytes)).toBe(0);
	});

	test('what was handed in before closing is stored, and found again', async () => {
		const stored = store.append(log, change(0, [link(1), entry(2)]));
		await store.close();
		expect(await stored).toBe(true);
		await expect(store.append(log, change(2, [entry(3)]))).rejects.toMatchObject({
			name: 'StoreUnavailable',
		});
		if (!reopen) return;
		store = await reopen();
		expect(await store.open(log)).toMatchObject({ place: place(2), size: { entries: 2 } });
		expect(await store.append(log, change(2, [entry(3)]))).toBe(true);
	});
}
