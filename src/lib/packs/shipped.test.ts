import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { attractive } from './texts/attractive/pack.ts';
import { lmu as lmuPack } from './texts/med-pipeline/lmu.ts';
import { effortsFor, limits, topicOf } from './rules.ts';
import { packSchema, tones } from './schema.ts';
import { developmentDay } from './texts/development-day/pack.ts';
import { serviceCheck } from './texts/service-check/pack.ts';
import {
	packAbove,
	packBelow,
	packForLevel,
	shippedPackById,
	shippedPacks,
	shippedTopic,
} from './shipped.ts';

const pipeline = shippedPacks.filter(({ id }) => id.startsWith('med-pipeline'));
const statements = shippedPacks.flatMap((pack) => pack.statements);
const idsOf = (level: string) => packForLevel(level)?.statements.map(({ id }) => id);
const unconfirmed = statements.filter(({ topicUnconfirmed }) => topicUnconfirmed).map(({ id }) => id);

describe('the packs that come with the program', () => {
	test('[PA1] there are 22 statements, numbered as in the source, level by level', () => {
		expect(idsOf('lmu')).toEqual(['lmu-t1', 'lmu-t2', 'lmu-t3', 'lmu-t4', 'lmu-t5', 'lmu-t6', 'lmu-t7']);
		expect(idsOf('omu')).toEqual(['omu-t1', 'omu-t2', 'omu-t3', 'omu-t4', 'omu-t5', 'omu-t6', 'omu-t7']);
		expect(idsOf('hmu')).toEqual([
			'hmu-t1',
			'hmu-t2',
			'hmu-t3',
			'hmu-t4',
			'hmu-t5',
			'hmu-t6',
			'hmu-t7',
			'hmu-t8',
		]);
	});

	test('[PA1] no part of a shipped pack can be changed', () => {
		const pack = packForLevel('lmu');
		expect(() => pack?.statements.pop()).toThrow(TypeError);
		expect(() => pack?.steps[0]?.questions.pop()).toThrow(TypeError);
		expect(() => pack?.importance.steps.fill('x')).toThrow(TypeError);
	});

	test('[PA1] every pack has the shape that a reflection reads back', () => {
		for (const pack of shippedPacks) expect(v.parse(packSchema, pack)).toEqual(pack);
	});

	test('[PA1] the source is named in every pack', () => {
		for (const pack of pipeline) expect(pack.source).toContain('Børn og Unges MED-pipeline, Aarhus Kommune');
		expect(attractive.source).toContain('Attraktive arbejdspladser, Børn og Familie, Mariagerfjord Kommune');
		expect(developmentDay.source).toContain('udviklingsdagen for OMU, Norddjurs Kommune');
		expect(serviceCheck.source).toContain('MED-grunduddannelsen, Albertslund');
	});

	test('[PA1] four themes of attractive workplaces have 21 goals and 22 efforts, numbered as in the source', () => {
		const count = (ids: readonly { id: string }[], kind: 'm' | 'i') =>
			['dia', 'til', 'men', 'hel'].map(
				(theme) => ids.filter(({ id }) => id.startsWith(`${theme}-${kind}`)).length,
			);
		expect(count(attractive.statements, 'm')).toEqual([4, 5, 6, 6]);
		expect(count(attractive.efforts ?? [], 'i')).toEqual([6, 6, 5, 5]);
	});

	test('[PA13] every effort helps with goals that are there, some with those of another theme, and every goal has one', () => {
		const goals = attractive.statements.map(({ id }) => id);
		const efforts = attractive.efforts ?? [];
		expect(efforts.filter(({ serves }) => serves.length === 0)).toEqual([]);
		for (const { serves } of efforts) expect(goals).toEqual(expect.arrayContaining(serves));
		const crosses = efforts.filter(({ id, serves }) =>
			serves.some((goal) => goal.slice(0, 3) !== id.slice(0, 3)),
		);
		expect(crosses.length).toBeGreaterThan(10);
		expect(goals.filter((goal) => effortsFor(attractive, goal).length === 0)).toEqual([]);
	});

	test('the service check asks about how often, how long, what about, the wheel and the dialogue', () => {
		expect(serviceCheck.topics.map(({ title }) => title)).toEqual([
			'Hvor tit',
			'Hvor længe',
			'Indhold',
			'Årshjul',
			'Dialog',
		]);
	});

	test('[PA12] no two packs use one id for two topics or two statements', () => {
		const others = [attractive, serviceCheck, developmentDay];
		const topics = [lmuPack, ...others].flatMap((pack) => pack.topics.map(({ id }) => id));
		expect(new Set(topics).size).toBe(topics.length);
		const ids = shippedPacks.flatMap((pack) => pack.statements.map(({ id }) => id));
		expect(new Set(ids).size).toBe(ids.length);
	});

	test('[PA12] topics differ by their place; a goal knows its topic by the id alone', () => {
		expect(attractive.topics.map(({ id }) => topicOf(attractive, id).tone)).toEqual(tones.slice(0, 4));
		expect(shippedTopic('task')).toEqual({ title: 'MED-opgaven', tone: 'teal' });
		expect(shippedTopic('committee-dialogue')).toEqual({ title: 'Dialog', tone: 'rose' });
		expect(shippedTopic('nowhere')).toBeUndefined();
	});

	test('a pack is found by its id, and an unknown id finds none', () => {
		for (const pack of shippedPacks) expect(shippedPackById(pack.id)).toBe(pack);
		expect(shippedPackById('toString')).toBeUndefined();
	});

	test('every statement is one plain sentence about ourselves that fits on one screen', () => {
		for (const { text } of statements) {
			expect(text).toMatch(/^Vi [^.!?\n]+$/u);
			expect(text.length).toBeLessThanOrEqual(120);
		}
	});

	test('[PA3] labels fit on the map and differ within a pack', () => {
		for (const pack of shippedPacks) {
			const labels = pack.statements.map(({ label }) => label);
			for (const label of labels) expect(label.length).toBeLessThanOrEqual(limits.label);
			expect(new Set(labels).size).toBe(labels.length);
		}
	});

	test('[PA10] the topics that the source leaves open are marked, and no others', () => {
		expect(unconfirmed).toEqual(['lmu-t4', 'lmu-t5', 'omu-t3', 'omu-t5', 'hmu-t7']);
	});

	test('every topic of a pack has statements, and no statement another topic', () => {
		for (const pack of shippedPacks) {
			const used = new Set(pack.statements.map(({ topic }) => topic));
			expect([...used].sort()).toEqual(pack.topics.map(({ id }) => id).sort());
		}
	});

	test('the three steps stand in their order, with the questions that a plan remembers by id', () => {
		for (const pack of pipeline) {
			expect(pack.steps.map(({ id }) => id)).toEqual(['own', 'upAndDown', 'across']);
			expect(pack.steps.flatMap(({ questions }) => questions.map(({ id }) => id))).toEqual([
				'own-matters',
				'own-succeeds',
				'own-strengthen',
				'own-goals',
				'up-how',
				'up-do',
				'across-how',
				'across-do',
			]);
		}
	});
});

describe('neighbours', () => {
	test('[PA11] each level sees the statements of the one above and the one below', () => {
		expect(packAbove('lmu')?.level).toBe('omu');
		expect(packAbove('omu')?.level).toBe('hmu');
		expect(packBelow('hmu')?.level).toBe('omu');
		expect(packBelow('omu')?.level).toBe('lmu');
	});

	test('[PA11] FU-MED stands where OMU stands', () => {
		expect(packForLevel('fumed')).toBe(packForLevel('omu'));
		expect(packAbove('fumed')).toBe(packAbove('omu'));
	});

	test('[PA11] nothing is made up for FMU, nor for what is under LMU', () => {
		expect(packForLevel('fmu')).toBeUndefined();
		expect(packAbove('hmu')).toBeUndefined();
		expect(packAbove('fmu')).toBeUndefined();
		expect(packBelow('lmu')).toBeUndefined();
		expect(packBelow('fmu')?.level).toBe('hmu');
	});

	test('[PA11] a level that nobody knows has no pack and no neighbours', () => {
		for (const level of ['', 'med', 'constructor'])
			expect([packForLevel(level), packAbove(level), packBelow(level)]).toEqual([
				undefined,
				undefined,
				undefined,
			]);
	});
});
