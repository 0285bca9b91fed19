import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { Database } from '#lib/device/database.ts';
import { toText, utf8 } from '#lib/sealed-log/bytes.ts';
import { WebCrypto } from '#lib/sealed-log/crypto/web.ts';
import { noEntry, nobody } from '#lib/sealed-log/entry/codec.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { type Sealed, sealEntry } from '#lib/sealed-log/entry/sealed.ts';
import { noChain, nowhere } from '#lib/sealed-log/wire/frames.ts';
import { Committee } from '#tests/sealed-log.ts';
import { MemoryDisk } from '#tests/simulation/disk.ts';
import { Registry, SeededCrypto, type SeededKey } from '#tests/simulation/crypto.ts';
import { Archive } from './archive.ts';
import { dexieDisk } from './dexie.ts';
import type { Disk } from './disk.ts';
import { erase } from './erase.ts';
import { adopt } from '../documents/reading/bases/adopting.ts';
import { acknowledge, requeue, take } from './intake.ts';
import { makeKeys, ownKeys } from './keys.ts';
import type { LogRow } from './rows.ts';

let databases = 0;
const disks: [string, () => Disk<SeededKey>][] = [
	['Dexie', () => dexieDisk<SeededKey>(new Database(`keeping-${databases++}`))],
	['memory', () => new MemoryDisk().of<SeededKey>()],
];

const placeAt = (seq: number) => ({ incarnation: nobody, seq, head: noEntry });

/** A log on one disk, and what two devices write into it. */
const setUp = async (disk: Disk<SeededKey>) => {
	const crypto = new SeededCrypto(new Registry('keeping'), 'keeping');
	const committee = await Committee.found(crypto);
	const archive = new Archive(disk);
	const { log, founder, founding } = committee;
	const row: LogRow = {
		id: log,
		committee: 'solsikken',
		device: founder.id,
		chain: noChain,
		place: nowhere,
		standing: 'in',
		shared: false,
		own: 0,
	};
	const other = await crypto.generate();
	const write = async (
		{
			session,
			device = founder.id,
			sign = founder.pairs.sign,
			document = 'core',
		}: Partial<Writer> & { session: string },
		before: Sealed | undefined,
		words = 'x',
	) =>
		sealEntry(
			crypto,
			{ device, sign },
			await crypto.sealingKey(new Uint8Array(32)),
			{
				kind: kinds.update,
				log,
				document,
				epoch: 1,
				session,
				counter: (before?.entry.counter ?? 0) + 1,
				prev: before?.id ?? noEntry,
				client: 7,
			},
			utf8(words),
		);
	const chainOf = async (writer: Partial<Writer> & { session: string }, count: number) => {
		const made: Sealed[] = [];
		for (let at = 0; at < count; at++) made.push(await write(writer, made.at(-1)));
		return made;
	};
	const theirs = { device: toText(new Uint8Array(16).fill(9)), sign: other.sign };
	expect(await archive.begin(row, [founding])).toBe(true);
	return { archive, log, row, founding, crypto, write, chainOf, theirs };
};

interface Writer {
	session: string;
	device: string;
	sign: SeededKey;
	document: string;
}

const session = toText(new Uint8Array(8).fill(1));
const incoming = (entries: readonly Sealed[], from: number) =>
	entries.map((sealed, at) => ({ seq: from + at, sealed }));

test.each(disks)(
	'[SD1] an entry, its session and its place among what waits are stored together (%s)',
	async (_, disk) => {
		const { archive, log, chainOf } = await setUp(disk());
		const made = await chainOf({ session }, 3);
		expect(await archive.append(log, made)).toHaveLength(3);
		expect((await archive.rows(log, 'core', 0)).map(({ id }) => id)).toEqual(made.map(({ id }) => id));
		expect((await archive.outbox(log, 0, 9)).map(({ row }) => row.id)).toEqual(made.map(({ id }) => id));
		expect(await archive.marks(log)).toMatchObject([{ session, counter: 3, id: made[2]?.id }]);
		expect(await archive.documents(log)).toEqual(['core']);
	},
);

test.each(disks)(
	'[SD2] nothing is stored behind a session that has gone on elsewhere, not even in part (%s)',
	async (_, disk) => {
		const { archive, log, write, chainOf } = await setUp(disk());
		const [first, second] = await chainOf({ session }, 2);
		if (!first || !second) throw new Error('nothing made');
		await archive.append(log, [first]);
		const rival = await write({ session }, first, 'another tab');
		expect(await archive.append(log, [second])).toHaveLength(1);
		const fresh = await chainOf({ session: toText(new Uint8Array(8).fill(2)) }, 1);
		expect(await archive.append(log, [...fresh, rival])).toBeUndefined();
		expect(await archive.waiting(log)).toBe(2);
		await erase(archive, log);
		expect(await archive.append(log, fresh)).toBeUndefined();
		expect(await archive.waiting(log)).toBe(0);
	},
);

