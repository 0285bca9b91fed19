/** Excel reads a file as UTF-8 only when it begins with this. */
const BOM = '\uFEFF';

/** What a spreadsheet takes for the beginning of a formula, wide forms too, also behind blanks. */
const FORMULA = /^[\s\0]*[=+\-@|\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u;

/**
 * [RS4] One cell, always in quotes. What a spreadsheet could work out as a formula gets an apostrophe before it, so that
 * words stay words whoever wrote them.
 */
const cell = (text: string): string => {
	const line = text.replaceAll(/\r\n?/g, '\n').replaceAll('\0', '');
	return `"${(FORMULA.test(line) ? `'${line}` : line).replaceAll('"', '""')}"`;
};

/** [RS4] A table as a Danish Excel opens it by a double tap: semicolons between, a carriage return at the end of each row. */
export const toCsv = (rows: readonly (readonly string[])[]): string =>
	`${BOM}${rows.map((row) => `${row.map(cell).join(';')}\r\n`).join('')}`;
