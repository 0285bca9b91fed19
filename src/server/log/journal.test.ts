import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { StandingClock } from '#tests/log/clock.ts';
import { journalTo } from './journal.ts';

test('what happens too often is counted, and a minute later it is noted again', async () => {
	const lines: { event: string; notNoted?: number }[] = [];
	const out = new Writable({
		write(chunk: Buffer, _, done) {
			lines.push(JSON.parse(chunk.toString()));
			done();
		},
	});
	const clock = new StandingClock();
	const journal = journalTo(out, clock);
	for (let count = 0; count < 250; count++) journal.note('ended', { why: 'too-late' });
	journal.note('stopped');
	expect(lines).toHaveLength(101);
	expect(lines[0]).toEqual({ at: '1970-01-01T00:00:00.000Z', event: 'ended', why: 'too-late' });
	await clock.pass(60_000);
	expect(lines.slice(101)).toEqual([expect.objectContaining({ event: 'ended', notNoted: 150 })]);
	journal.note('ended');
	expect(lines).toHaveLength(103);
});
