const rules = new Intl.PluralRules('da');

/** The form that Danish uses for a number: *one* for 1, *other* for the rest, zero included. */
export const plural = (count: number, forms: { one: string; other: string }): string =>
	rules.select(count) === 'one' ? forms.one : forms.other;

const listing = new Intl.ListFormat('da', { type: 'conjunction' });

/** `Anna, Bo og Carla` */
export const listed = (names: readonly string[]): string => listing.format(names);
