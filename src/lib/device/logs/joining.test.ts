import 'fake-indexeddb/auto';
import { describe, expect, test, vi } from 'vitest';
import {
	atServer,
	committee,
	forgetReplicas,
	founded,
	joined,
	noNetwork,
	read,
	shareHouse,
	soon,
	tab,
	write,
	year,
} from '#tests/device/tablets.ts';
import { joinHere } from './joining.ts';

shareHouse();

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
		expect(ali.log(committee)?.isHolding).toBe(false);
		expect(read(there)).toBe('før');
		expect(mette.log(committee)?.tablets).toHaveLength(1);
	});

	test('a tablet that was taken out comes back by a new link, and writes again', async () => {
		const mette = await founded();
		const ali = await joined(mette, 'Alis');
		const before = ali.log(committee)?.device ?? '';
		await mette.log(committee)?.remove(before);
		await vi.waitFor(() => expect(ali.log(committee)?.isRemoved).toBe(true), soon);
		write(await mette.open(committee, year), 'mens Ali var ude');
		await atServer(mette);
		const link = await mette.log(committee)?.invite('write');
		if (!link?.ok) throw new Error(link?.reason);
		expect(await joinHere(ali, link.value.ticket)).toMatchObject({ ok: true, committee });
		const [here, there] = [await mette.open(committee, year), await ali.open(committee, year)];
		await vi.waitFor(() => expect(read(there)).toBe('mens Ali var ude'), soon);
		write(there, ' og nu er inde');
		await vi.waitFor(() => expect(read(here)).toBe('mens Ali var ude og nu er inde'), soon);
		expect(ali.log(committee)?.isRemoved).toBe(false);
		expect(ali.log(committee)?.device).not.toBe(before);
	});

	test('what a tablet had not sent when it was taken out comes along when it comes back', async () => {
		const mette = await founded();
		const first = await joined(mette, 'Alis');
		const device = first.log(committee)?.device ?? '';
		await first.close(committee);
		const away = tab('Alis', noNetwork);
		await away.start();
		write(await away.open(committee, year), 'skrevet uden net');
		await away.close(committee);
		await mette.log(committee)?.remove(device);
		await forgetReplicas();
		const ali = tab('Alis');
		await ali.start();
		expect(read(await ali.open(committee, year))).toBe('skrevet uden net');
		await vi.waitFor(() => expect(ali.log(committee)?.isRemoved).toBe(true), soon);
		expect(ali.log(committee)?.isHolding).toBe(true);
		const link = await mette.log(committee)?.invite('write');
		if (!link?.ok) throw new Error(link?.reason);
		expect(await joinHere(ali, link.value.ticket)).toMatchObject({ ok: true, committee });
		await forgetReplicas();
		const [here, there] = [await mette.open(committee, year), await ali.open(committee, year)];
		expect(read(there)).toBe('skrevet uden net');
		await vi.waitFor(() => expect(read(here)).toBe('skrevet uden net'), soon);
	});

	test('a recovery sheet lets a new tablet in that may invite', async () => {
		const mette = await founded();
		write(await mette.open(committee, year), 'reddet');
		await atServer(mette);
		const sheet = await mette.log(committee)?.makeSheet();
		expect(mette.log(committee)?.sheets).toHaveLength(1);
		if (!sheet?.ok) throw new Error(sheet?.reason);
		await mette.close(committee);
		const ny = tab('Den nye');
		await ny.start();
		expect(await joinHere(ny, sheet.value.ticket)).toMatchObject({ ok: true, committee });
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
		expect(await joinHere(ali, back.value.ticket)).toMatchObject({
			ok: false,
			reason: 'invitation-withdrawn',
		});
		expect(await joinHere(ali, `${used.value.ticket.slice(0, -2)}AA`)).toMatchObject({ reason: 'mangled' });
		expect(await joinHere(ali, used.value.ticket)).toMatchObject({ ok: true });
		expect(await joinHere(ali, used.value.ticket)).toMatchObject({ reason: 'known-own', committee });
		const third = tab('En tredjes');
		await third.start();
		expect(await joinHere(third, used.value.ticket)).toMatchObject({ ok: false, reason: 'invitation-spent' });
	});

	test('a link that a tablet needs no more is said to be its own, over, or as good as new', async () => {
		const mette = await founded();
		const ali = await joined(mette, 'Alis');
		const log = mette.log(committee);
		const [fresh, back, used] = [
			await log?.invite('write'),
			await log?.invite('write'),
			await log?.invite('read'),
		];
		if (!fresh?.ok || !back?.ok || !used?.ok) throw new Error('no links');
		await log?.withdraw(back.value.id);
		const bo = tab('Bos');
		await bo.start();
		expect(await joinHere(bo, used.value.ticket)).toMatchObject({ ok: true });
		await vi.waitFor(() => expect(ali.log(committee)?.tablets).toHaveLength(3), soon);
		expect(await joinHere(bo, used.value.ticket)).toMatchObject({ reason: 'known-own', committee });
		expect(await joinHere(ali, used.value.ticket)).toMatchObject({ reason: 'known-over', committee });
		expect(await joinHere(ali, back.value.ticket)).toMatchObject({ reason: 'known-over', committee });
		expect(await joinHere(ali, fresh.value.ticket)).toMatchObject({ reason: 'known', committee });
	});
});
