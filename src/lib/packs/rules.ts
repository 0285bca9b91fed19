import * as v from 'valibot';
import {
	packSchema,
	tones,
	type Effort,
	type Pack,
	type PackFrame,
	type PackRecord,
	type Statement,
	type StatementRecord,
	type Tone,
} from './schema.ts';

/** In characters as a reader counts them. A label must find room on the map; a text on one screen and one slip. */
export const limits = { label: 24, text: 300, title: 80 } as const;

/** Collapses what a paste brings along: line breaks, tabs, repeated blanks. */
export const tidy = (text: string): string => text.replace(/\s+/gu, ' ').trim();

const characters = new Intl.Segmenter('da');
export const lengthOf = (text: string): number => {
	// Counting 50 kB of pasted text exactly is slow, and the answer is known.
	if (text.length > 20_000) return text.length;
	return [...characters.segment(text)].length;
};

/** [PA3] At most as many characters as the map has room for. */
const shortened = (text: string): string => {
	const parts = [...characters.segment(text.slice(0, 1000))].map((part) => part.segment);
	return parts.length <= limits.label
		? text
		: `${parts
				.slice(0, limits.label - 1)
				.join('')
				.trimEnd()}…`;
};

/**
 * [PA2] [PA3] The statements that are asked about, in their order: without those that are hidden and those that say
 * nothing yet. One that was not given a label is called by its first words.
 */
export const orderedStatements = (pack: Pack): Statement[] =>
	pack.statements
		.map((statement) => ({ ...statement, text: tidy(statement.text) }))
		.filter(({ hidden, text }) => !hidden && text !== '')
		.map((statement) => ({ ...statement, label: shortened(tidy(statement.label) || statement.text) }));

/** [PA12] What a topic of a pack is called, and how it is told apart from the others. */
export const topicOf = (pack: Pick<Pack, 'topics'>, topic: string): { title: string; tone: Tone } => {
	const at = pack.topics.findIndex(({ id }) => id === topic);
	return { title: pack.topics[at]?.title ?? '', tone: tones[Math.max(0, at)] ?? tones[0] };
};

/** [PA13] What others do that helps with a statement, in the order of the pack. */
export const effortsFor = (pack: Pick<Pack, 'efforts'>, statement: string): Effort[] =>
	(pack.efforts ?? []).filter(({ serves }) => serves.includes(statement));

export type TextProblem = 'text-empty' | 'text-too-long';
export type LabelProblem = 'label-empty' | 'label-too-long' | 'label-taken';
export type TitleProblem = 'title-empty' | 'title-too-long';

/** [PA4] */
export const textProblem = (text: string): TextProblem | undefined => {
	const length = lengthOf(tidy(text));
	return length === 0 ? 'text-empty' : length > limits.text ? 'text-too-long' : undefined;
};

/** [PA4] Two dots of one name on the map would be a riddle, so hidden statements keep theirs as well. */
export const labelProblem = (pack: Pack, statementId: string, label: string): LabelProblem | undefined => {
	const wanted = tidy(label);
	const length = lengthOf(wanted);
	if (length === 0) return 'label-empty';
	if (length > limits.label) return 'label-too-long';
	const same = (other: Statement) =>
		other.id !== statementId && tidy(other.label).toLocaleLowerCase('da') === wanted.toLocaleLowerCase('da');
	return pack.statements.some(same) ? 'label-taken' : undefined;
};

/** [PA4] */
export const titleProblem = (title: string): TitleProblem | undefined => {
	const length = lengthOf(tidy(title));
	return length === 0 ? 'title-empty' : length > limits.title ? 'title-too-long' : undefined;
};

/**
 * [PA5] What a reflection stores: the pack with the texts that the group was shown, as plain JSON, so that the answers
 * keep their questions when the pack is edited afterwards.
 */
export const shownPack = (pack: Pack): Pack =>
	v.parse(packSchema, JSON.parse(JSON.stringify({ ...pack, statements: orderedStatements(pack) })));

/** [PA7] A pack's statements in their order; two that were given one order stand alike on every device. */
export const byOrder = (records: StatementRecord[], packId: string): StatementRecord[] =>
	records
		.filter(({ pack, deletedOn }) => pack === packId && deletedOn === undefined)
		.sort((a, b) => a.order - b.order || (a.statement < b.statement ? -1 : 1));

/** [PA7] A number between two orders, either of which may be absent; `undefined` when there is none. */
export const between = (before: number | undefined, after: number | undefined): number | undefined => {
	if (before === undefined) return after === undefined ? 1 : after - 1;
	if (after === undefined) return before + 1;
	const middle = (before + after) / 2;
	return before < middle && middle < after ? middle : undefined;
};

/** [PA5] What stands around the statements of a pack, as plain JSON. */
export const frameOf = ({
	source,
	topics,
	steps,
	efforts,
	unmarked,
	importance,
	success,
	instruction,
}: Pack): PackFrame =>
	JSON.parse(
		JSON.stringify({ source, topics, steps, efforts, unmarked, importance, success, instruction }),
	) as PackFrame;

/** [PA6] Steps, scales and topics come from the pack that was copied: they are not the committee's to change. */
export const packOfRecords = (
	record: PackRecord,
	statements: StatementRecord[],
	base: PackFrame & Partial<Pick<Pack, 'statements'>>,
): Pack => ({
	...base,
	id: record.id,
	copyOf: record.base,
	version: record.baseVersion,
	level: record.level,
	title: record.title,
	statements: byOrder(statements, record.id).map((statement) => asStatement(statement, base)),
});

const asStatement = (
	{ statement: id, topic, label, text, hidden }: StatementRecord,
	base: Partial<Pick<Pack, 'statements'>>,
): Statement => {
	const original = base.statements?.find((statement) => statement.id === id);
	const statement: Statement = { id, topic, label, text };
	// Whoever moves a statement to another topic has decided where it belongs.
	if (original?.topicUnconfirmed && original.topic === topic) statement.topicUnconfirmed = true;
	if (hidden) statement.hidden = true;
	if (!original) statement.added = true;
	return statement;
};
