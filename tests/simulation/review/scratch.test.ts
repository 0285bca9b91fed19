import { test } from 'vitest';
import { playSeed } from '../run.ts';
import { sorts } from '../trace.ts';
test('seed', async () => {
	for (let seed = Number(process.env.FROM); seed < Number(process.env.TO); seed++) {
		const allowed = process.env.CALM ? sorts.filter((sort) => sort !== 'hostile') : undefined;
		const { failures, play } = await playSeed(seed, 100, allowed);
		if (failures.length > 0) console.log('FAIL', seed, failures, play.views.map((v) => [v.tablet.name, v.log.concerns.join()].join(':')).join(' '));
	}
	console.log('DONE');
}, 200000);
