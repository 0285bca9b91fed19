/** The places of a committee, in the rail and the bottom bar. */
export const m = {
	overview: 'Overblik',
	reflection: 'Refleksion',
	plan: 'Plan',
	committee: 'Udvalget',
};
