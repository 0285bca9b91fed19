import type { Committee } from '#lib/committees/document.ts';
import { seated } from '#lib/committees/rules.ts';
import { Live } from '#lib/documents/live.svelte.ts';

/** Those who can be asked, and what everybody who ever was a member is called, both in the order of the table. */
export const peopleOf = (committee: Committee) =>
	new Live(committee.memberMap, () => {
		const members = seated(committee.members().records);
		const named = members.map(({ id, name }): [string, string] => [id, name]);
		return { members, names: new Map([...named, ...committee.names()]) };
	});
