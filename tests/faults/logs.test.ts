import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { describe, expect, test, vi } from 'vitest';
import { collect, restore } from '#lib/device/backup/restore.ts';
import { joinHere } from '#lib/device/logs/joining.ts';
import { schema } from '#lib/sealed-log/engine/keeping/disk.ts';
import {
	atServer,
	closedLater,
	committee,
	forgetReplicas,
	founded,
	House,
	house,
	noNetwork,
	noSocket,
	read,
	shareHouse,
	soon,
	tab,
	tabOf,
	write,
	year,
} from '#tests/device/tablets.ts';

shareHouse();

describe('bad days', () => {
	test('where no WebSocket comes through it goes by plain requests', async () => {
		const mette = await founded();
		await atServer(mette);
		const link = await mette.log(committee)?.invite('write');
		if (!link?.ok) throw new Error('no link');
		const ali = tab('Alis', { socket: noSocket });
		await ali.start();
		// The first two tries find out that nothing comes through.
		let came = await joinHere(ali, link.value.ticket);
		for (let again = 0; again < 3 && !came.ok; again++) came = await joinHere(ali, link.value.ticket);
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
		const mette = tab('Mettes', {
			socket: (url) => (isOff ? noSocket() : real.socket(url)),
			fetch: noNetwork.fetch,
		});
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
		for (const name of Object.keys(schema))
			expect([name, await mette.db.table(name).count()]).toEqual([name, 0]);
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
		closedLater(device);
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
		expect(device.log(committee)?.concerns).toEqual(['forgot']);
		device.log(committee)?.putAway('forgot');
		expect(device.log(committee)?.concerns).toEqual([]);
		const link = await device.log(committee)?.invite('write');
		if (!link?.ok) throw new Error(link?.reason);
		const other = tabOf(`another ${committee}`, own);
		closedLater(other);
		await other.start();
		expect(await joinHere(other, link.value.ticket)).toMatchObject({ ok: true });
		const there = await other.open(committee, year);
		await vi.waitFor(() => expect(read(there)).toBe('i går og i dag'), soon);
		await device.close(committee);
		await other.close(committee);
		await own.close();
		own.remove();
	}, 20_000);
});
