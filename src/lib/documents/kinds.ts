/**
 * The documents of a committee: `core` (profile, members, packs) and one for each year (reflections, goals, actions).
 * This is the only place where their names are built and parsed.
 */
export type DocumentName = 'core' | `year-${number}`;

export const core: DocumentName = 'core';

export const yearDocument = (year: number): DocumentName => `year-${year}`;

export const yearOfDocument = (name: string): number | undefined => {
	const year = /^year-(\d{4})$/.exec(name)?.[1];
	return year === undefined ? undefined : Number(year);
};

export const isDocumentName = (name: string): name is DocumentName =>
	name === core || yearOfDocument(name) !== undefined;

/**
 * The shape of documents that this program writes. A document says only when it needs a newer program (`meta.schema`);
 * absent means 1. A newer one is opened read-only.
 */
export const SCHEMA = 1;
