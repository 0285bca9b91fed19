import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { Committee } from '#lib/committees/document.ts';
import { core } from '#lib/documents/kinds.ts';
import type { SharedDocument } from '#lib/documents/shared.ts';
import { schema } from '#lib/sealed-log/engine/keeping/disk.ts';
import { collect, restore } from '../backup/restore.ts';
import { Database } from '../database.ts';
import { Device } from '../device.svelte.ts';
import { rememberProfile } from '../keeping/remember.ts';
import { House, tabOf } from '#tests/device/tablets.ts';

const year = 'year-2027';
const house = new House();
const open: Device[] = [];
let committee = '';

const tab = (tablet: string, reach?: Parameters<typeof tabOf>[2]) => {
	const device = tabOf(`${tablet} of ${committee}`, house, reach);
	open.push(device);
	return device;
};

const write = (shared: SharedDocument, text: string) =>
	shared.type(() => shared.doc.getText('t').insert(shared.doc.getText('t').length, text));
const read = (shared: SharedDocument) => shared.doc.getText('t').toString();

/** A network that lets nothing through. */
const noWay = () => {
	const socket = Object.assign(new EventTarget(), {
		readyState: 3,
		close: () => undefined,
		send: () => undefined,
	});
	setTimeout(() => socket.dispatchEvent(new Event('error')), 1);
	return socket as unknown as WebSocket;
};
const noFetch = () => Promise.reject(new TypeError('no network'));

/** The warm replicas are lost: what is there then was stored for good. */
const forgetReplicas = async () => {
	for (const { name } of await indexedDB.databases())
		if (name?.includes(`replica/${committee}`)) await Dexie.delete(name);
};

const soon = { timeout: 10_000, interval: 20 };

/** A tablet on which a committee is founded. */
const founded = async (tablet = 'Mettes') => {
	const device = tab(tablet);
	await device.start();
	const profile = new Committee(await device.open(committee, core));
	profile.found(
		{ name: 'LMU Solsikken', workplace: '', level: 'lmu', levelLabel: 'LMU', members: [] },
		'2027-01-14',
		new Date('2027-01-14T14:00:00Z'),
	);
	await rememberProfile(device, committee, profile.profile());
	await device.flush();
	return device;
};

const atServer = (device: Device) =>
	vi.waitFor(() => expect(['server', 'reached']).toContain(device.log(committee)?.status.state), soon);

/** Another tablet that comes in by a link. */
const joined = async (inviter: Device, tablet: string, role: 'write' | 'read' | 'admin' = 'write') => {
	await atServer(inviter);
	const link = await inviter.log(committee)?.invite(role);
	if (!link?.ok) throw new Error(`no link: ${link?.reason}`);
	const device = tab(tablet);
	await device.start();
	const came = await device.join(link.value.ticket);
	expect(came).toMatchObject({ ok: true, committee, name: 'LMU Solsikken' });
	return device;
};

beforeAll(() => house.open());
afterAll(async () => {
	await house.close();
	house.remove();
});
beforeEach(() => {
	committee = `c-${crypto.randomUUID()}`;
});
afterEach(async () => {
	for (const device of open.splice(0)) {
		await device.close(committee);
		device.db.close();
	}
});

describe('tablets together', () => {
	test('what is written on one is on the others, and each knows how far it has come', async () => {
		const mette = await founded();
		const ali = await joined(mette, 'Alis');
		const [here, there] = [await mette.open(committee, year), await ali.open(committee, year)];
		write(here, 'fra Mette');
		await vi.waitFor(() => expect(read(there)).toBe('fra Mette'), soon);
		write(there, ' og fra Ali');
		await vi.waitFor(() => expect(read(here)).toBe('fra Mette og fra Ali'), soon);
		await vi.waitFor(
			() => expect(mette.log(committee)?.status).toEqual({ state: 'reached', others: 1, of: 1 }),
			soon,
		);
		expect(ali.committee(committee)).toMatchObject({ name: 'LMU Solsikken', level: 'lmu' });
	});
});

