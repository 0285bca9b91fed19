import { join } from 'node:path';
import { filesIn, findCanaries } from '../../../log/canary.ts';
import { record } from '../rig/record.ts';

/** Words that the specs write into committees that the server keeps. */
const canaries = [
	'Mælkebøtten',
	'Karen Kløver',
	'Mads Mynte',
	'Æblehaven',
	'Æblegården',
	'Månehuset',
	'Karla Holm',
];

/** After the whole browser suite: nothing of what it wrote may lie with the server, not even in passing. */
// oxlint-disable-next-line import/no-default-export -- that is how Playwright finds it
export default async function search(): Promise<void> {
	const places = (await filesIn(join(import.meta.dirname, '../../../../test-results/data'))).filter(
		({ name }) => !name.includes('/assets/'),
	);
	const found = findCanaries(canaries, places);
	const done = 'the server’s data after the browser tests that were run is searched for what they wrote';
	record('R30', done, found.length, 'places with plain text', { most: 0 });
	if (found.length > 0) throw new Error(`R30: plain text at the server: ${JSON.stringify(found)}`);
}