test.each(disks)(
	'[SD3] what comes and the cursor are stored together, and what comes twice counts once (%s)',
	async (_, disk) => {
		const { archive, log, chainOf, theirs } = await setUp(disk());
		const made = await chainOf({ session, ...theirs }, 3);
		const taken = await take(archive, log, incoming(made, 5), placeAt(7), 1);
		expect(taken?.documents).toEqual(new Set(['core']));
		expect((await archive.log(log))?.place.seq).toBe(7);
		const again = await take(archive, log, incoming(made, 5), placeAt(7), 1);
		expect(again?.documents).toEqual(new Set());
		expect(await archive.rows(log, 'core', 0)).toHaveLength(3);
		expect(await archive.waiting(log)).toBe(0);
	},
);

test.each(disks)(
	'[SD4] an entry of ours waits until the server says that it has it (%s)',
	async (_, disk) => {
		const { archive, log, chainOf } = await setUp(disk());
		const made = await chainOf({ session }, 3);
		await archive.append(log, made);
		await acknowledge(archive, log, { id: made[0]?.id ?? '', seq: 1 }, placeAt(1), 1);
		expect(await archive.waiting(log)).toBe(2);
		// The acknowledgement was lost, and the entries come back with the others.
		const taken = await take(archive, log, incoming(made.slice(1), 2), placeAt(3), 1);
		expect(taken?.acked).toBe(2);
		expect(await archive.waiting(log)).toBe(0);
		expect((await archive.log(log))?.place.seq).toBe(3);
	},
);

test('[SD3] the cursor does not pass what was set aside since it was sent', async () => {
	const { archive, log, chainOf } = await setUp(new MemoryDisk().of());
	const [first, second] = await chainOf({ session }, 2);
	await archive.append(log, [first as Sealed]);
	await acknowledge(archive, log, { id: first?.id ?? '', seq: 1 }, placeAt(1), 1);
	await acknowledge(archive, log, { id: second?.id ?? '', seq: 2 }, placeAt(2), 1);
	expect((await archive.log(log))?.place.seq).toBe(1);
});

test.each(disks)('[SD5] entries that come before what they stand on wait for it (%s)', async (_, disk) => {
	const { archive, log, chainOf, theirs } = await setUp(disk());
	const made = await chainOf({ session, ...theirs }, 4);
	await take(archive, log, incoming(made.slice(2), 3), placeAt(4), 1);
	expect(await archive.marks(log)).toEqual([]);
	await take(archive, log, incoming(made.slice(0, 1), 5), placeAt(5), 1);
	expect(await archive.marks(log)).toMatchObject([{ counter: 1 }]);
	const second = made[1];
	await adopt(archive, { log, document: 'core', id: made[3]?.id ?? '' }, [
		{ device: theirs.device, session, counter: 2, id: second?.id ?? '', client: 7 },
	]);
	expect(await archive.marks(log)).toMatchObject([{ counter: 4 }]);
});

test.each(disks)(
	'[SD15] what has lost its place yields to a snapshot that stands for something else there (%s)',
	async (_, disk) => {
		const { archive, log, chainOf, write, theirs } = await setUp(disk());
		const made = await chainOf({ session, ...theirs }, 3);
		await take(archive, log, incoming(made, 1), placeAt(3), 1);
		await requeue(archive, log, []);
		const real = await write({ session, ...theirs }, made[0], 'what the log has there');
		// What the log has behind that waits for it.
		const behind = await write({ session, ...theirs }, real);
		await take(archive, log, [{ seq: 9, sealed: behind }], placeAt(9), 1);
		const covered = [{ device: theirs.device, session, counter: 2, id: real.id, client: 7 }];
		expect(await adopt(archive, { log, document: 'core', id: real.id }, covered)).toBe(true);
		expect(await archive.marks(log)).toMatchObject([{ counter: 3, id: behind.id }]);
		expect((await archive.aside(log)).map(({ id }) => id).sort()).toEqual([made[1]?.id, made[2]?.id].sort());
	},
);

test.each(disks)(
	'[SD6] when the server has forgotten, what it lacks waits again, and nothing else (%s)',
	async (_, disk) => {
		const { archive, log, chainOf, theirs } = await setUp(disk());
		const [ours, others] = [await chainOf({ session }, 3), await chainOf({ session, ...theirs }, 3)];
		await archive.append(log, ours);
		await take(archive, log, [...incoming(ours.slice(0, 2), 1), ...incoming(others, 3)], placeAt(5), 1);
		const has = [{ device: theirs.device, session, counter: 2, id: others[1]?.id ?? '' }];
		await requeue(archive, log, has);
		const waiting = await archive.outbox(log, 0, 99);
		expect(waiting.map(({ how, row }) => [how, row.counter, row.device === theirs.device])).toEqual([
			['backfill', 1, false],
			['backfill', 2, false],
			['append', 3, false],
			['backfill', 3, true],
		]);
	},
);