describe('what was there before', () => {
	/** As a committee was kept before there were logs. */
	const before = async (tablet: string) => {
		const device = new Device({
			db: new Database(`${tablet} of ${committee}`),
			channel: undefined,
			seals: false,
		});
		const profile = new Committee(await device.open(committee, core));
		profile.found(
			{ name: 'LMU Solsikken', workplace: '', level: 'lmu', levelLabel: 'LMU', members: [] },
			'2027-01-14',
			new Date('2027-01-14T14:00:00Z'),
		);
		write(await device.open(committee, year), 'fra i fjor');
		return device;
	};

	test('a committee from before the logs enters one with everything, and reaches the others', async () => {
		const old = await before('Mettes');
		await old.close(committee);
		old.db.close();
		const mette = tab('Mettes');
		await mette.start();
		expect(read(await mette.open(committee, year))).toBe('fra i fjor');
		expect(mette.log(committee)).toBeDefined();
		await mette.open(committee, core);
		const ali = await joined(mette, 'Alis');
		const there = await ali.open(committee, year);
		await vi.waitFor(() => expect(read(there)).toBe('fra i fjor'), soon);
	});

	test('what lay unsealed is gone when the server has it, and not before', async () => {
		const old = await before('Mettes');
		await old.close(committee);
		old.db.close();
		const offline = tab('Mettes', { socket: noWay, fetch: noFetch });
		await offline.open(committee, year);
		await offline.close(committee);
		expect(await offline.db.updates.count()).toBeGreaterThan(0);
		const first = tab('Mettes');
		await first.open(committee, year);
		await atServer(first);
		await first.close(committee);
		const second = tab('Mettes');
		expect(read(await second.open(committee, year))).toBe('fra i fjor');
		expect(await second.db.updates.count()).toBe(0);
	});

	test('what a tab without the log writes meanwhile is taken into it at the next opening', async () => {
		const old = await before('Mettes');
		const mette = tab('Mettes');
		expect(read(await mette.open(committee, year))).toBe('fra i fjor');
		write(await old.open(committee, year), ' og fra en gammel fane');
		await old.close(committee);
		await mette.close(committee);
		const again = tab('Mettes');
		expect(read(await again.open(committee, year))).toBe('fra i fjor og fra en gammel fane');
		await again.close(committee);
		await forgetReplicas();
		expect(read(await tab('Mettes').open(committee, year))).toBe('fra i fjor og fra en gammel fane');
	});

	test('two tabs that open it at the same time are in the same log', async () => {
		const old = await before('Mettes');
		await old.close(committee);
		const [one, other] = [tab('Mettes'), tab('Mettes')];
		const [here, there] = await Promise.all([one.open(committee, year), other.open(committee, year)]);
		write(here, '!');
		await vi.waitFor(() => expect(read(there)).toBe('fra i fjor!'), soon);
		expect(await one.db.table('logs').count()).toBe(1);
	});

	test('a tablet that comes in with a committee of its own from a backup brings its words along', async () => {
		const mette = await founded();
		write(await mette.open(committee, year), 'hos Mette');
		const ali = tab('Alis');
		await ali.start();
		await restore(ali, (await collect(mette, committee)).backup);
		write(await ali.open(committee, year), ' og hos Ali');
		await ali.flush();
		await atServer(mette);
		const link = await mette.log(committee)?.invite('write');
		const came = link?.ok && (await ali.join(link.value.ticket));
		expect(came).toMatchObject({ ok: true, committee });
		const there = await ali.open(committee, year);
		expect(read(there)).toBe('hos Mette og hos Ali');
		const here = await mette.open(committee, year);
		await vi.waitFor(() => expect(read(here)).toBe('hos Mette og hos Ali'), soon);
	});

	test('the example stays on this tablet', async () => {
		const device = tab('Mettes');
		device.keepHere(committee);
		write(await device.open(committee, year), 'kun for sjov');
		await device.flush();
		expect(device.log(committee)).toBeUndefined();
		expect(await device.db.table('logs').count()).toBe(0);
	});
});

