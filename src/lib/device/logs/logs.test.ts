import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { Committee } from '#lib/committees/document.ts';
import { core } from '#lib/documents/kinds.ts';
import type { SharedDocument } from '#lib/documents/shared.ts';
import type { Device } from '../device.svelte.ts';
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