test.each(disks)(
	'[SD7] what this device had not sent yields to what the log has in its place, and is kept (%s)',
	async (_, disk) => {
		const { archive, log, write, chainOf } = await setUp(disk());
		const made = await chainOf({ session }, 3);
		await archive.append(log, made);
		const real = await write({ session }, made[0], 'from the tablet that this is a copy of');
		const taken = await take(archive, log, incoming([...made.slice(0, 1), real], 1), placeAt(2), 1);
		expect(taken?.forked).toEqual(new Set(['core']));
		expect(await archive.marks(log)).toMatchObject([{ counter: 2, id: real.id }]);
		expect(await archive.waiting(log)).toBe(0);
		expect((await archive.aside(log)).map(({ id }) => id).sort()).toEqual([made[1]?.id, made[2]?.id].sort());
	},
);

test.each(disks)(
	'[SD8] what is sealed again keeps its place, and only what the server has not got (%s)',
	async (_, disk) => {
		const { archive, log, write, chainOf } = await setUp(disk());
		const made = await chainOf({ session }, 3);
		await archive.append(log, made);
		await acknowledge(archive, log, { id: made[0]?.id ?? '', seq: 1 }, undefined, 1);
		const second = await write({ session }, made[0], 'new key');
		const third = await write({ session }, second, 'new key');
		const ids = made.map(({ id }) => id);
		expect(await archive.reseal(log, ids, [made[0] as Sealed, second, third])).toBeUndefined();
		expect(await archive.reseal(log, ids.slice(1, 2), [second])).toBeUndefined();
		expect(await archive.reseal(log, ids.slice(1), [second, third])).toBe(true);
		expect((await archive.rows(log, 'core', 0)).map(({ id }) => id)).toEqual([ids[0], second.id, third.id]);
		expect((await archive.outbox(log, 0, 9)).map(({ row }) => row.id)).toEqual([second.id, third.id]);
		expect(await archive.marks(log)).toMatchObject([{ counter: 3, id: third.id }]);
	},
);

test.each(disks)(
	'[SD9] that a committee is sealed is a row of its own, and stays when the keys are gone (%s)',
	async (_, disk) => {
		const { archive, log, row, founding, crypto } = await setUp(disk());
		expect((await archive.logOf('solsikken'))?.id).toBe(log);
		expect(await ownKeys(crypto, archive, row.device)).toBeUndefined();
		expect(await archive.begin({ ...row, id: nobody }, [founding])).toBe(false);
	},
);

test('[SD10] keys are read back and tried; where they cannot be stored, they are wrapped', async () => {
	const crypto = new WebCrypto();
	const real = new Archive(dexieDisk<CryptoKey>(new Database('keys')));
	const made = await makeKeys(crypto, real);
	expect((await real.keys(made.device))?.kept).toMatchObject({ how: 'keys' });
	expect(await ownKeys(crypto, real, made.device)).toBeDefined();
	for (const bad of ['refuses', 'forgets'] as const) {
		const forgetful = new Archive<CryptoKey>(new MemoryDisk().of());
		const put = forgetful.putKeys.bind(forgetful);
		forgetful.putKeys = async (row) => {
			if (row.kept.how === 'wrapped') return put(row);
			if (bad === 'refuses') throw new DOMException('', 'DataCloneError');
			return put({ ...row, kept: { ...row.kept, agree: null as unknown as CryptoKey } });
		};
		const { device, pairs } = await makeKeys(crypto, forgetful);
		expect((await forgetful.keys(device))?.kept.how).toBe('wrapped');
		expect((await ownKeys(crypto, forgetful, device))?.pairs.keys).toEqual(pairs.keys);
	}
});

test('[SD11] a database from before the logs opens with all that was in it', async () => {
	const { Dexie } = await import('dexie');
	const old = new Dexie('before');
	old.version(1).stores({
		committees: 'id',
		updates: '++seq, [committee+document+seq]',
		documents: '[committee+document]',
		rounds: '[committee+reflection]',
		settings: 'key',
	});
	await old.table('updates').add({ committee: 'a', document: 'core', bytes: Uint8Array.of(1) });
	await old.table('committees').add({ id: 'a', name: 'Solsikken' });
	old.close();
	const db = new Database('before');
	await db.ensureOpen();
	expect(await db.updates.toArray()).toMatchObject([{ committee: 'a', bytes: Uint8Array.of(1) }]);
	expect((await db.committees.get('a'))?.name).toBe('Solsikken');
	expect(await new Archive(dexieDisk(db)).logs()).toEqual([]);
});
