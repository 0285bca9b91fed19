import { expect, test } from 'vitest';
import { Committee, seeded } from '#tests/sealed-log.ts';
import type { Sealed } from './sealed.ts';
import { standing } from './session.ts';

const last = ({ id, entry }: Sealed) => ({ counter: entry.counter, id, document: entry.document });

test('[SL9] each entry of a session follows the one before it', async () => {
	const committee = await Committee.found(seeded());
	const { founder } = committee;
	const first = await committee.writes(founder);
	const second = await committee.writes(founder, { after: first });
	const third = await committee.writes(founder, { after: second });
	expect(standing(undefined, first)).toBe('next');
	expect(standing(last(first), second)).toBe('next');
	expect(standing(last(second), third)).toBe('next');

	expect(standing(undefined, second)).toBe('counter-gap');
	expect(standing(last(first), third)).toBe('counter-gap');
});

test('[SL9] the same entry again is known, and another in its place is not taken', async () => {
	const committee = await Committee.found(seeded());
	const first = await committee.writes(committee.founder);
	const second = await committee.writes(committee.founder, { after: first });
	const other = await committee.writes(committee.founder, { after: first, text: 'noget andet' });
	expect(standing(last(second), second, second.id)).toBe('again');
	expect(standing(last(second), first, first.id)).toBe('again');
	expect(standing(last(second), other, second.id)).toBe('counter-taken');
	// What was there is no longer held: nobody can tell that it is the same.
	expect(standing(last(second), first)).toBe('counter-taken');
});

test('[SL9] a session that goes on from something else, or in another document, is refused', async () => {
	const committee = await Committee.found(seeded());
	const { founder } = committee;
	const first = await committee.writes(founder);
	const { session } = first.entry;
	const otherFirst = await committee.writes(founder, { session });
	const fromOther = await committee.writes(founder, { after: otherFirst });
	expect(standing(last(first), fromOther)).toBe('wrong-prev');
	const elsewhere = await committee.writes(founder, { after: first, document: 'year-2027' });
	expect(standing(last(first), elsewhere)).toBe('other-document');
});
