import * as v from 'valibot';
import { limits, lengthOf, orderedStatements, tidy } from './rules.ts';
import { packSchema, type Pack } from './schema.ts';

/** How the file says what it is. A later form that an older program cannot read has a higher number. */
const FORMAT = 1;

/** Characters of a file, statements and efforts of a pack, and questions of a step: no pack of people's words has more. */
const MOST = { file: 500_000, statements: 60, efforts: 100, questions: 12 } as const;
/** Characters of a line that is no statement. */
const LINE = 400;

/** [PA14] A pack as the text of a file, readable by people too. */
export const packToFile = (pack: Pack): string =>
	`${JSON.stringify({ medspil: 'udsagn', format: FORMAT, pack: v.parse(packSchema, pack) }, undefined, '\t')}\n`;

export type FileRefusal = 'not-statements' | 'newer' | 'damaged' | 'too-large';

const outerSchema = v.object({ medspil: v.literal('udsagn'), format: v.number(), pack: v.unknown() });

/** [PA14] Reads what somebody says is a pack. Nothing of it is trusted. */
export const packFromFile = (text: string): { ok: true; pack: Pack } | { ok: false; reason: FileRefusal } => {
	if (text.length > MOST.file) return { ok: false, reason: 'too-large' };
	const outer = v.safeParse(outerSchema, asJson(text));
	if (!outer.success) return { ok: false, reason: 'not-statements' };
	if (outer.output.format > FORMAT) return { ok: false, reason: 'newer' };
	const parsed = v.safeParse(packSchema, outer.output.pack);
	if (!parsed.success || !isSensible(parsed.output)) return { ok: false, reason: 'damaged' };
	return { ok: true, pack: tidied(parsed.output) };
};

const asJson = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};

const differ = (ids: readonly { id: string }[]): boolean =>
	new Set(ids.map(({ id }) => id)).size === ids.length;

const isSensible = (pack: Pack): boolean => {
	const { topics, statements, steps, efforts = [], importance, success } = pack;
	const lines = [
		pack.source,
		pack.instruction,
		importance.question,
		success.question,
		...importance.steps,
		...success.steps,
		...topics.map(({ title }) => title),
		...steps.flatMap(({ title, intro, questions }) => [title, intro, ...questions.map(({ text }) => text)]),
		...efforts.map(({ text }) => text),
	];
	return (
		lines.every((line) => lengthOf(line) <= LINE) &&
		statements.length <= MOST.statements &&
		efforts.length <= MOST.efforts &&
		steps.every(({ questions }) => questions.length <= MOST.questions && differ(questions)) &&
		[topics, statements, steps, efforts].every(differ) &&
		statements.every(({ topic }) => topics.some(({ id }) => id === topic)) &&
		statements.every(({ text }) => lengthOf(text) <= limits.text) &&
		topics.length > 0 &&
		orderedStatements(pack).length > 0
	);
};

const characters = new Intl.Segmenter('da');

const tidied = (pack: Pack): Pack => ({
	...pack,
	title:
		[...characters.segment(tidy(pack.title))]
			.slice(0, limits.title)
			.map(({ segment }) => segment)
			.join('') || '–',
	statements: pack.statements.map((statement) => ({
		...statement,
		label: tidy(statement.label),
		text: tidy(statement.text),
	})),
});

/** A file name that every system takes. */
export const packFileName = (title: string): string =>
	`${title.replace(/[^\p{L}\p{N} _-]/gu, '').trim() || 'udsagn'}.medspil-udsagn.json`;
