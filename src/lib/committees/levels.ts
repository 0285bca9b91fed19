/** A level of MED. Names are data: a municipality calls its levels what it likes. */
export interface Level {
	code: string;
	/** Short name as in Aarhus; a committee may have its own. */
	label: string;
	name: string;
	/** Code of the level above, if any. */
	above?: string;
	/** Code of the level below, if any. */
	below?: string;
}

export const levels: readonly Level[] = [
	{ code: 'lmu', label: 'LMU', name: 'Lokalt MED-udvalg', above: 'omu' },
	{ code: 'omu', label: 'OMU', name: 'Område-MED-udvalg', above: 'hmu', below: 'lmu' },
	{ code: 'fumed', label: 'FU-MED', name: 'MED-udvalg for fællesfunktioner', above: 'hmu', below: 'lmu' },
	{ code: 'hmu', label: 'HMU', name: 'Hoved-MED-udvalg', above: 'fmu', below: 'omu' },
	{ code: 'fmu', label: 'FMU', name: 'Fælles MED-udvalg', below: 'hmu' },
];

export const levelByCode = (code: string): Level | undefined => levels.find((level) => level.code === code);

/** The levels that a committee can be founded at: those the pipeline has statements for. */
export const foundingLevels: readonly Level[] = levels.filter(({ code }) =>
	['lmu', 'omu', 'hmu'].includes(code),
);
