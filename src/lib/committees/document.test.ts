import * as Y from 'yjs';
import { describe, expect, test } from 'vitest';
import { ReadOnlyDocument, SharedDocument } from '#lib/documents/shared.ts';
import { Committee } from './document.ts';
import type { NewCommittee } from './schema.ts';

const on = '2027-01-14';
const now = new Date('2027-01-14T10:00:00Z');
const later = new Date('2027-01-14T10:05:00Z');

const founding: NewCommittee = {
	name: ' LMU Solsikken ',
	workplace: 'Børnehuset Solsikken',
	level: 'lmu',
	levelLabel: 'LMU',
	members: [
		{ name: 'Karen Kløver', roles: ['chair'], side: 'management' },
		{ name: 'Bo Birk', roles: ['employeeRep'], side: 'employees', termEnd: '2027-03-31' },
	],
};

const device = () => {
	const shared = new SharedDocument('core');
	return { shared, doc: shared.doc, committee: new Committee(shared) };
};
type Device = ReturnType<typeof device>;

const meet = (...devices: Device[]) => {
	const updates = devices.map(({ doc }) => Y.encodeStateAsUpdate(doc));
	for (const { doc } of devices) for (const update of updates) Y.applyUpdate(doc, update);
};

/** Two devices of one committee, both with what the first one founded. */
const two = () => {
	const [here, there] = [device(), device()];
	here.committee.found(founding, on, now);
	meet(here, there);
	return { here, there };
};

const memberNamed = ({ committee }: Device, name: string) => {
	const member = committee.members().records.find((each) => each.name === name);
	if (!member) throw new Error(`no ${name}`);
	return member;
};
const namesIn = ({ committee }: Device) => committee.members().records.map(({ name }) => name);

describe('founding', () => {
	test('a founded committee reads as it was written, spaces trimmed, members in their order', () => {
		const here = device();
		expect(here.committee.isEmpty).toBe(true);
		here.committee.found(founding, on, now);
		expect(here.committee.isEmpty).toBe(false);
		expect(here.committee.profile()).toEqual({
			name: 'LMU Solsikken',
			workplace: 'Børnehuset Solsikken',
			level: 'lmu',
			levelLabel: 'LMU',
			foundedOn: on,
		});
		expect(here.committee.members()).toMatchObject({ records: founding.members, broken: [] });
	});

	test('it is one transaction', () => {
		const { doc, committee } = device();
		let transactions = 0;
		doc.on('afterTransaction', () => transactions++);
		committee.found(founding, on, now);
		expect(transactions).toBe(1);
	});

	test('[CO1] a document that says no level reads as a committee at the lowest', () => {
		expect(device().committee.profile()).toEqual({ name: '', workplace: '', level: 'lmu', levelLabel: '' });
	});
});

describe('the profile', () => {
	test('two people change different things of it, and both hold', () => {
		const { here, there } = two();
		here.committee.change({ name: 'LMU Mælkebøtten' });
		there.committee.change({ workplace: 'Børnehuset Mælkebøtten' });
		meet(here, there);
		for (const { committee } of [here, there])
			expect(committee.profile()).toMatchObject({
				name: 'LMU Mælkebøtten',
				workplace: 'Børnehuset Mælkebøtten',
			});
	});

	test('a change can be undone, and then the name is the old one on every device', () => {
		const { here, there } = two();
		const undo = here.committee.change({ name: 'LMU Mælkebøtten' });
		meet(here, there);
		expect(undo()).toBe(true);
		meet(here, there);
		expect(there.committee.profile().name).toBe('LMU Solsikken');
	});

	test('the level can be corrected, with what the committee calls it', () => {
		const { committee } = two().here;
		committee.change({ level: 'omu', levelLabel: 'AfdelingsMED' });
		expect(committee.profile()).toMatchObject({ level: 'omu', levelLabel: 'AfdelingsMED' });
	});

	test('a field that makes no sense is read as empty, and the rest is there', () => {
		const { here } = two();
		here.doc.getMap('profile').set('workplace', 42);
		expect(here.committee.profile()).toMatchObject({ name: 'LMU Solsikken', workplace: '' });
	});
});

