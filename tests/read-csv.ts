/** A reader of its own for RFC 4180 with semicolons, so that what is written is not read by who wrote it. */
export const readCsv = (text: string): string[][] => {
	const rows: string[][] = [];
	let row: string[] = [];
	let at = text.startsWith('\uFEFF') ? 1 : 0;
	while (at < text.length) {
		let cell = '';
		if (text[at] !== '"') throw new Error(`a cell without quotes at ${at}`);
		at += 1;
		for (; text[at] !== '"' || text[at + 1] === '"'; at += 1) {
			if (at >= text.length) throw new Error('a cell without an end');
			if (text[at] === '"') at += 1;
			cell += text[at];
		}
		row.push(cell);
		at += 1;
		if (text[at] === ';') at += 1;
		else if (text.startsWith('\r\n', at)) {
			rows.push(row);
			row = [];
			at += 2;
		} else throw new Error(`nothing that ends a cell at ${at}`);
	}
	return rows;
};
