import { expect, test } from 'vitest';
import { difference } from '#lib/digest.ts';
import { SharedDocument } from '#lib/documents/shared.ts';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import { Reflections } from '../document.ts';
import { emptyTally, withAnswers } from '../rules.ts';
import type { Mark, Marks, Way } from '../schema.ts';
import { Cards } from './cards/document.ts';
import { reflectionDigest, reflectionNews } from './digest.ts';

const on = '2027-01-14';
const now = new Date('2027-01-14T14:00:00Z');

const begun = (way: Way = 'round') => {
	const reflections = new Reflections(new SharedDocument('year-2027'), () => 'r-1');
	const cards = new Cards(reflections.shared);
	const digest = () =>
		reflectionDigest(
			reflections.all().records.map((reflection) => ({
				reflection,
				focuses: reflections.focuses(reflection),
				written: reflections.written(reflection.id),
				laid: cards.laidIn(reflection.id),
			})),
		);
	let before = digest();
	const id = reflections.start({ year: 2027, pack: lmu, way, present: [{ name: 'Gæst' }] }, on, now);
	return {
		reflections,
		cards,
		id,
		digest,
		texts: () => reflectionNews(difference(before, digest()), digest()).map(({ text }) => text),
		look: () => void (before = digest()),
	};
};

const tally = (marks: Marks, people: number) => {
	let sum = emptyTally(lmu.statements);
	for (let person = 0; person < people; person++) sum = withAnswers(sum, new Map([['lmu-t1', marks]]));
	return sum;
};

test('[TO10] whoever answers what, the digest is the same to the byte', () => {
	const shown = ([importance, success]: [Mark, Mark], people: number) => {
		const { reflections, id, digest } = begun();
		reflections.reveal(id, tally({ importance, success }, people));
		return JSON.stringify(digest());
	};
	expect(shown([4, 1], 4)).toBe(shown([1, 4], 9));
});

test('[TO10] common marks, the check-out and the words beside it are not in the digest', () => {
	const { reflections, id, digest } = begun('common');
	const before = JSON.stringify(digest());
	reflections.setCommon(id, 'lmu-t1', 'importance', 4);
	reflections.checkOut(id, [1, 2, 0, 1]);
	reflections.answerText(id, 'check-out').insert(0, 'Tak for i dag');
	expect(JSON.stringify(digest())).toBe(before);
});

test('[TO11] how far the group has come, its focus and that it has written is told, not what it wrote', () => {
	const { reflections, cards, id, texts, look } = begun();
	expect(texts()).toEqual(['Refleksion 2027 er begyndt']);
	look();
	reflections.goOn(id, 'focus');
	reflections.setFocus(id, 'lmu-t1', true);
	expect(texts()).toEqual(['Refleksion 2027 er nået til Fokus']);
	look();
	reflections.setFocus(id, 'lmu-t2', true);
	expect(texts()).toEqual(['Refleksion 2027: der er valgt fokus']);
	look();
	reflections.answerText(id, 'own-succeeds', 'lmu-t1').insert(0, 'Vi siger godmorgen');
	reflections.answerText(id, 'own-strengthen', 'lmu-t1').insert(0, 'Vi glemmer vikarerne');
	expect(texts()).toEqual(['Refleksion 2027: der er skrevet 2 steder']);
	look();
	const card = { reflection: id, statement: 'lmu-t1' };
	cards.add({ ...card, text: 'Faste pauser' }, on);
	expect(texts()).toEqual(['Refleksion 2027: ét nyt forslag']);
	const second = cards.add({ ...card, text: 'En rolig krog', by: 'Bo' }, on);
	expect(texts()).toEqual(['Refleksion 2027: 2 nye forslag']);
	look();
	cards.reword(second, 'En krog med ro');
	cards.remove(second, on);
	expect(texts()).toEqual([]);
	look();
	reflections.close(id, on);
	expect(texts()).toEqual(['Refleksion 2027 er afsluttet']);
	look();
	reflections.reopen(id);
	expect(texts()).toEqual(['Refleksion 2027 er åbnet igen']);
	reflections.remove(id, on);
	expect(texts()).toEqual(['Refleksion 2027 er slettet']);
});
