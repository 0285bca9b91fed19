import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { Database } from '#lib/device/database.ts';
import { Device } from '#lib/device/device.svelte.ts';
import type { SharedDocument } from '#lib/documents/shared.ts';

/** A seeded source of chance: the same seed gives the same run. */
export const chance = (seed: number) => {
	let state = seed * 2654435761 + 1;
	return (below: number) => {
		state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) | 0;
		return ((state ^ (state >>> 13)) >>> 0) % below;
	};
};

const document = 'year-2027';

/** One tab: its device, its open document, and what it wrote and saw called saved. */
interface Tab {
	device: Device;
	shared: SharedDocument;
	written: string[];
	fails: boolean;
}

/**
 * Some tabs of one device live through `steps` random events: typing, ticking, a full disk, a killed tab, a lost
 * replica, a tab that sleeps. Gives what was ever called saved, and what a
 * fresh tab finds at the end, half of the time with the replica gone.
 */
export const live = async (seed: number, steps: number) => {
	const pick = chance(seed);
	const committee = `keeping-${seed}-${crypto.randomUUID()}`;
	const tabs: Tab[] = [];
	const calledSaved = new Set<string>();
	let names = 0;

	// Half of the runs have no replica to mend what Dexie missed.
	const refused = pick(2) === 0;
	const real = indexedDB.open.bind(indexedDB);
	indexedDB.open = (name, version) => {
		if (refused && name.includes('-replica/')) throw new DOMException('', 'UnknownError');
		return real(name, version);
	};

	const open = async () => {
		const db = new Database(committee);
		const device = new Device({ db, channel: new BroadcastChannel(committee) });
		const tab: Tab = { device, shared: await device.open(committee, document), written: [], fails: false };
		const add = db.updates.add.bind(db.updates);
		db.updates.add = ((...row: Parameters<typeof add>) =>
			tab.fails ? Promise.reject(new DOMException('', 'QuotaExceededError')) : add(...row)) as typeof add;
		tabs.push(tab);
	};
	/** As a browser kills it: nothing more is written, whatever waits. */
	const kill = async (tab: Tab) => {
		tab.fails = true;
		tabs.splice(tabs.indexOf(tab), 1);
		await tab.device.abandon(committee);
		tab.device.db.close();
	};
	const look = () => {
		for (const { device, written } of tabs)
			if (device.saved === 'saved') for (const name of written) calledSaved.add(name);
	};

	await open();
	for (let step = 0; step < steps; step++) {
		const tab = tabs[pick(tabs.length)];
		if (!tab) break;
		const { shared, written, device } = tab;
		const name = `${seed}-${names++}`;
		switch (pick(10)) {
			case 0:
			case 1:
			case 2:
				shared.act(() => shared.doc.getMap('ticked').set(name, true));
				written.push(name);
				break;
			case 3:
			case 4:
				shared.type(() =>
					shared.doc.getText('text').insert(pick(2) * shared.doc.getText('text').length, `<${name}>`),
				);
				written.push(`<${name}>`);
				break;
			case 5:
				await device.flush();
				break;
			case 6:
				tab.fails = pick(3) === 0;
				break;
			case 7:
				if (tabs.length > 1 || pick(4) === 0) await kill(tab);
				break;
			case 8:
				await device.wake();
				break;
			default:
				await new Promise((resolve) => setTimeout(resolve, pick(3)));
		}
		look();
		if (tabs.length === 0 || (tabs.length < 3 && pick(6) === 0)) await open();
	}
	for (const tab of [...tabs]) await kill(tab);
	if (!refused && pick(2) === 0) await Dexie.delete(`${committee}-replica/${committee}/${document}`);
	await open();
	const [last] = tabs;
	const found = last
		? `${Object.keys(last.shared.doc.getMap('ticked').toJSON()).join(' ')} ${last.shared.doc.getText('text').toString()}`
		: '';
	for (const tab of [...tabs]) await kill(tab);
	indexedDB.open = real;
	return { calledSaved: [...calledSaved], found };
};
