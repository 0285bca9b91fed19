import { expect, test } from 'vitest';
import { difference } from '#lib/digest.ts';
import { SharedDocument } from '#lib/documents/shared.ts';
import { committeeDigest, committeeNews } from './digest.ts';
import { Committee } from './document.ts';

const now = new Date('2027-01-14T12:00:00');
const day = '2027-01-14';

test('[TO11] who has come, who has gone and what is called something else', () => {
	const committee = new Committee(new SharedDocument('core'));
	committee.found(
		{
			name: 'LMU Solsikken',
			workplace: 'Solsikken',
			level: 'lmu',
			levelLabel: 'LMU',
			members: [{ name: 'Karen Holm', roles: ['chair'] }],
		},
		day,
		now,
	);
	const digest = () => committeeDigest(committee.profile(), committee.members().records);
	let before = digest();
	const texts = () => committeeNews(difference(before, digest())).map(({ text }) => text);
	expect(texts()).toEqual([]);

	const mette = committee.addMember({ name: 'Mette Bruun', roles: [] }, now);
	expect(texts()).toEqual(['Mette Bruun er kommet med i udvalget']);
	committee.addMember({ name: 'Said Aydin', roles: [] }, new Date(now.getTime() + 1));
	expect(texts()).toEqual(['Mette Bruun og Said Aydin er kommet med i udvalget']);

	before = digest();
	committee.changeMember(mette, { name: 'Mette Krogh', roles: [] });
	committee.change({ name: 'MED-udvalget i Solsikken' });
	expect(texts()).toEqual([
		'Udvalget hedder nu MED-udvalget i Solsikken',
		'Mette Bruun hedder nu Mette Krogh',
	]);

	before = digest();
	committee.changeMember(mette, { name: 'Mette Krogh', roles: ['viceChair'] });
	expect(texts()).toEqual(['Oplysningerne om Mette Krogh er ændret']);

	before = digest();
	committee.removeMember(mette, day);
	expect(texts()).toEqual(['Mette Krogh er ikke med i udvalget mere']);
});
