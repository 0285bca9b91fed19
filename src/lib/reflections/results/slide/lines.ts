/** How wide words are in pixels, written at a size in a weight. */
export type Measure = (text: string, size: number, weight: number) => number;

type Width = (line: string) => number;

/** Words on lines of at most `room` pixels; a word that is wider than a line is broken where it must be. */
export const linesOf = (text: string, room: number, width: Width): string[] => {
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(/\s+/u).filter((each) => each !== '')) {
		const longer = line === '' ? word : `${line} ${word}`;
		if (width(longer) <= room) {
			line = longer;
			continue;
		}
		if (line !== '') lines.push(line);
		line = word;
		while (width(line) > room && line.length > 1) {
			const head = headOf(line, room, width);
			lines.push(head);
			line = line.slice(head.length);
		}
	}
	return line === '' ? lines : [...lines, line];
};

/** As much of a word as there is room for, at least its first letter, never half of one. */
const headOf = (word: string, room: number, width: Width): string => {
	let head = '';
	for (const letter of word) {
		if (head !== '' && width(head + letter) > room) break;
		head += letter;
	}
	return head;
};

/** One line of at most `room` pixels, with dots where something was left out. */
export const shortened = (text: string, room: number, width: Width): string => {
	if (width(text) <= room) return text;
	const letters = [...text];
	while (letters.length > 1 && width(`${letters.join('')}…`) > room) letters.pop();
	return `${letters.join('').trimEnd()}…`;
};
