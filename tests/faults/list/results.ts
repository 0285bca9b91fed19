import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { folder, type Row } from './rig/record.ts';
import { table } from './rig/table.ts';

// Writes RESULTS.md: what was measured this time, and of what was not tried this time what it said last.

const file = join(import.meta.dirname, '../RESULTS.md');
const COLUMNS = 8;

const escaped = (text: string) => text.replaceAll('|', '/').replaceAll('\n', ' ');

/** A row is known by its fault, what was done, and what was measured in (the words after the figure). */
const keyOf = ({ number, done, measured }: Row): string =>
	`${number} ${done} ${measured.replace(/^[\d.,e+-]+ /, '')}`;

const before = (): Row[] => {
	if (!existsSync(file)) return [];
	return readFileSync(file, 'utf8')
		.split('\n')
		.flatMap((line) => {
			const cells = line.split('|').map((cell) => cell.trim());
			if (cells.length !== COLUMNS + 2 || !/^R\d+$/.test(cells[1] ?? '')) return [];
			const [, number = '', , done = '', , measured = '', ok = '', date = '', machine = ''] = cells;
			return { number, done, measured, ok, date, machine };
		});
};

const now = (): Row[] => {
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.filter((name) => name.endsWith('.json'))
		.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Row)
		.map((row) => ({
			...row,
			done: escaped(row.done),
			measured: escaped(row.measured),
			ok: escaped(row.ok),
		}));
};

const rows = new Map([...before(), ...now()].map((row) => [keyOf(row), row]));

const lines = table.flatMap(({ number, fault, must }) => {
	const own = [...rows.values()].filter((row) => row.number === number);
	own.sort((one, other) => one.done.localeCompare(other.done));
	if (own.length === 0) return [[number, fault, 'not tried yet', must, '', 'no', '', '']];
	return own.map(({ done, measured, ok, date, machine }) => [
		number,
		fault,
		done,
		must,
		measured,
		ok,
		date,
		machine,
	]);
});

const text = `# The faults that the sealed log was tried with

Written by \`tests/faults/list/results.ts\` after \`npm run test:wide\` and \`npm run test:long\`; not by hand. A row that was not run the last
time says what it said before, with its date. Absolute times are those of the machine that is named, with all its other work.

Each fault is tried by itself here, through the real device, server and cryptography, or in real browsers. The seeded simulation
(\`tests/simulation/\`) plays R1, R4, R5, R7, R9, R14, R15, R17, R18 and R19 as well, mixed with each other and in any order.

| #   | Fault | What was done | Must yield | Measured | OK  | Date | Machine |
| --- | ----- | ------------- | ---------- | -------- | --- | ---- | ------- |
${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}
`;

writeFileSync(file, await format(text, { parser: 'markdown' }));
// What is written down is not measured again by being read again.
if (existsSync(folder)) rmSync(folder, { recursive: true });
console.log(`${file}: ${lines.length} rows`);