describe('members', () => {
	test('two devices each add one, and both are there in one order', () => {
		const { here, there } = two();
		here.committee.addMember({ name: 'Sanne Syren', roles: ['workEnvRep'] }, later);
		there.committee.addMember({ name: 'Jonas Jordbær', roles: [] }, now);
		meet(here, there);
		expect(namesIn(here)).toHaveLength(4);
		expect(namesIn(there)).toEqual(namesIn(here));
		expect(namesIn(here).at(-1)).toBe('Sanne Syren');
	});

	test('[CO10] two people give one member different roles at once, and both stand', () => {
		const { here, there } = two();
		const { id, ...bo } = memberNamed(here, 'Bo Birk');
		here.committee.changeMember(id, { ...bo, roles: ['employeeRep', 'shopSteward'] });
		there.committee.changeMember(id, { ...bo, name: 'Bo Bøg', roles: ['viceChair'] });
		meet(here, there);
		expect(memberNamed(here, 'Bo Bøg').roles).toEqual(['shopSteward', 'viceChair']);
		expect(memberNamed(there, 'Bo Bøg')).toEqual(memberNamed(here, 'Bo Bøg'));
	});

	test('an end of term can be taken away again', () => {
		const { here } = two();
		const { id, ...bo } = memberNamed(here, 'Bo Birk');
		here.committee.changeMember(id, { ...bo, termEnd: '' });
		expect(memberNamed(here, 'Bo Birk').termEnd).toBeUndefined();
	});

	test('[CO9] one who is taken off is gone from the list, and still has a name', () => {
		const { here } = two();
		const { id } = memberNamed(here, 'Bo Birk');
		here.committee.removeMember(id, on);
		expect(namesIn(here)).toEqual(['Karen Kløver']);
		expect(here.committee.names().get(id)).toBe('Bo Birk');
	});

	test('[CO9] taking off can be undone, and keeps what another device wrote meanwhile', () => {
		const { here, there } = two();
		const { id, ...bo } = memberNamed(there, 'Bo Birk');
		const undo = here.committee.removeMember(id, on);
		there.committee.changeMember(id, { ...bo, name: 'Bo Bøg' });
		meet(here, there);
		expect(namesIn(there)).toEqual(['Karen Kløver']);
		expect(undo()).toBe(true);
		meet(here, there);
		expect(namesIn(there)).toEqual(['Karen Kløver', 'Bo Bøg']);
	});

	test('[CO9] to save a member unchanged is no change, and brings back nobody who was taken off', () => {
		const { here } = two();
		const { id: karen, ...unchanged } = memberNamed(here, 'Karen Kløver');
		here.committee.removeMember(memberNamed(here, 'Bo Birk').id, on);
		expect(here.committee.changeMember(karen, unchanged)).toBeUndefined();
		expect(here.committee.changeMember(karen, { ...unchanged, name: 'Karen Krokus' })?.()).toBe(true);
		expect(namesIn(here)).toEqual(['Karen Kløver']);
	});

	test('one that cannot be read is counted and kept, and the others are shown', () => {
		const { here } = two();
		const members = here.doc.getMap('members');
		members.set('odd', 'not a record');
		members.set('nameless', new Y.Map([['addedAt', now.toISOString()]]));
		expect(here.committee.members().broken.toSorted()).toEqual(['nameless', 'odd']);
		expect(namesIn(here)).toEqual(['Karen Kløver', 'Bo Birk']);
		expect(members.has('odd')).toBe(true);
	});

	test('a role that this program does not know is kept, and not shown', () => {
		const { here } = two();
		const { id, ...bo } = memberNamed(here, 'Bo Birk');
		const record = here.doc.getMap<Y.Map<unknown>>('members').get(id);
		record?.set('role:lifeguard', true);
		expect(memberNamed(here, 'Bo Birk').roles).toEqual(['employeeRep']);
		here.committee.changeMember(id, { ...bo, name: 'Bo Bøg' });
		expect(record?.get('role:lifeguard')).toBe(true);
	});
});

test('a committee of a newer program is read, and refuses every change', () => {
	const { here } = two();
	here.doc.getMap('meta').set('schema', 99);
	expect(here.committee.profile().name).toBe('LMU Solsikken');
	expect(() => here.committee.change({ name: 'x' })).toThrow(ReadOnlyDocument);
	expect(() => here.committee.addMember({ name: 'x', roles: [] }, now)).toThrow(ReadOnlyDocument);
});
