import type { Committee } from '#lib/committees/document.ts';
import type { Device } from '#lib/device/device.svelte.ts';
import type { CommitteeLog } from '#lib/device/logs/committee-log.svelte.ts';
import { m } from '#lib/messages/da/leading.ts';
import { Absence, leads, saidOfLead } from '#lib/reflections/meeting/leading/rules.ts';
import type { Reflections } from '#lib/reflections/document.ts';
import type { Lead, Reflection } from '#lib/reflections/schema.ts';
import { company, type Person } from '#lib/together/company.ts';
import { toasts } from '#lib/ui/toasts.svelte.ts';
import { peopleOf } from '../../../plan/people.ts';
import { TabletNames } from '../../../tablet-names.svelte.ts';
import { leadHere } from '../../lead-here.ts';

interface Around {
	device: Device;
	/** The committee. */
	id: string;
	committee: Committee;
	reflections: Reflections;
	reflection: Reflection;
}

/** A tablet that is here and could lead. */
export interface Here {
	tablet: string;
	person: Person;
}

/** Who leads a reflection, as this tablet sees it. */
export class Leading {
	#around: () => Around;
	#absence = new Absence(performance.now());
	/** What was said last of who leads. */
	#told: string | undefined;

	/** In a component only. */
	constructor(around: () => Around) {
		this.#around = around;
	}

	get #log(): CommitteeLog | undefined {
		const { device, id } = this.#around();
		return device.log(id);
	}

	get #own(): Lead | undefined {
		const { device, id, committee } = this.#around();
		return leadHere(device, id, committee);
	}

	get #ledBy(): Lead | undefined {
		return this.#around().reflection.ledBy;
	}

	/** [LE4] A tablet that only reads takes over nothing. */
	get mayLead(): boolean {
		return !this.#around().reflections.shared.readOnly;
	}

	/** [LE1] [LE2] */
	isMine: boolean = $derived.by(() => leads(this.#ledBy, this.#log?.device));

	/** Whoever leads, if that is somebody else. */
	other: string | undefined = $derived(this.isMine ? undefined : this.#ledBy?.name);

	/** Several screens show the committee: with one alone there is nobody to lead, and no table to lay anything on. */
	isTogether: boolean = $derived.by(() => {
		const log = this.#log;
		return log !== undefined && (log.tablets.length > 1 || log.visitors.length > 0);
	});

	/** [LE3] Somebody else leads, and has not been seen for a while. */
	isMissing: boolean = $derived.by(() => {
		const tablet = this.#ledBy?.tablet;
		const log = this.#log;
		if (this.isMine || !log) return false;
		const isThere = log.visitors.some(({ device }) => device === tablet);
		const isIn = log.tablets.some(({ device }) => device === tablet);
		return this.#absence.look(isThere, performance.now()) || !isIn;
	});

	/** [LE4] The other tablets that are here and may write. */
	here: readonly Here[] = $derived.by(() => {
		const log = this.#log;
		if (!log) return [];
		const { committee } = this.#around();
		const called = new Map(new TabletNames(log, committee).all.map((tablet) => [tablet.device, tablet]));
		const { names } = peopleOf(committee).current;
		return [...called.values()]
			.filter(({ isOwn, role }) => !isOwn && role !== 'read')
			.flatMap(({ device }) => {
				const visits = log.visitors.filter((visit) => visit.device === device);
				const [person] = company(visits, {
					names,
					nameOf: (each) => called.get(each)?.name ?? '',
					memberOf: (each) => called.get(each)?.naming.member,
				});
				return person ? [{ tablet: device, person }] : [];
			});
	});

	/** [LE3] */
	take(): void {
		const own = this.#own;
		if (own) this.#lead(own, m.lead.taken);
	}

	/** [LE4] */
	handOver({ tablet, person }: Here): void {
		this.#lead({ tablet, name: person.short }, m.lead.now({ name: person.short }));
	}

	/** [LE5] Attached to the page: tells when somebody else has changed who leads, from or to this tablet. */
	tell = () => {
		const { reflections, reflection } = this.#around();
		const leader = () => reflections.get(reflection.id)?.ledBy;
		let last = leader();
		const changed = (_: unknown, { local }: { local: boolean }) => {
			const now = leader();
			const own = this.#log?.device;
			const isStale = this.#told !== undefined && toasts.current?.text === this.#told;
			const said = local ? undefined : saidOfLead(last, now, { own, isStale });
			if (said === 'mine') this.#say(m.lead.taken);
			else if (said && now) this.#say(m.lead.now({ name: now.name }));
			last = now;
		};
		reflections.map.observeDeep(changed);
		return () => reflections.map.unobserveDeep(changed);
	};

	#lead(lead: Lead, text: string): void {
		const { reflections, reflection } = this.#around();
		this.#say(text, reflections.meeting.lead(reflection.id, lead));
	}

	#say(text: string, undo?: () => boolean): void {
		this.#told = text;
		toasts.show({ text, ...(undo && { undo }) });
	}
}
