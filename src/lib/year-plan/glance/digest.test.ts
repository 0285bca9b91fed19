import { expect, test } from 'vitest';
import { difference } from '#lib/digest.ts';
import { SharedDocument } from '#lib/documents/shared.ts';
import { YearPlan } from '../document.ts';
import { planDigest, planNews } from './digest.ts';

const day = '2027-01-14';
const now = new Date('2027-01-14T12:00:00');
const names = new Map([
	['mette', 'Mette Bruun'],
	['said', 'Said Aydin'],
]);

const setUp = () => {
	const plan = new YearPlan(new SharedDocument('year-2027'));
	const goal = plan.addGoal({ text: 'Ro ved bordet', direction: 'own' }, now);
	const add = (what: string, under: string | undefined = goal) =>
		plan.addAction({ what, direction: 'own', goal: under }, now);
	const digest = () => planDigest(plan.goals().records, plan.actions().records);
	const meeting = add('Fælles morgenmøde');
	let before = digest();
	const news = (me?: string) =>
		planNews(difference(before, digest()), { now: digest(), me, names }).toSorted((a, b) => a.rank - b.rank);
	return {
		plan,
		goal,
		meeting,
		add,
		news,
		texts: (me?: string) => news(me).map(({ text }) => text),
		look: () => void (before = digest()),
	};
};

test('nothing changed is nothing to tell', () => {
	expect(setUp().texts()).toEqual([]);
});

test('a goal that somebody has made concrete is told as changed, and one from before there was such is not', () => {
	const { plan, goal, texts, look } = setUp();
	const [[, { fields } = { fields: {} }] = []] = Object.entries(planDigest(plan.goals().records, []));
	expect(Object.keys(fields).sort()).toEqual(['direction', 'title']);
	plan.describeGoal(goal, { different: 'Alle når at spise' });
	expect(texts()).toHaveLength(1);
	look();
	plan.describeGoal(goal, { lookOn: '2027-06-30' });
	expect(texts()).toHaveLength(1);
});

test('[TO11] one line about the most telling of what changed in an action', () => {
	const { plan, meeting, texts, look, news } = setUp();
	plan.setDue(meeting, '2027-03-01');
	expect(texts()).toEqual(['»Fælles morgenmøde« skal nu være klar 1. mar.']);
	plan.setOwner(meeting, 'mette', true);
	expect(texts()).toEqual(['Mette Bruun er sat på »Fælles morgenmøde«']);
	plan.setProgress(meeting, 'done', day);
	expect(texts()).toEqual(['Handlingen »Fælles morgenmøde« er gjort']);
	expect(news()[0]?.id).toBe(meeting);
	expect(texts('mette')).toEqual(['Du er sat på »Fælles morgenmøde«']);
	look();
	plan.removeAction(meeting, day);
	expect(news()).toEqual([
		{ text: 'Handlingen »Fælles morgenmøde« er slettet', rank: expect.any(Number), id: undefined },
	]);
});

test('[TO11] several alike under one goal are one line', () => {
	const { plan, goal, add, texts, look } = setUp();
	const ids = ['Ryd bordet', 'Dæk bordet', 'Tør bordet'].map((what) => add(what));
	add('Ring til OMU', 'no-goal');
	expect(texts()).toEqual(['3 nye handlinger under »Ro ved bordet«', 'Ny handling: »Ring til OMU«']);
	look();
	for (const id of ids) plan.setProgress(id, 'done', day);
	expect(texts()).toEqual(['3 handlinger er gjort under »Ro ved bordet«']);
	look();
	plan.addGoal({ text: 'Færre afbrydelser', direction: 'own' }, now);
	expect(texts()).toEqual(['Nyt mål: »Færre afbrydelser«']);
	plan.addGoal({ text: 'Flere pauser', direction: 'own' }, now);
	plan.goalText(goal)?.insert(0, 'Mere ');
	expect(texts()).toEqual(['2 nye mål', 'Der er rettet i målet »Mere Ro ved bordet«']);
});

test('[TO12] what I am put on comes first, and what was only rewritten last', () => {
	const { plan, meeting, add, texts } = setUp();
	plan.actionText(meeting)?.insert(0, 'Nyt ');
	const mine = add('Ryd bordet');
	plan.setOwner(mine, 'said', true);
	plan.addGoal({ text: 'Færre afbrydelser', direction: 'own' }, now);
	expect(texts('said')).toEqual([
		'Du er sat på »Ryd bordet«',
		'Nyt mål: »Færre afbrydelser«',
		'Der er rettet i handlingen »Nyt Fælles morgenmøde«',
	]);
});

test('an action without words is still told of', () => {
	const { add, texts } = setUp();
	add('');
	expect(texts()).toEqual(['Ny handling: »uden ord«']);
});
