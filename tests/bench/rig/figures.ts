/** One figure and what it should be, as the last line of a benchmark gives it to machines. */
export interface Aim {
	name: string;
	value: number;
	unit: string;
	/** Such as `<= 120`. */
	aim: string;
	ok: boolean;
}

const sorted = (values: number[]) => values.toSorted((a, b) => a - b);

/** The value that `share` of the values do not exceed. Throws when there are none: nothing was measured. */
export function percentile(values: number[], share: number): number {
	const at = Math.max(0, Math.ceil(values.length * share) - 1);
	const value = sorted(values)[at];
	if (value === undefined) throw new Error('Nothing was measured.');
	return value;
}

export const median = (values: number[]) => percentile(values, 0.5);

const rounded = (value: number) => Math.round(value * 100) / 100;

export const atMost = (name: string, value: number, unit: string, most: number): Aim => ({
	name,
	value: rounded(value),
	unit,
	aim: `<= ${most}`,
	ok: rounded(value) <= most,
});

export const atLeast = (name: string, value: number, unit: string, least: number): Aim => ({
	name,
	value: rounded(value),
	unit,
	aim: `>= ${least}`,
	ok: rounded(value) >= least,
});

/** Columns for people: words to the left, numbers to the right. */
export function table(head: string[], rows: (string | number)[][]): string {
	const cells = [
		head,
		...rows.map((row) => row.map((cell) => (typeof cell === 'number' ? `${rounded(cell)}` : cell))),
	];
	const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
	const line = (row: string[], like: (string | number)[] = []) =>
		row
			.map((cell, at) => {
				const width = widths[at] ?? 0;
				return typeof like[at] === 'number' ? cell.padStart(width) : cell.padEnd(width);
			})
			.join('  ')
			.trimEnd();
	const [first = [], ...rest] = cells;
	const rule = widths.map((width) => '-'.repeat(width)).join('  ');
	return [line(first, rows[0]), rule, ...rest.map((row, at) => line(row, rows[at]))].join('\n');
}

/** `median (lowest-highest)`, so that a reader sees how far the machine can be trusted. */
export const spread = (values: number[]): string =>
	`${Math.round(median(values))} (${Math.round(Math.min(...values))}-${Math.round(Math.max(...values))})`;

/** The aims for people, and then the one line for machines: nothing may be printed after it. */
export function report(bench: string, aims: Aim[]): void {
	const rows = aims.map(({ name, value, unit, aim, ok }) => [name, value, unit, aim, ok ? 'met' : 'MISSED']);
	console.log(`\n${table(['aim', 'value', 'unit', 'should be', ''], rows)}\n`);
	console.log(JSON.stringify({ bench, aims }));
}

/** What is going on, for whoever waits; not part of the result. */
export const progress = (text: string) => console.error(`  ${text}`);

/** How many rounds: the argument after the benchmark's name, or what it takes by default. */
export function roundsOr(usual: number): number {
	const asked = Number(process.argv[2] ?? usual);
	if (!Number.isInteger(asked) || asked < 1) throw new Error(`${process.argv[2]} is not a number of rounds.`);
	return asked;
}
