import { expect, test } from 'vitest';
import { Desk } from '#tests/log/desk.ts';
import { Committee, seeded } from '#tests/sealed-log.ts';

const makes = async () => {
	const committee = await Committee.found(seeded());
	const desk = new Desk(committee.crypto);
	const founder = desk.call();
	await founder.founds(committee.founding);
	return { committee, desk, log: committee.log };
};

test('a founded log welcomes its founder, takes an entry, and gives it to the other device', async () => {
	const { committee, desk, log } = await makes();
	const first = await desk.admits(log, committee.founder.author);
	await first.reads();
	const second = await committee.tablet();
	const certification = await committee.certification(second, 'write');
	await committee.add(certification);
	expect(await first.hands('append', certification)).toMatchObject({ type: 'appended', seq: 2 });
	const other = await desk.admits(log, second.author);
	await other.reads();
	const written = await committee.writes(second);
	expect(await other.hands('append', written)).toMatchObject({ type: 'appended', seq: 3, id: written.id });
	expect(await first.next('entries')).toMatchObject({
		more: false,
		place: { seq: 3 },
		entries: [{ seq: 3, entry: written.bytes }],
	});
});
