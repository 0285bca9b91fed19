import 'fake-indexeddb/auto';
import { expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';
import { toText } from '#lib/sealed-log/bytes.ts';
import { Engine } from '#lib/sealed-log/engine/engine.ts';
import { coverageOf } from '#lib/sealed-log/engine/documents/reading/order.ts';
import { Ledger } from '#lib/sealed-log/engine/documents/reading/ledger.ts';
import { encodeState } from '#lib/sealed-log/engine/documents/reading/state.ts';
import { noEntry } from '#lib/sealed-log/entry/codec.ts';
import { encodeCoverage } from '#lib/sealed-log/entry/extra.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { browserPorts } from '#lib/device/logs/browser/ports.ts';
import { WebTransport } from '#lib/device/logs/browser/transport.ts';
import type { Device } from '#lib/device/device.svelte.ts';
import type { OpenLog } from '#lib/device/logs/logs.ts';
import { committee, founded, house, joined, read, shareHouse, write, year } from '#tests/device/tablets.ts';
import { amiss, logOf, until, untilSame, word } from '../rig/looking.ts';
import { record } from '../rig/record.ts';

shareHouse();

/** The tablet's log in a tab that makes snapshots much sooner than in life. */
const hasty = async (device: Device): Promise<OpenLog> => {
	await device.close(committee);
	const ports = browserPorts(device.db, undefined, new WebTransport(house.reach()));
	const engine = new Engine(ports, { limits: { entries: 12, bytes: 1_000_000 } });
	onTestFinished(() => engine.close());
	const log = await engine.of(committee);
	if (!log) throw new Error('no log');
	return log;
};

const snapshotsOf = async ({ archive, id }: OpenLog) =>
	(await archive.rows(id, year, 0)).filter(
		({ kind, bytes }) => kind === kinds.snapshot && coverageOf(bytes).length > 0,
	);
const countersignsOf = async ({ archive, id }: OpenLog) =>
	(await archive.rows(id, year, 0)).filter(({ kind }) => kind === kinds.countersign);

const confirm = async (log: OpenLog, text: string) => {
	const shared = await log.open(year);
	shared.act(() => shared.doc.getText('t').insert(0, text));
	await log.flush();
};

test('R17: two tablets want a snapshot at once: one makes it, the other signs it, and a newcomer has everything', async () => {
	const mette = await founded();
	const ali = await joined(mette, 'Alis', 'admin');
	const logs = [await hasty(mette), await hasty(ali)] as const;
	const words: string[] = [];
	for (let at = 0; at < 30; at++) {
		words.push(word('w', at));
		await confirm(logs[at % 2 ? 1 : 0], word('w', at));
	}
	const time = await until(async () => (await countersignsOf(logs[0])).length > 0);
	const made = (await snapshotsOf(logs[0])).length;
	// They go on while it is being made.
	for (let at = 30; at < 34; at++) {
		words.push(word('w', at));
		await confirm(logs[at % 2 ? 1 : 0], word('w', at));
	}
	await until(() => logs.every((log) => ['server', 'reached'].includes(log.status.state)));
	const invited = await logs[0].members.invite('write');
	if (!invited.ok) throw new Error(invited.reason);
	const { joinHere } = await import('#lib/device/logs/joining.ts');
	const { tab } = await import('#tests/device/tablets.ts');
	const karla = tab('Karlas');
	await karla.start();
	expect(await joinHere(karla, invited.value.ticket)).toMatchObject({ ok: true });
	const there = await karla.open(committee, year);
	await until(() => amiss(words, read(there)) === 0);
	const done = 'two tablets write 34 entries and both want a snapshot after 12; then a newcomer';
	record('R17', done, amiss(words, read(there)), 'words lost or twice', { most: 0 });
	record('R17', done, made, 'snapshots made');
	expect(record('R17', done, time / 1000, 's until one is made and signed')).toBe(true);
}, 100_000);

test('R17: a snapshot that is not what the entries make is told, signed by nobody, and read by nobody', async () => {
	const mette = await founded();
	const ali = await joined(mette, 'Alis');
	const texts = [await mette.open(committee, year), await ali.open(committee, year)] as const;
	write(texts[0], 'sandt. ');
	write(texts[1], 'også. ');
	await untilSame([mette, ali], [...texts]);
	const log = await logOf(ali);
	const doc = new Y.Doc();
	doc.getText('t').insert(0, 'løgn');
	const marks = (await log.archive.sessions(log.id, year)).filter(({ counter }) => counter > 0);
	const sealed = await log.roll.seal(
		{
			kind: kinds.snapshot,
			document: year,
			session: toText(log.crypto.randomBytes(8)),
			counter: 1,
			prev: noEntry,
			client: 0,
			extra: encodeCoverage(marks),
		},
		encodeState({ ledger: new Ledger(), update: new Uint8Array(Y.encodeStateAsUpdate(doc)) }),
	);
	expect(await log.archive.append(log.id, [sealed])).toBeDefined();
	log.grown([year]);
	const time = await until(() => mette.log(committee)?.concerns.includes('snapshot'));
	const mine = await logOf(mette);
	expect(await countersignsOf(mine)).toEqual([]);
	const karla = await joined(mette, 'Karlas');
	const there = await karla.open(committee, year);
	await untilSame([mette, ali, karla], [...texts, there]);
	expect(read(there)).not.toContain('løgn');
	expect(read(there)).toHaveLength('sandt. også. '.length);
	const done = 'a member hands in a snapshot that says something else; then a newcomer';
	record(
		'R17',
		done,
		[...texts, there].filter((text) => read(text).includes('løgn')).length,
		'tablets that believe it',
		{
			most: 0,
		},
	);
	expect(record('R17', done, time / 1000, 's until another tablet tells')).toBe(true);
}, 100_000);
