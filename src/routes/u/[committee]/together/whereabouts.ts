import { phaseOfPath, phaseSlugs } from '#lib/reflections/rules.ts';
import { phases, type Phase } from '#lib/reflections/schema.ts';
import type { Place, Whereabouts } from '#lib/together/whereabouts.ts';

/** What a page's address says. */
interface Address {
	/** SvelteKit's id of the route. */
	route: string | null;
	params: Partial<Record<string, string>>;
	/** Of the plan that is shown, where the address leaves it out. */
	year?: number | undefined;
}

const home = '/u/[committee]';
const reflection = `${home}/refleksion/[year]/[reflection]`;

const placeOfPhase = (phase: Phase): Place => (phase === 'plan' ? 'making-plan' : phase);

/** Where a page is. Nothing of it tells what is marked there, or how far. */
export const whereIs = ({ route, params, year }: Address): Whereabouts => {
	const path = route ?? '';
	if (path.startsWith(reflection)) {
		const phase = phaseOfPath(path.slice(reflection.length + 1));
		const place = phase ? placeOfPhase(phase) : 'reflections';
		return { place, year: Number(params['year']), reflection: params['reflection'] };
	}
	if (path === home) return { place: 'overview' };
	if (path.startsWith(`${home}/refleksion`)) return { place: 'reflections' };
	if (path.startsWith(`${home}/plan`))
		return { place: 'plan', year: Number(params['year'] ?? year) || undefined };
	if (path.startsWith(`${home}/udvalg`)) return { place: 'committee' };
	return { place: path.startsWith(`${home}/udsagn`) ? 'statements' : 'elsewhere' };
};

const phaseOfPlace = (place: Place): Phase | undefined =>
	phases.find((phase) => placeOfPhase(phase) === place);

/** The way there. */
export const wayTo = (
	committee: string,
	{ place, year, reflection, text }: Whereabouts,
): string | undefined => {
	const base = `/u/${committee}`;
	const phase = phaseOfPlace(place);
	if (phase)
		return year && reflection ? `${base}/refleksion/${year}/${reflection}/${phaseSlugs[phase]}` : undefined;
	const line = /^(?:goals|actions)\/([0-9a-f-]{36})\//.exec(text ?? '')?.[1];
	switch (place) {
		case 'overview':
			return base;
		case 'reflections':
			return `${base}/refleksion`;
		case 'plan':
			return `${base}/plan${year ? `/${year}` : ''}${line ? `#${line}` : ''}`;
		case 'committee':
		case 'statements':
			return `${base}/udvalg`;
		default:
			return undefined;
	}
};