describe('membership', () => {
	test('a tablet that only reads can read, and nothing more', async () => {
		const mette = await founded();
		const ali = await joined(mette, 'Alis', 'read');
		const [here, there] = [await mette.open(committee, year), await ali.open(committee, year)];
		write(here, 'til at læse');
		await vi.waitFor(() => expect(read(there)).toBe('til at læse'), soon);
		expect(there.readOnly).toBe(true);
		expect(ali.log(committee)?.role).toBe('read');
	});

	test('a tablet that is taken out keeps what it has, is told, and gets nothing more', async () => {
		const mette = await founded();
		const ali = await joined(mette, 'Alis');
		const [here, there] = [await mette.open(committee, year), await ali.open(committee, year)];
		write(there, 'før');
		await vi.waitFor(() => expect(read(here)).toBe('før'), soon);
		const out = await mette.log(committee)?.remove(ali.log(committee)?.device ?? '');
		expect(out).toMatchObject({ ok: true });
		await vi.waitFor(() => expect(ali.log(committee)?.isRemoved).toBe(true), soon);
		write(here, ' efter');
		await atServer(mette);
		expect(there.readOnly).toBe(true);
		expect(read(there)).toBe('før');
		expect(mette.log(committee)?.tablets).toHaveLength(1);
	});

	test('a recovery sheet lets a new tablet in that may invite', async () => {
		const mette = await founded();
		write(await mette.open(committee, year), 'reddet');
		await atServer(mette);
		const sheet = await mette.log(committee)?.makeSheet();
		expect(mette.log(committee)?.hasSheet).toBe(true);
		if (!sheet?.ok) throw new Error(sheet?.reason);
		await mette.close(committee);
		const ny = tab('Den nye');
		await ny.start();
		expect(await ny.join(sheet.value.ticket)).toMatchObject({ ok: true, committee });
		const there = await ny.open(committee, year);
		await vi.waitFor(() => expect(read(there)).toBe('reddet'), soon);
		expect(ny.log(committee)?.role).toBe('admin');
	});

	test('a link that was used, changed on the way or withdrawn says so', async () => {
		const mette = await founded();
		await atServer(mette);
		const log = mette.log(committee);
		const [used, back] = [await log?.invite('write'), await log?.invite('write')];
		if (!used?.ok || !back?.ok) throw new Error('no links');
		await log?.withdraw(back.value.id);
		const ali = tab('Alis');
		await ali.start();
		expect(await ali.join(back.value.ticket)).toMatchObject({ ok: false, reason: 'invitation-withdrawn' });
		expect(await ali.join(`${used.value.ticket.slice(0, -2)}AA`)).toMatchObject({ reason: 'mangled' });
		expect(await ali.join(used.value.ticket)).toMatchObject({ ok: true });
		expect(await ali.join(used.value.ticket)).toMatchObject({ ok: false, reason: 'known', committee });
		const third = tab('En tredjes');
		await third.start();
		expect(await third.join(used.value.ticket)).toMatchObject({ ok: false, reason: 'invitation-spent' });
	});
});

