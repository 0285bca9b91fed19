import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import { join } from 'node:path';

/** What was found when a fault was tried. */
export interface Row {
	number: string;
	/** What was done, the same sentence each time: it tells the row. */
	done: string;
	measured: string;
	/** `yes`, or how it falls short of what it must yield. */
	ok: string;
	date: string;
	machine: string;
}

export const folder = join(import.meta.dirname, '../../../../test-results/faults');

const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? arch()}, ${platform()}, Node ${process.versions.node}`;

interface Aim {
	/** The figure may be no more than this; nothing lost is `most: 0`. */
	most?: number;
	/** Why it falls short, where it does. */
	short?: string;
}

const rounded = (value: number): string =>
	value === Infinity
		? 'never:'
		: Number.isInteger(value)
			? String(value)
			: value.toPrecision(value < 10 ? 2 : 3);

/**
 * Remembers a figure for the list of faults.
 * @param done what was done, in a few words
 * @returns whether it is what it must be
 */
export const record = (number: string, done: string, value: number, unit: string, aim: Aim = {}): boolean => {
	const isReached = aim.most === undefined || value <= aim.most;
	const measured = `${rounded(value)} ${unit}`;
	const ok = isReached ? 'yes' : `no: ${aim.short ?? `at most ${aim.most} ${unit}`}`;
	const row: Row = { number, done, measured, ok, date: new Date().toISOString().slice(0, 10), machine };
	mkdirSync(folder, { recursive: true });
	// A file for each, since tests run beside each other.
	const name = createHash('sha256').update(`${number} ${done} ${unit}`).digest('hex').slice(0, 12);
	writeFileSync(join(folder, `${number}-${name}.json`), JSON.stringify({ ...row, unit }));
	return isReached;
};
