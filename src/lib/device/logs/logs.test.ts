import 'fake-indexeddb/auto';
import { describe, expect, test, vi } from 'vitest';
import { core } from '#lib/documents/kinds.ts';
import { origins } from '#lib/documents/origins.ts';
import {
	atServer,
	committee,
	forgetReplicas,
	founded,
	foundIn,
	house,
	joined,
	noNetwork,
	noSocket,
	read,
	shareHouse,
	soon,
	tab,
	write,
	year,
} from '#tests/device/tablets.ts';
import { collect, restore } from '../backup/restore.ts';
import { Database } from '../database.ts';
import { Device } from '../device.svelte.ts';
import type { Reach } from './browser/transport.ts';
import { joinHere } from './joining.ts';

shareHouse();

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

test('what another tab of this tablet writes is known as one’s own, and what others write is not', async () => {
	const mette = await founded();
	const ali = await joined(mette, 'Alis');
	const tabs = [mette, tab('Mettes'), ali] as const;
	const [here, beside, there] = await Promise.all(tabs.map((each) => each.open(committee, year)));
	if (!here || !beside || !there) throw new Error('not open');
	const told: unknown[] = [];
	beside.doc.on('afterTransaction', ({ origin, changed }) => changed.size > 0 && told.push(origin));
	write(here, 'fra den ene fane');
	await vi.waitFor(() => expect(read(beside)).toBe('fra den ene fane'), soon);
	await vi.waitFor(() => expect(read(there)).toBe('fra den ene fane'), soon);
	write(there, ', fra Ali');
	await vi.waitFor(() => expect(read(beside)).toContain('fra Ali'), soon);
	expect(told).toEqual([origins.elsewhere, origins.store]);
});

/** A way to the server that can be cut. */
const severable = () => {
	const sockets: WebSocket[] = [];
	let isCut = false;
	const reach: Partial<Reach> = {
		socket: (url) => {
			const socket = isCut ? noSocket() : house.reach().socket(url);
			sockets.push(socket);
			return socket;
		},
		fetch: (url, init) => (isCut ? noNetwork.fetch() : house.reach().fetch(url, init)),
	};
	const cut = () => {
		isCut = true;
		for (const socket of sockets) socket.close();
	};
	return { reach, cut };
};

test('the server was last in touch when the line was cut, not when it came up', async () => {
	const { reach, cut } = severable();
	const mette = await founded(reach);
	await atServer(mette);
	const progress = () => mette.log(committee)?.progress;
	await vi.waitFor(() => expect(Date.now()).toBeGreaterThan((progress()?.ackedAt ?? 0) + 50), soon);
	const now = Date.now();
	cut();
	await vi.waitFor(() => expect(progress()?.isLive).toBe(false), soon);
	expect(progress()?.seenAt).toBeGreaterThanOrEqual(now);
});

describe('who is here', () => {
	const here = Uint8Array.of(1);

	test('nobody is shown as here while this tablet is cut off, nor who was taken out', async () => {
		const { reach, cut } = severable();
		const mette = await founded();
		const ali = await joined(mette, 'Alis', 'write', reach);
		const bo = await joined(mette, 'Bos');
		const visitors = (device: Device) => device.log(committee)?.visitors.map((each) => each.device);
		for (const each of [mette, bo]) each.log(committee)?.say(here);
		const [metteId = '', boId = ''] = [mette, bo].map((each) => each.log(committee)?.device);
		await vi.waitFor(() => expect(visitors(ali)?.toSorted()).toEqual([metteId, boId].toSorted()), soon);

		expect(await mette.log(committee)?.remove(boId)).toEqual({ ok: true, value: 0 });
		await vi.waitFor(() => expect(visitors(ali)).toEqual([metteId]), { timeout: 2000, interval: 20 });

		cut();
		await vi.waitFor(() => expect(visitors(ali)).toEqual([]), { timeout: 2000, interval: 20 });
	});
});

test('words that no entry has room for are handed back, and nothing is called trouble for them', async () => {
	const mette = await founded();
	const shared = await mette.open(committee, year);
	const words = 'x'.repeat(300_000);
	shared.act(() => shared.doc.getMap('m').set('name', words));
	await vi.waitFor(() => expect(mette.sealed.tooLong).toEqual([words]), soon);
	expect(mette.trouble).toBeUndefined();
	await vi.waitFor(() => expect(mette.saved).toBe('saved'), soon);
	expect(shared.doc.getMap('m').has('name')).toBe(false);
	mette.sealed.forgetTooLong(0);
	expect(mette.sealed.tooLong).toEqual([]);
});

describe('what was there before', () => {
	/** As a committee was kept before there were logs. */
	const before = async (tablet: string) => {
		const device = new Device({
			db: new Database(`${tablet} of ${committee}`),
			channel: undefined,
			seals: false,
		});
		foundIn(await device.open(committee, core));
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
		const offline = tab('Mettes', noNetwork);
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
		const came = link?.ok && (await joinHere(ali, link.value.ticket));
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