describe('bad days', () => {
	test('where no WebSocket comes through it goes by plain requests', async () => {
		const mette = await founded();
		await atServer(mette);
		const link = await mette.log(committee)?.invite('write');
		if (!link?.ok) throw new Error('no link');
		const ali = tab('Alis', { socket: noWay });
		await ali.start();
		// The first two tries find out that nothing comes through.
		let came = await ali.join(link.value.ticket);
		for (let again = 0; again < 3 && !came.ok; again++) came = await ali.join(link.value.ticket);
		expect(came).toMatchObject({ ok: true });
		const [here, there] = [await mette.open(committee, year), await ali.open(committee, year)];
		write(there, 'ad omveje');
		await vi.waitFor(() => expect(read(here)).toBe('ad omveje'), soon);
		write(here, ' og tilbage');
		await vi.waitFor(() => expect(read(there)).toBe('ad omveje og tilbage'), soon);
	}, 20_000);

	test('without a server it is saved on this tablet and says no more, and reaches it by itself later', async () => {
		let isOff = true;
		const real = house.reach();
		const mette = tab('Mettes', { socket: (url) => (isOff ? noWay() : real.socket(url)), fetch: noFetch });
		await mette.start();
		write(await mette.open(committee, year), 'uden net');
		await mette.flush();
		expect(mette.saved).toBe('saved');
		expect(mette.log(committee)?.status).toMatchObject({ state: 'here', why: 'line' });
		isOff = false;
		await mette.wake();
		await atServer(mette);
	});

	test('a full disk is said, the words stay, and are stored when there is room again', async () => {
		const mette = await founded();
		const shared = await mette.open(committee, year);
		const { table } = mette.db;
		const full = vi
			.spyOn(mette.db, 'transaction')
			.mockImplementation(((mode: string, ...rest: never[]) =>
				mode === 'rw'
					? Promise.reject(new DOMException('', 'QuotaExceededError'))
					: Dexie.prototype.transaction.call(mette.db, mode as 'r', ...(rest as [never, never]))) as never);
		write(shared, 'vigtigt');
		await mette.flush();
		expect(table).toBeDefined();
		expect(mette.saved).toBe('failed');
		expect(mette.trouble).toBe('full');
		expect(read(shared)).toBe('vigtigt');
		full.mockRestore();
		await mette.flush();
		expect(mette.saved).toBe('saved');
		await mette.close(committee);
		await forgetReplicas();
		expect(read(await tab('Mettes').open(committee, year))).toBe('vigtigt');
	});

	test('while the database refuses everything works in memory, and is in the log afterwards', async () => {
		const mette = await founded();
		await mette.close(committee);
		const refused = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
			throw new DOMException('', 'SecurityError');
		});
		const here = tab('Mettes');
		await here.start();
		write(await here.open(committee, year), 'kun her');
		expect(here.saved).toBe('failed');
		refused.mockRestore();
		await here.wake();
		await vi.waitFor(() => expect(here.saved).toBe('saved'), soon);
		await here.close(committee);
		expect(read(await tab('Mettes').open(committee, year))).toBe('kun her');
	});

	test('a committee that is deleted leaves nothing of its log, and can be taken in again', async () => {
		const mette = await founded();
		write(await mette.open(committee, year), 'hemmeligt');
		const { backup } = await collect(mette, committee);
		await mette.flush();
		expect(await mette.erase(committee)).toBe(true);
		for (const name of Object.keys(schema)) expect(await mette.db.table(name).count(), name).toBe(0);
		expect(await mette.db.updates.count()).toBe(0);
		await restore(mette, backup);
		await mette.close(committee);
		const again = tab('Mettes');
		await again.start();
		expect(read(await again.open(committee, year))).toBe('hemmeligt');
		expect(again.committees).toHaveLength(1);
	});

	test('a server that was set back a day gets back what it has forgotten', async () => {
		const own = new House();
		await own.open();
		const device = tabOf(`set back ${committee}`, own);
		open.push(device);
		const shared = await device.open(committee, year);
		write(shared, 'i går');
		await atServer(device);
		await own.close();
		own.keep('yesterday');
		await own.open();
		await device.wake();
		write(shared, ' og i dag');
		await atServer(device);
		await own.close();
		own.takeBack('yesterday');
		await own.open();
		await device.wake();
		await vi.waitFor(() => expect(device.log(committee)?.progress.isLive).toBe(true), soon);
		const link = await device.log(committee)?.invite('write');
		if (!link?.ok) throw new Error(link?.reason);
		const other = tabOf(`another ${committee}`, own);
		open.push(other);
		await other.start();
		expect(await other.join(link.value.ticket)).toMatchObject({ ok: true });
		const there = await other.open(committee, year);
		await vi.waitFor(() => expect(read(there)).toBe('i går og i dag'), soon);
		await device.close(committee);
		await other.close(committee);
		await own.close();
		own.remove();
	}, 20_000);
});
