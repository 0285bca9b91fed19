import * as Y from 'yjs';
import * as v from 'valibot';
import { flagged, plain, readRecords, recordOf, type Read } from '#lib/documents/records.ts';
import type { SharedDocument } from '#lib/documents/shared.ts';
import { newId } from '#lib/id.ts';
import type { Day } from '#lib/time.ts';
import {
	memberSchema,
	profileSchema,
	roles,
	type Member,
	type NewCommittee,
	type Profile,
	type Role,
} from './schema.ts';

const PROFILE = 'profile';
const MEMBERS = 'members';

const isRole = (role: string): role is Role => (roles as readonly string[]).includes(role);

/** Who the committee is and who sits in it: a part of its `core` document. */
export class Committee {
	readonly shared: SharedDocument;
	readonly profileMap: Y.Map<unknown>;
	readonly memberMap: Y.Map<unknown>;

	constructor(shared: SharedDocument) {
		this.shared = shared;
		this.profileMap = shared.doc.getMap(PROFILE);
		this.memberMap = shared.doc.getMap(MEMBERS);
	}

	/** True when there is nothing here: never founded on this device, or deleted. */
	get isEmpty(): boolean {
		return this.profileMap.size === 0;
	}

	profile(): Profile {
		return v.parse(profileSchema, this.profileMap.toJSON());
	}

	/** Members who have not been taken off, in the order in which they were added. */
	members(): Read<Member> {
		const { records, broken } = readRecords(this.memberMap, memberSchema);
		const members = records
			.filter((record) => record.deletedOn === undefined)
			.sort((a, b) => a.addedAt.localeCompare(b.addedAt) || a.id.localeCompare(b.id))
			.map(({ id, name, side, termEnd }) => {
				const record = recordOf(this.memberMap, id);
				return {
					id,
					name,
					side,
					termEnd,
					roles: record ? flagged(plain(record), 'role').filter(isRole) : [],
				};
			});
		return { records: members, broken };
	}

	/** Everybody who was ever a member, by id: an old plan still says who was to do it. */
	names(): Map<string, string> {
		return new Map(readRecords(this.memberMap, memberSchema).records.map(({ id, name }) => [id, name]));
	}

	/** Founds the committee in this document, with its members, in one transaction. */
	found(committee: NewCommittee, on: Day, now: Date): void {
		this.shared.add(() => {
			this.profileMap.set('name', committee.name.trim());
			this.profileMap.set('workplace', committee.workplace.trim());
			this.profileMap.set('level', committee.level);
			this.profileMap.set('levelLabel', committee.levelLabel.trim());
			this.profileMap.set('foundedOn', on);
			if (committee.example) this.profileMap.set('example', true);
			committee.members.forEach((member, at) => this.#put(newId(), member, new Date(now.getTime() + at)));
		});
	}

	change(profile: Partial<Pick<Profile, 'name' | 'workplace' | 'level' | 'levelLabel'>>): () => boolean {
		return this.shared.act(() => {
			for (const [key, value] of Object.entries(profile)) this.profileMap.set(key, value.trim());
		});
	}

	addMember(member: Omit<Member, 'id'>, now: Date): string {
		const id = newId();
		this.shared.add(() => this.#put(id, member, now));
		return id;
	}

	/** @returns takes the change back; `undefined` when nothing differed */
	changeMember(id: string, member: Omit<Member, 'id'>): (() => boolean) | undefined {
		const record = recordOf(this.memberMap, id);
		let differed = false;
		const undo = this.shared.act(() => {
			if (record) differed = write(record, member);
		});
		return differed ? undo : undefined;
	}

	/** Takes a member off; what the member was to do keeps the name. */
	removeMember(id: string, on: Day): () => boolean {
		return this.shared.act(() => recordOf(this.memberMap, id)?.set('deletedOn', on));
	}

	#put(id: string, member: Omit<Member, 'id'>, now: Date): void {
		const record = new Y.Map<unknown>();
		record.set('addedAt', now.toISOString());
		write(record, member);
		this.memberMap.set(id, record);
	}
}

/**
 * Only what differs is written, so that two people can change different things of one member.
 * @returns whether anything differed
 */
const write = (record: Y.Map<unknown>, member: Omit<Member, 'id'>): boolean => {
	let differed = false;
	const set = (key: string, value: unknown) => {
		if (value === (record.doc ? record.get(key) : undefined)) return;
		differed = true;
		if (value === undefined) record.delete(key);
		else record.set(key, value);
	};
	set('name', member.name.trim());
	set('side', member.side);
	set('termEnd', member.termEnd || undefined);
	for (const role of roles) set(`role:${role}`, member.roles.includes(role) || undefined);
	return differed;
};
