import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { ticksIn } from './people.ts';
import { playTrace } from './run.ts';

test('who was away is told what others have written since, and of whom it is', async () => {
	const { play } = await playTrace({ seed: 1, tablets: [2, 2], steps: [] });
	const [one, other] = play.views;
	const shared = other?.documents.get('core');
	if (!one || !other || !shared) throw new Error('not enough tablets');
	const { away } = one.log;
	expect(away.lookedAt).toBeUndefined();
	play.run('somebody looks', () => away.looked());
	await play.pass(1000);
	const before = Y.encodeStateAsUpdate(shared.doc);
	shared.act(() => ticksIn(shared).set('seen', true));
	await play.pass(2000);
	const seen: unknown[] = [];
	play.run('what was missed', async () => {
		for (const { update, ...change } of await away.since()) {
			const doc = new Y.Doc();
			Y.applyUpdate(doc, before);
			Y.applyUpdate(doc, update);
			seen.push({ ...change, ticks: doc.getMap('ticks').toJSON() });
		}
		await away.looked();
		seen.push(await away.since());
	});
	await play.pass(1000);
	const heardAt = expect.any(Number);
	const device = other.log.row.device;
	expect(seen).toEqual([{ document: 'core', device, kind: 'update', heardAt, ticks: { seen: true } }, []]);
	expect(away.lookedAt).toBeGreaterThan(1_800_000_000_000);
});
