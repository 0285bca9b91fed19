import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Committee } from '#lib/committees/document.ts';
import { core } from '#lib/documents/kinds.ts';
import { YearPlan } from '#lib/year-plan/document.ts';
import { openBackup, sealBackup } from './backup.ts';
import { Database } from '../database.ts';
import { Device } from '../device.svelte.ts';
import { collect, restore } from './restore.ts';

const passphrase = 'fire røde kander';
const now = new Date('2027-01-14T14:00:00');
const devices: Device[] = [];

const newDevice = () => {
	const device = new Device({ db: new Database(crypto.randomUUID()), channel: undefined, clock: () => now });
	devices.push(device);
	return device;
};

/** A device with a committee `id` that has one goal. */
const withCommittee = async (id: string) => {
	const device = newDevice();
	const committee = new Committee(await device.open(id, core));
	committee.found(
		{ name: 'LMU Solsikken 🌻', workplace: 'Birkevej', level: 'lmu', levelLabel: 'LMU', members: [] },
		'2027-01-14',
		now,
	);
	const plan = new YearPlan(await device.open(id, 'year-2027'));
	plan.addGoal({ text: 'Færre afbrydelser på stuerne', direction: 'own' }, now);
	await device.remember({
		id,
		name: 'LMU Solsikken 🌻',
		workplace: '',
		level: 'lmu',
		levelLabel: 'LMU',
		openedAt: '',
	});
	await device.flush();
	return { device, plan };
};

afterEach(() => {
	vi.restoreAllMocks();
	for (const device of devices.splice(0)) device.db.close();
});

test('a backup opens on another device and gives the committee back', async () => {
	const id = crypto.randomUUID();
	const { device } = await withCommittee(id);
	const file = await sealBackup((await collect(device, id)).backup, passphrase);
	const other = newDevice();
	const opened = await openBackup(file, ` ${passphrase.normalize('NFD')} `);
	if (!opened.ok) throw new Error(opened.reason);
	await restore(other, opened.backup);
	expect(other.committees.map(({ name }) => name)).toEqual(['LMU Solsikken 🌻']);
	// It goes on by itself there, and here nothing has come.
	expect(other.committee(id)?.fromFile).toBe(true);
	await restore(device, opened.backup);
	expect(device.committee(id)?.fromFile).toBeUndefined();
	expect(other.saved).toBe('saved');
	await other.close(id);
	const plan = new YearPlan(await other.open(id, 'year-2027'));
	expect(plan.goals().records.map(({ text }) => text)).toEqual(['Færre afbrydelser på stuerne']);
});

test('a backup is merged into what is there, and replaces nothing', async () => {
	const id = crypto.randomUUID();
	const { device, plan } = await withCommittee(id);
	const { backup } = await collect(device, id);
	const [goal] = plan.goals().records;
	plan.addGoal({ text: 'Skrevet efter sikkerhedskopien', direction: 'across' }, now);
	if (goal) plan.shared.type(() => plan.goalText(goal.id)?.insert(0, 'Endnu '));
	await restore(device, backup);
	expect(
		plan
			.goals()
			.records.map(({ text }) => text)
			.sort(),
	).toEqual(['Endnu Færre afbrydelser på stuerne', 'Skrevet efter sikkerhedskopien']);
});

test('the file holds nothing readable', async () => {
	const id = crypto.randomUUID();
	const { device } = await withCommittee(id);
	const text = new TextDecoder('latin1').decode(
		await sealBackup((await collect(device, id)).backup, passphrase),
	);
	for (const word of ['Solsikken', 'Birkevej', 'afbrydelser', id]) expect(text).not.toContain(word);
});

test('the same backup with the same randomness is the same file', async () => {
	const id = crypto.randomUUID();
	const { device } = await withCommittee(id);
	const random = (size: number) => new Uint8Array(size).fill(7);
	const { backup } = await collect(device, id);
	expect(await sealBackup(backup, passphrase, random)).toEqual(await sealBackup(backup, passphrase, random));
});

describe('a backup says that it may lack something', () => {
	const later = async (id: string) => {
		const { device } = await withCommittee(id);
		const other = new Device({ db: new Database(device.db.name), channel: undefined });
		devices.push(other);
		await other.start();
		return other;
	};
	const broken = () => Promise.reject(new DOMException('', 'UnknownError'));

	test('when the documents of the committee cannot be listed', async () => {
		const id = crypto.randomUUID();
		const device = await later(id);
		await device.open(id, core);
		vi.spyOn(device.db, 'documentsOf').mockImplementation(broken);
		await expect(device.documents(id)).rejects.toMatchObject({ name: 'UnknownError' });
		const { backup, complete } = await collect(device, id);
		expect(complete).toBe(false);
		expect(backup.documents.map(({ document }) => document)).toEqual([core]);
	});

	test('when one of them could not be read', async () => {
		const id = crypto.randomUUID();
		const device = await later(id);
		await Dexie.delete(`${device.db.name}-replica/${id}/year-2027`);
		vi.spyOn(device.db, 'transaction').mockImplementation(broken as never);
		expect((await collect(device, id)).complete).toBe(false);
		vi.restoreAllMocks();
		await device.wake();
		expect((await collect(device, id)).complete).toBe(true);
	});

	test('and not when the committee was never stored here', async () => {
		vi.spyOn(indexedDB, 'open').mockImplementation(() => {
			throw new DOMException('', 'SecurityError');
		});
		const id = crypto.randomUUID();
		const { device } = await withCommittee(id);
		const { backup, complete } = await collect(device, id);
		expect(complete).toBe(true);
		expect(backup.documents).toHaveLength(2);
	});
});

describe('is refused', () => {
	const sealed = () =>
		sealBackup(
			{
				committee: 'a',
				name: 'b',
				savedAt: '',
				documents: [{ document: core, update: new Uint8Array([0, 0]) }],
			},
			passphrase,
		);

	const reason = async (file: Uint8Array<ArrayBuffer>, phrase = passphrase) => {
		const opened = await openBackup(file, phrase);
		return opened.ok ? 'opened' : opened.reason;
	};

	test('a file that is something else', async () => {
		expect(await reason(new Uint8Array())).toBe('not-a-backup');
		expect(await reason(new TextEncoder().encode('%PDF-1.7 et helt andet papir'))).toBe('not-a-backup');
	});

	test('a file of a newer Medspil', async () => {
		const file = await sealed();
		file[8] = 9;
		expect(await reason(file)).toBe('newer');
	});

	test('a file that was cut off or changed, at any place', async () => {
		const file = await sealed();
		expect(await reason(file.slice(0, 20))).toBe('damaged');
		expect(await reason(file.slice(0, -5))).toBe('damaged');
		for (const at of [9, 15, 30, 45, file.length - 1]) {
			const changed = file.slice();
			changed[at] = (changed[at] ?? 0) ^ 1;
			expect(await reason(changed)).toBe('damaged');
		}
	});

	test('a wrong passphrase', async () => {
		expect(await reason(await sealed(), 'fire røde kande')).toBe('wrong-passphrase');
	});

	test('a file whose documents are no documents', async () => {
		const update = new Uint8Array([1, 2, 3, 250]);
		const file = await sealBackup(
			{ committee: 'a', name: '', savedAt: '', documents: [{ document: core, update }] },
			passphrase,
		);
		expect(await reason(file)).toBe('damaged');
	});
});
