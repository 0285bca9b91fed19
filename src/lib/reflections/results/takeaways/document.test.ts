import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { SharedDocument } from '#lib/documents/shared.ts';
import { Takeaways } from './document.ts';

const on = '2027-01-14';
const at = (minute: number) => new Date(Date.UTC(2027, 0, 14, 10, minute));

const tablet = () => {
	const shared = new SharedDocument('year-2027');
	return { shared, takeaways: new Takeaways(shared) };
};

const meet = (one: SharedDocument, other: SharedDocument) => {
	Y.applyUpdate(one.doc, Y.encodeStateAsUpdate(other.doc));
	Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(one.doc));
};

describe('guldkorn', () => {
	test('[TA1] two tablets that add at once keep both, in the same order on each', () => {
		const [one, other] = [tablet(), tablet()];
		other.takeaways.add({ reflection: 'r', text: 'Små grupper' }, at(2), on);
		one.takeaways.add({ reflection: 'r', text: 'En runde først' }, at(1), on);
		one.takeaways.add({ reflection: 'x', text: 'Fra en anden dag' }, at(3), on);
		meet(one.shared, other.shared);
		for (const { takeaways } of [one, other])
			expect(takeaways.of('r').map(({ text }) => text)).toEqual(['En runde først', 'Små grupper']);
	});

	test('[TA2] a sentence is added without blanks around it, taken back, and nothing adds nothing', () => {
		const { takeaways } = tablet();
		expect(takeaways.add({ reflection: 'r', text: ' \n ' }, at(1), on)).toBeUndefined();
		const undo = takeaways.add({ reflection: 'r', text: '  En runde\nførst ' }, at(1), on);
		expect(takeaways.of('r').map(({ text }) => text)).toEqual(['En runde først']);
		expect(undo?.()).toBe(true);
		expect(takeaways.all()).toEqual({ records: [], broken: [] });
		expect(takeaways.map.size).toBe(1);
	});

	test('[TA3] told on one tablet and removed on the other, both hold; a strange day costs itself alone', () => {
		const [one, other] = [tablet(), tablet()];
		one.takeaways.add({ reflection: 'r', text: 'En runde først' }, at(1), on);
		meet(one.shared, other.shared);
		const [id = ''] = [...one.takeaways.map.keys()];
		const undo = one.takeaways.setTold(id, on);
		expect(one.takeaways.of('r')[0]?.toldOn).toBe(on);
		meet(one.shared, other.shared);
		expect(other.takeaways.of('r')[0]?.toldOn).toBe(on);
		expect(undo()).toBe(true);
		expect(one.takeaways.of('r')[0]?.toldOn).toBeUndefined();
		const record = one.takeaways.map.get(id);
		if (record instanceof Y.Map) record.set('toldOn', 'i går');
		expect(one.takeaways.of('r')[0]).toMatchObject({ text: 'En runde først', toldOn: undefined });
	});
});
